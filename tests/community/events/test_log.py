"""Facts: only inside a unit of work, with it or not at all, in commit order, never more than five deep."""

import threading

import pytest
from sqlalchemy import create_engine, select, text

from community.clock import frozen
from community.data.database import is_sqlite, session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, unit_of_work
from community.events import log, on
from community.events.cursors import advance
from community.events.log import MAX_DEPTH, head, narrowing_after, publish, read
from community.events.models import LoggedEvent, Task
from community.events.registry import registry
from community.events.runner import drain
from tests.community.events.conftest import PATIENCE, Happened


class Stop(Exception):
    """Something goes wrong on purpose."""


def test_publishing_outside_a_unit_is_refused(bench):
    with pytest.raises(RuntimeError, match="outside a unit of work"):
        publish(Happened(1))
    assert read((0, 0)) == []


def test_a_fact_is_kept_with_its_unit_or_not_at_all(bench):
    bench.wire(on("tests.happened", call=lambda stored: None))
    with pytest.raises(Stop), unit_of_work():  # noqa: PT012 - a unit is more than one statement
        publish(Happened(1))
        raise Stop
    assert read((0, 0)) == []
    assert session().scalars(select(Task)).all() == []


def test_a_fact_comes_back_as_it_was(bench):
    with frozen() as clock:
        [event_id] = bench.publish(7, actor_id=3)
        [found] = read((0, 0))
        assert (found.id, found.event, found.actor_id, found.at, found.depth) == (
            event_id, Happened(7), 3, clock.at, 0,
        )  # fmt: skip
        assert found.refs == (Ref("tests.thing", 7),)
        assert found.subject == Ref("tests.thing", 7)
        assert head() == found.position


def test_a_fact_of_a_module_that_is_gone_is_still_a_fact(bench):
    bench.publish(7)
    with unit_of_work():
        row = session().scalars(select(LoggedEvent)).one()
        row.name = "gone.happened"
    [found] = read((0, 0))
    assert found.event is None
    assert found.refs == ()
    assert found.subject == Ref("tests.thing", 7)


def test_a_fact_of_another_version_is_not_guessed_at(bench):
    bench.publish(7)
    with unit_of_work():
        session().scalars(select(LoggedEvent)).one().version = 99
    assert read((0, 0))[0].event is None


def test_each_task_handler_gets_one_row_and_cursors_none(bench):
    def first(stored):
        pass

    def second(stored):
        pass

    def third(events):
        pass

    bench.wire(
        on("tests.happened", call=first),
        on("*", call=second),
        on("tests.happened", call=third, mode="cursor"),
        on("tests.other", call=third),
    )
    [event_id] = bench.publish(1)
    rows = session().execute(select(Task.handler, Task.key, Task.event_id).order_by(Task.handler)).all()
    assert rows == [("tests.first", f"event:{event_id}", event_id), ("tests.second", f"event:{event_id}", event_id)]


def test_consumers_are_woken_after_the_commit_once(bench):
    seen = []
    registry().wakers.append(lambda: seen.append(len(read((0, 0)))))
    with unit_of_work():
        publish(Happened(1))
        publish(Happened(2))
        assert seen == []
    assert seen == [2]


def test_handlers_that_answer_each_other_are_stopped(bench):
    def again(stored):
        with unit_of_work():
            publish(Happened(stored.event.thing_id + 1))

    bench.wire(on("tests.happened", call=again))
    bench.publish(0)
    drain(bench.app)
    depths = session().scalars(select(LoggedEvent.depth).order_by(LoggedEvent.id)).all()
    assert depths == list(range(MAX_DEPTH + 1))
    waiting = session().scalars(select(Task).where(Task.state != "done")).one()
    assert f"more than {MAX_DEPTH} deep" in waiting.last_error


def test_an_answer_knows_its_cause(bench):
    def answer(events):
        for stored in events:
            if stored.depth == 0:
                publish(Happened(100))

    bench.wire(on("tests.happened", call=answer, mode="cursor"))
    [event_id] = bench.publish(1)
    drain(bench.app)
    row = session().scalars(select(LoggedEvent).where(LoggedEvent.id != event_id)).one()
    assert (row.cause_id, row.depth) == (event_id, 1)
    assert log.cause.get() is None


def test_what_narrows_can_be_asked_for(bench):
    first, second = bench.publish(1, 2)
    with unit_of_work():
        session().get(LoggedEvent, second).narrows = True
    assert [one.id for one in narrowing_after((0, 0))] == [second]
    at = next(one.position for one in read((0, 0)) if one.id == first)
    assert [one.id for one in narrowing_after(at)] == [second]
    assert narrowing_after(head()) == []


def test_commits_in_another_order_than_ids_are_read_in_full(bench):
    """Two transactions at once, the first to begin is the last to commit: a cursor waits for it and skips nothing."""
    if is_sqlite():
        pytest.skip("on SQLite writers queue")
    seen = []
    handler = on("tests.happened", call=lambda events: seen.extend(one.event.thing_id for one in events), mode="cursor")
    bench.wire(handler)
    [handler] = registry().cursors()
    published, go = threading.Event(), threading.Event()

    def slow():
        with unit_of_work():
            publish(Happened(1))
            published.set()
            go.wait(PATIENCE)

    thread = bench.in_thread(slow)
    assert published.wait(PATIENCE)
    bench.publish(2)
    advance(handler)
    assert seen == []
    assert [one.event for one in read((0, 0))] == []
    with unit_of_work():
        session().scalars(select(LoggedEvent)).one().narrows = True
    assert len(narrowing_after((0, 0))) == 1, "what may take something away is known at once"
    end_reads()
    go.set()
    thread.join(PATIENCE)
    bench.publish(3)
    advance(handler)
    assert seen == [1, 2, 3]
    advance(handler)
    assert seen == [1, 2, 3]


def test_what_runs_in_another_database_of_the_server_holds_up_nothing(bench, request):
    if is_sqlite():
        pytest.skip("on SQLite there is no other database")
    other = create_engine(request.getfixturevalue("new_postgres_url")())
    with other.connect() as elsewhere:
        elsewhere.execute(text("SELECT pg_current_xact_id()"))  # it writes, and does not end
        bench.publish(1)
        assert [one.event for one in read((0, 0))] == [Happened(1)]
    other.dispose()
