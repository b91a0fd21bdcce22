"""A registry of the test's own in the place of the app's: its events, handlers, tasks, jobs and duties."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import pytest
from flask import Flask

from community.data.unit_of_work import unit_of_work
from community.events import log
from community.events.contract import Duty, Event, Handler, Job
from community.events.registry import Registry, build, install, registry

PATIENCE = 20


@dataclass(frozen=True)
class Happened(Event):
    """Something that tests publish."""

    name: ClassVar[str] = "tests.happened"
    touches: ClassVar[dict[str, str]] = {"tests.thing": "thing_id"}

    thing_id: int


@dataclass(frozen=True)
class Ignored(Event):
    """Something that nobody wants."""

    name: ClassVar[str] = "tests.ignored"

    thing_id: int = 0


@dataclass
class Bench:
    """Publishes, and says what is off; `wire` declares who follows."""

    app: Flask
    off: set[str] = field(default_factory=set)

    def wire(
        self,
        *handlers: Handler,
        tasks: dict[str, Callable[..., None]] | None = None,
        jobs: tuple[Job, ...] = (),
        duties: tuple[Duty, ...] = (),
    ) -> Registry:
        """Put a registry in place; handlers belong to the module `tests`."""
        mine = [replace(one, owner="tests") for one in handlers]
        built = build(
            events=(Happened, Ignored),
            handlers=mine,
            tasks=tasks or {},
            jobs=jobs,
            duties=duties,
            is_off=lambda owner: owner in self.off,
        )
        install(self.app, built)
        return built

    def publish(self, *numbers: int, event: type[Any] = Happened, actor_id: int | None = None) -> list[int]:
        """Each in a unit of its own. Their ids."""
        found = []
        for number in numbers:
            with unit_of_work():
                found.append(log.publish(event(number), actor_id))
        return found

    def in_thread(self, call: Callable[[], Any]) -> threading.Thread:
        """Run in a thread with a session of its own."""

        def run() -> None:
            with self.app.app_context():
                call()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread


@pytest.fixture
def bench(app: Flask) -> Iterator[Bench]:
    """The bench, with nobody following; afterwards the app's own registry is back."""
    before = registry(app)
    made = Bench(app)
    made.wire()
    yield made
    install(app, before)
