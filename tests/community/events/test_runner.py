"""Leases, the schedule, the threads that consume, and what is tidied away."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from community.clock import frozen
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events import Job, cursors, leases, on, schedule, upkeep
from community.events.contract import Duty
from community.events.log import read
from community.events.models import JobRun, Lease, Task
from community.events.registry import registry
from community.events.runner import Runner, drain
from community.ledger.models import Entry
from tests.community.events.conftest import PATIENCE

NOON = datetime(2026, 9, 17, 12, 0, 30, tzinfo=UTC)


class Stop(Exception):
    """Something goes wrong on purpose."""


def test_one_holder_at_a_time_until_the_term_is_over(bench):
    with frozen(NOON) as clock:
        assert leases.hold("duty", "a:1:x")
        assert leases.hold("duty", "a:1:x")
        assert not leases.hold("duty", "b:2:y")
        assert leases.hold("another duty", "b:2:y")
        clock.advance(leases.TERM.total_seconds() * 0.9)
        assert leases.hold("duty", "a:1:x"), "kept, and renewed"
        clock.advance(leases.TERM.total_seconds() * 0.9)
        assert not leases.hold("duty", "b:2:y")
        clock.advance(leases.TERM.total_seconds())
        assert leases.hold("duty", "b:2:y")
        assert not leases.hold("duty", "a:1:x")


def test_a_lease_that_is_given_back_is_free_at_once(bench):
    leases.hold("duty", "a:1:x")
    leases.hold("other", "b:2:y")
    leases.release("a:1:x")
    assert leases.hold("duty", "b:2:y")
    assert not leases.hold("other", "a:1:x")


def test_a_group_that_is_gone_leaves_nothing_behind(bench):
    leases.hold("one", "gone:1:x")
    leases.hold("two", "gone:2:y")
    leases.hold("three", "gone-too:1:x")
    leases.hold("four", "g%:1:x")
    leases.release_all("gone")
    leases.release_all("%")
    assert session().scalars(select(Lease.name).order_by(Lease.name)).all() == ["four", "three"]


def test_of_many_that_ask_at_once_one_holds(bench):
    ready, answers = threading.Barrier(6), []

    def ask(n):
        ready.wait(PATIENCE)
        answers.append(leases.hold("duty", f"a:{n}:x"))

    threads = [bench.in_thread(lambda n=n: ask(n)) for n in range(6)]
    for one in threads:
        one.join(PATIENCE)
    assert sorted(answers) == [False] * 5 + [True]


def test_a_job_runs_at_its_time_once(bench):
    ran = []
    bench.wire(jobs=(Job("tests.hourly", "0 * * * *", lambda: ran.append("ran")),))
    with frozen(NOON) as clock:
        assert schedule.run_due() == []
        assert session().get(JobRun, "tests.hourly").next_at == datetime(2026, 9, 17, 13, tzinfo=UTC)
        clock.advance(3500)
        assert schedule.run_due() == []
        clock.advance(100)
        assert schedule.run_due() == ["tests.hourly"]
        assert schedule.run_due() == []
        clock.advance(5 * 3600)
        assert schedule.run_due() == ["tests.hourly"], "what was missed is made up for once"
        assert schedule.run_due() == []
    assert ran == ["ran", "ran"]


def test_a_job_that_fails_is_noted_and_runs_again_at_its_next_time(bench):
    ran = []

    def sometimes():
        ran.append("ran")
        if len(ran) == 1:
            session().add(Entry(action="left behind, outside a unit"))
            raise Stop("not today")

    def other():
        ran.append("other")

    bench.wire(jobs=(Job("tests.a", "* * * * *", sometimes), Job("tests.b", "* * * * *", other)))
    with frozen(NOON) as clock:
        schedule.run_due()
        clock.advance(60)
        schedule.run_due()
        session().close()
        assert session().get(JobRun, "tests.a").last_error == "Stop: not today"
        clock.advance(60)
        schedule.run_due()
        session().close()
        assert session().get(JobRun, "tests.a").last_error is None
    assert ran == ["ran", "other", "ran", "other"]


def test_a_job_of_a_module_that_is_off_waits_for_its_next_time(bench):
    ran = []
    bench.wire(jobs=(Job("tests.hourly", "0 * * * *", lambda: ran.append("ran")),))
    with frozen(NOON) as clock:
        schedule.run_due()
        bench.off.add("tests")
        clock.advance(3600)
        schedule.run_due()
        bench.off.clear()
        schedule.run_due()
        assert ran == []
        clock.advance(3600)
        schedule.run_due()
    assert ran == ["ran"]


def test_a_commit_wakes_the_threads(bench):
    """The net below, a look every two seconds, is not what this waits for: forty rounds would take longer."""
    seen = threading.Semaphore(0)
    bench.wire(on("tests.happened", call=lambda events: seen.release(len(events)), mode="cursor"))
    runner = Runner(bench.app).start()
    for n in range(40):
        bench.publish(n)
        assert seen.acquire(timeout=PATIENCE)
    runner.stop()


def test_stopping_ends_the_threads_gives_leases_back_and_waits_for_the_step(bench):
    begun, go, ended = threading.Event(), threading.Event(), []

    def step():
        begun.set()
        go.wait(PATIENCE)
        ended.append("step")
        return True

    bench.wire(duties=(Duty("tests", step),))
    runner = Runner(bench.app).start()
    assert begun.wait(PATIENCE)
    stopping = threading.Thread(target=runner.stop)
    stopping.start()
    go.set()
    stopping.join(PATIENCE)
    assert ended
    assert not any(thread.is_alive() for thread in runner._threads)
    assert registry().wakers == []
    session().close()
    assert session().scalars(select(Lease)).all() == []


def test_a_duty_alone_is_done_by_one_of_two_runners(bench):
    holders, enough = set(), threading.Event()
    steps = []

    def step():
        holders.add(threading.get_ident())
        steps.append("step")
        if len(steps) > 20:
            enough.set()
            return False
        return True

    bench.wire(duties=(Duty("tests", step),))
    runners = [Runner(bench.app).start() for _ in range(2)]
    assert enough.wait(PATIENCE)
    for one in runners:
        one.stop()
    assert len(holders) == 1


def test_a_duty_that_loses_its_lease_stops_between_steps(bench):
    taken, steps = threading.Event(), []

    def step():
        steps.append("step")
        with unit_of_work():
            session().get(Lease, "tests").holder = "another:1:x"
        taken.set()
        return True

    bench.wire(duties=(Duty("tests", step),))
    runner = Runner(bench.app).start()
    assert taken.wait(PATIENCE)
    runner.stop()
    assert steps == ["step"]


def test_draining_raises_what_goes_wrong_and_what_never_rests(bench):
    def fails(events):
        raise Stop

    bench.wire(on("tests.happened", call=fails, mode="cursor"))
    bench.publish(1)
    with pytest.raises(Stop):
        drain(bench.app)
    bench.wire(duties=(Duty("tests", lambda: True),))
    with pytest.raises(RuntimeError, match="do not come to rest"):
        drain(bench.app)


def test_what_is_old_and_done_is_tidied_away_and_what_waits_stays(bench):
    calls = []
    bench.wire(
        on("tests.happened", call=lambda stored: calls.append("called")),
        on("tests.happened", call=lambda events: None, mode="cursor"),
    )
    with frozen(NOON) as clock:
        bench.publish(1)
        drain(bench.app)
        bench.publish(2)
        clock.advance(timedelta(days=40).total_seconds())
        bench.publish(3)
        upkeep.tidy()
        waiting = [row.event_id for row in session().scalars(select(Task).where(Task.state == "due"))]
        left = [one.id for one in read((0, 0))]
        assert len(waiting) == 2
        assert set(waiting) <= set(left), "a task that waits keeps its event"
        assert session().scalars(select(Task).where(Task.state == "done")).all() == []
        drain(bench.app)
        clock.advance(timedelta(days=40).total_seconds())
        bench.publish(4)
        upkeep.tidy()
        numbers = [one.event.thing_id for one in read((0, 0))]
        assert 4 in numbers
        assert 1 not in numbers


def test_events_that_a_cursor_has_not_passed_stay_however_old(bench):
    """Also for one that fails since its first event; a cursor whose module is gone holds nothing back."""

    def fails(events):
        raise Stop

    def passes(events):
        pass

    bench.wire(on("tests.happened", call=fails, mode="cursor"), on("tests.happened", call=passes, mode="cursor"))
    bad, good = registry().cursors()
    with frozen(NOON) as clock:
        bench.publish(1, 2)
        with pytest.raises(Stop):
            cursors.advance(bad)
        cursors.failed(bad, "Stop")
        cursors.advance(good)
        clock.advance(timedelta(days=60).total_seconds())
        upkeep.tidy()
        assert [one.event.thing_id for one in read((0, 0))] == [1, 2]
        bench.wire(on("tests.happened", call=passes, mode="cursor"))
        upkeep.tidy()
        assert [one.event.thing_id for one in read((0, 0))] == [2], "the last one marks the place"


def test_what_lies_in_a_folder_is_done_by_each_server_and_by_no_worker(bench):
    """Two servers of one database each do it for their own folder; a worker, and the shared part, never."""
    by, both = set(), threading.Event()

    def here():
        by.add(threading.current_thread())
        if len(by) == 2:
            both.set()
        return False

    shared = threading.Event()
    bench.wire(duties=(Duty("here", here, local=True), Duty("shared", lambda: bool(shared.set()))))
    worker = Runner(bench.app, "worker", local=False).start()
    assert shared.wait(PATIENCE)
    servers = [Runner(bench.app, name, shared=False).start() for name in ("one", "two")]
    assert both.wait(PATIENCE)
    names = {thread.name for one in servers for thread in one._threads}
    for one in (worker, *servers):
        one.stop()
    assert names == {"here"}
    assert "here" not in {thread.name for thread in worker._threads}
