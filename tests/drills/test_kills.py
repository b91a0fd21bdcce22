"""Fifty times the whole server is killed under its writers. Whatever was acknowledged stands, once, everywhere.

The drill is bounded: kills, writers and minutes. It ends every process that it starts.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from community import clock
from community.data.database import db, session
from community.events.runner import drain
from community.events.tasks import LEASE
from tests.drills import truth
from tests.drills.crowd import Journal, Moderator, Person, Writer
from tests.drills.site import Cast, Server, furnish

KILLS = int(os.environ.get("DRILL_KILLS", "50"))
MINUTES = 30  # the drill gives up beyond
SECONDS_TO_REST = 120
MOST_WRITES = 24  # acknowledged between a start and the kill; how many is chance
SECONDS_OF_WRITING = 20
SEED = 20260917


@dataclass
class Figures:
    """What the drill measured."""

    kills: int = 0
    mid_request: int = 0
    while_starting: int = 0
    starts: list[float] = field(default_factory=list)
    answers: float = 0.0
    rest: dict[str, float] = field(default_factory=dict)

    def told(self, journal: Journal) -> str:
        """For the measurements page."""
        unknown = sum(one.outcome == "unknown" for one in journal.posts)
        return (
            f"\nkills {self.kills}, with requests in flight {self.mid_request}, while starting {self.while_starting}"
            f"\nacknowledged writes {journal.acknowledged()}, posts {len(journal.posts)}, requests cut off"
            f" {journal.broken}, of them posts {unknown}"
            f"\nstart until it answers: median {statistics.median(self.starts):.1f} s, longest {max(self.starts):.1f} s"
            f"\nafter the last kill: answers after {self.answers:.1f} s, at rest: "
            + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in self.rest.items())
        )


@pytest.mark.drill
def test_whatever_was_acknowledged_survives_fifty_kills(tmp_path: Path) -> None:
    cast = furnish(tmp_path)
    server, journal, figures = Server(tmp_path), Journal(), Figures()
    try:
        with crowd(cast, server, journal):
            kill_often(server, journal, figures)
        recover(cast, server, figures)
    finally:
        server.stop()
    with cast.app.app_context():
        _take_over_tasks(cast)
        print(figures.told(journal))
        assert faults(cast, journal) == []
    assert journal.surprises == []
    assert sum(one.hidden == "acknowledged" for one in journal.takedowns) >= KILLS // 4, "too little was hidden"
    assert figures.mid_request >= KILLS // 4, "too few kills met a request; the drill says little"


@contextmanager
def crowd(cast: Cast, server: Server, journal: Journal) -> Iterator[None]:
    """Everybody writes, as long as this lasts."""
    people: list[Person] = [Writer(cast, server, journal, who, SEED + n) for n, who in enumerate(cast.writers.items())]
    people.append(Moderator(cast, server, journal, cast.moderator, SEED))
    for one in people:
        one.start()
    try:
        yield
    finally:
        for one in people:
            one.ended.set()
        for one in people:
            one.join(90)


def kill_often(server: Server, journal: Journal, figures: Figures) -> None:
    """Start, let them write for a moment, kill; one in ten dies before it ever answers."""
    chance = random.Random(SEED)
    until = time.monotonic() + MINUTES * 60
    for _ in range(KILLS):
        assert time.monotonic() < until, f"only {figures.kills} kills in {MINUTES} minutes"
        server.start()
        if chance.random() < 0.1:
            Event().wait(chance.uniform(0, 4))
            figures.while_starting += 1
        else:
            figures.starts.append(server.answers())
            written = journal.acknowledged() + chance.randint(0, MOST_WRITES)
            _until(lambda written=written: journal.acknowledged() >= written, SECONDS_OF_WRITING)
            Event().wait(chance.uniform(0, 0.3))
        figures.mid_request += bool(journal.in_flight)
        server.kill()
        figures.kills += 1


def recover(cast: Cast, server: Server, figures: Figures) -> None:
    """Start once more; wait until the consumers have done everything that was left to them."""
    began = time.monotonic()
    server.start()
    figures.answers = server.answers()
    with cast.app.app_context():
        while left := truth.unrest():
            assert time.monotonic() < began + SECONDS_TO_REST, f"still at work: {left}"
            figures.rest.update(dict.fromkeys(left, time.monotonic() - began))
            Event().wait(0.2)
    figures.rest["everything"] = time.monotonic() - began


def _until(true: Callable[[], bool], seconds: float) -> None:
    """Wait for something, or so long."""
    late = time.monotonic() + seconds
    while not true() and time.monotonic() < late:
        Event().wait(0.02)


def _take_over_tasks(cast: Cast) -> None:
    """Tasks that were under way at a kill are another's when their lease has run out: five minutes later."""
    with clock.frozen(clock.now() + LEASE + timedelta(minutes=1)):
        drain(cast.app)


def faults(cast: Cast, journal: Journal) -> list[str]:
    """Everything that is not as it must be, the first of each kind."""
    found: list[str] = []
    for check in (
        truth.posts(journal),
        truth.takedowns(journal),
        truth.one_entry_each(),
        truth.notices(cast),
        truth.searching(cast, journal),
        truth.tasks(),
        truth.database(),
    ):
        found += list(check)[:5]
        session().close()
    db.engine.dispose()
    return found
