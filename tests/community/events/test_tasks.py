"""Tasks: one row per effect, leased, retried later and later, dead after eight, never by two at once."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.clock import frozen, now
from community.data.database import is_sqlite, session
from community.data.unit_of_work import in_unit_of_work, unit_of_work
from community.events import on
from community.events.models import Task
from community.events.runner import Runner, drain
from community.events.tasks import LEASE, MAX_TRIES, Permanent, enqueue, retry, run_due
from community.ledger.models import Entry
from tests.community.events.conftest import PATIENCE


class Stop(Exception):
    """Something goes wrong on purpose."""


def ask(*keys, name="tests.work", **arguments):
    with unit_of_work():
        for key in keys:
            enqueue(name, key, **arguments)


def rows():
    session().close()
    found = session().scalars(select(Task).order_by(Task.id)).all()
    session().close()
    return found


def test_a_task_is_called_outside_any_unit_with_what_was_asked(bench):
    calls = []
    bench.wire(tasks={"tests.work": lambda **asked: calls.append((asked, in_unit_of_work()))})
    ask("a", number=7)
    assert run_due() == 1
    assert run_due() == 0
    assert calls == [({"number": 7}, False)]
    [row] = rows()
    assert (row.state, row.tries, row.leased_until, row.last_error) == ("done", 1, None, None)
    assert row.ended_at is not None


def test_a_task_of_an_event_is_called_with_it(bench):
    calls = []
    bench.wire(on("tests.happened", call=lambda stored: calls.append(stored.event.thing_id)))
    bench.publish(4, 5)
    drain(bench.app)
    assert calls == [4, 5]


def test_the_same_key_is_asked_for_once(bench):
    calls = []
    bench.wire(tasks={"tests.work": lambda: calls.append("work"), "tests.other": lambda: calls.append("other")})
    ask("a", "a")
    ask("a")
    ask("a", name="tests.other")
    drain(bench.app)
    ask("a")
    drain(bench.app)
    assert sorted(calls) == ["other", "work"]


def test_nobody_can_ask_for_what_is_not_declared(bench):
    with unit_of_work(), pytest.raises(KeyError, match=r"tests\.nothing"):
        enqueue("tests.nothing", "a")


def test_what_fails_is_tried_later_and_later_and_dies_after_eight(bench):
    def fails():
        raise Stop("not today")

    bench.wire(tasks={"tests.work": fails})
    waits = []
    with frozen() as clock:
        ask("a")
        for tries in range(1, MAX_TRIES):
            assert run_due() == 1
            assert run_due() == 0, "it waits"
            [row] = rows()
            assert (row.state, row.tries, row.last_error) == ("due", tries, "Stop: not today")
            waits.append((row.due_at - now()).total_seconds())
            clock.advance(waits[-1])
        assert run_due() == 1
        [row] = rows()
        assert (row.state, row.tries, row.ended_at) == ("dead", MAX_TRIES, clock.at)
        clock.advance(1_000_000)
        assert run_due() == 0
    assert waits == [10, 20, 40, 80, 160, 320, 640]


def test_what_no_try_can_help_is_dead_at_once(bench):
    def fails():
        raise Permanent("no such address")

    bench.wire(tasks={"tests.work": fails})
    ask("a")
    run_due()
    [row] = rows()
    assert (row.state, row.tries, row.last_error) == ("dead", 1, "Permanent: no such address")


def test_the_dead_can_be_given_fresh_tries(bench):
    calls = []

    def fails_first():
        calls.append("called")
        if len(calls) == 1:
            raise Permanent

    bench.wire(tasks={"tests.work": fails_first})
    ask("a")
    run_due()
    with unit_of_work():
        retry(rows()[0].id)
    drain(bench.app)
    assert (rows()[0].state, rows()[0].tries) == ("done", 1)


def test_one_that_fails_is_not_in_the_way_of_the_next(bench):
    calls = []

    def work(number):
        if number == 1:
            session().add(Entry(action="left behind, outside a unit"))
            raise Stop
        calls.append(number)

    bench.wire(tasks={"tests.work": work})
    for number in (1, 2, 3):
        ask(str(number), number=number)
    assert run_due() == 3
    assert calls == [2, 3]
    assert [row.state for row in rows()] == ["due", "done", "done"]
    assert session().scalars(select(Entry)).all() == []


def test_rows_changed_outside_a_unit_are_the_tasks_own_error(bench):
    bench.wire(tasks={"tests.work": lambda: session().add(Entry(action="by the back door"))})
    ask("a")
    run_due()
    [row] = rows()
    assert row.state == "due"
    assert "outside a unit of work" in row.last_error
    assert session().scalars(select(Entry)).all() == []


def test_a_holder_that_died_is_followed_by_another_after_the_lease(bench):
    calls = []
    bench.wire(tasks={"tests.work": lambda: calls.append("called")})
    with frozen() as clock:
        ask("a")
        with unit_of_work():  # as a process leaves it that dies in the middle
            session().execute(update(Task).values(state="leased", leased_until=now() + LEASE, tries=1))
        assert run_due() == 0
        clock.advance(LEASE.total_seconds() + 1)
        assert run_due() == 1
    assert calls == ["called"]
    assert (rows()[0].state, rows()[0].tries) == ("done", 2)


def test_a_slow_batch_keeps_its_later_tasks(bench):
    """Each task takes most of a lease: the later ones are renewed, so that nobody else takes them meanwhile."""
    calls = []
    with frozen() as clock:

        def slow(number):
            calls.append(number)
            run_due()  # as another runner at that moment
            clock.advance(LEASE.total_seconds() * 0.6)

        bench.wire(tasks={"tests.work": slow})
        for number in range(4):
            ask(str(number), number=number)
        drain(bench.app)
    assert sorted(calls) == [0, 1, 2, 3]
    assert {row.state for row in rows()} == {"done"}


def test_who_outlasts_the_lease_does_not_end_what_another_took(bench):
    calls = []
    with frozen() as clock:

        def work():
            calls.append("called")
            if len(calls) == 1:
                clock.advance(LEASE.total_seconds() + 1)
                run_due()  # another takes it over and ends it
                raise Stop("too late to say")

        bench.wire(tasks={"tests.work": work})
        ask("a")
        run_due()
    assert len(calls) == 2
    [row] = rows()
    assert (row.state, row.tries, row.last_error) == ("done", 2, None)


def test_two_runners_share_the_work_and_do_nothing_twice(bench):
    calls, guard, done = [], threading.Lock(), threading.Event()

    def work(number):
        with guard:
            calls.append((number, threading.get_ident()))
            if len(calls) >= 60:
                done.set()

    bench.wire(tasks={"tests.work": work})
    for number in range(60):
        ask(str(number), number=number)
    runners = [Runner(bench.app).start() for _ in range(2)]
    assert done.wait(PATIENCE)
    for one in runners:
        one.stop()
    drain(bench.app)
    assert sorted(number for number, _ in calls) == list(range(60))
    assert {row.state for row in rows()} == {"done"}


def test_a_task_that_another_is_taking_is_passed_over(bench):
    if is_sqlite():
        pytest.skip("on SQLite writers queue")
    calls = []
    bench.wire(tasks={"tests.work": lambda: calls.append("called")})
    ask("a", "b")
    held, go = threading.Event(), threading.Event()

    def hold():
        with unit_of_work():
            session().scalars(select(Task).order_by(Task.id).limit(1).with_for_update()).one()
            held.set()
            go.wait(PATIENCE)

    thread = bench.in_thread(hold)
    assert held.wait(PATIENCE)
    assert run_due() == 1
    go.set()
    thread.join(PATIENCE)
    assert run_due() == 1
    assert len(calls) == 2


def test_the_oldest_go_first_and_what_is_not_due_waits(bench):
    calls = []

    def work(number):
        calls.append(number)

    bench.wire(tasks={"tests.work": work})
    for number in (1, 2, 3):
        ask(str(number), number=number)
    with unit_of_work():
        session().execute(update(Task).where(Task.key == "1").values(due_at=now() + timedelta(hours=1)))
        session().execute(update(Task).where(Task.key == "3").values(due_at=now() - timedelta(hours=1)))
    run_due()
    assert calls == [3, 2]
