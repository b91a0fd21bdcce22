"""Tasks whose module is gone, has changed, or is switched off: dead with words, or waiting until it is on again."""

from sqlalchemy import select

from community.clock import frozen
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events import on
from community.events.models import LoggedEvent
from community.events.runner import drain
from community.events.tasks import ASLEEP, MAX_TRIES
from tests.community.events.test_tasks import ask, rows


def test_a_task_of_a_module_that_is_gone_is_dead_and_says_so(bench):
    bench.wire(on("tests.happened", call=lambda stored: None), tasks={"tests.work": lambda: None})
    bench.publish(1)
    ask("a")
    bench.wire()
    drain(bench.app)
    assert [(row.state, row.tries) for row in rows()] == [("dead", 1)] * 2
    assert all("no module of this site does tests." in row.last_error for row in rows())


def test_a_task_of_an_event_of_another_shape_is_dead_and_says_so(bench):
    calls = []
    bench.wire(on("tests.happened", call=lambda stored: calls.append("called")))
    bench.publish(1, 2)
    with unit_of_work():
        first, second = session().scalars(select(LoggedEvent).order_by(LoggedEvent.id))
        first.version, second.payload = 7, {"number": 2}
    drain(bench.app)
    assert calls == []
    assert [row.state for row in rows()] == ["dead", "dead"]
    assert all("another version" in row.last_error for row in rows())


def test_tasks_of_a_module_that_is_off_wait_until_it_is_on_again(bench):
    calls = []
    bench.wire(
        on("tests.happened", call=lambda stored: calls.append("event")),
        tasks={"tests.work": lambda: calls.append("asked")},
    )
    with frozen() as clock:
        bench.publish(1)
        ask("a")
        bench.off.add("tests")
        for _ in range(MAX_TRIES + 1):
            drain(bench.app)
            clock.advance(ASLEEP.total_seconds())
        assert calls == []
        assert [(row.state, row.tries, row.last_error) for row in rows()] == [("due", 0, None)] * 2
        bench.off.clear()
        drain(bench.app)
    assert sorted(calls) == ["asked", "event"]
    assert {row.state for row in rows()} == {"done"}


def test_what_must_happen_even_when_its_module_is_off_does(bench):
    calls = []
    bench.wire(on("tests.happened", call=lambda stored: calls.append("called"), when_off=True))
    bench.publish(1)
    bench.off.add("tests")
    drain(bench.app)
    assert calls == ["called"]
