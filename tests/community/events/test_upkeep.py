"""The nightly upkeep: what is old goes, however much; what waits, or marks where somebody stands, stays."""

from datetime import timedelta

from sqlalchemy import func, select, update

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events import on, upkeep
from community.events.models import LoggedEvent, Task
from community.events.runner import drain


def age(*models):
    long_ago = now() - timedelta(days=40)
    with unit_of_work():
        for model in models:
            column = "ended_at" if model is Task else "at"
            session().execute(update(model).values({column: long_ago}))


def count(model):
    session().close()
    return session().scalar(select(func.count()).select_from(model))


def test_more_than_one_batch_goes_in_a_night(bench, monkeypatch):
    monkeypatch.setattr(upkeep, "BATCH", 2)
    bench.wire(on("tests.happened", call=lambda stored: None))
    bench.publish(*range(7))
    drain(bench.app)
    age(Task, LoggedEvent)
    upkeep.tidy()
    assert (count(Task), count(LoggedEvent)) == (0, 1), "the last event says where the log's readers stand"


def test_what_is_young_or_waits_stays(bench):
    bench.wire(on("tests.happened", call=lambda stored: None))
    bench.publish(1, 2)
    age(LoggedEvent)
    upkeep.tidy()
    assert (count(Task), count(LoggedEvent)) == (2, 2), "tasks still need them"
    drain(bench.app)
    upkeep.tidy()
    assert (count(Task), count(LoggedEvent)) == (2, 2), "done a moment ago"


def test_what_a_cursor_has_not_read_stays(bench):
    bench.wire(on("tests.happened", call=lambda events: None, mode="cursor"))
    bench.publish(1, 2, 3)
    age(LoggedEvent)
    upkeep.tidy()
    assert count(LoggedEvent) == 3
    drain(bench.app)
    upkeep.tidy()
    assert count(LoggedEvent) == 1
