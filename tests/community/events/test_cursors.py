"""Cursors: in order, each event once, the position in the commit of the effect; a failure is noted and keeps it."""

from threading import Event

import pytest
from sqlalchemy import select

from community.data.database import session
from community.data.unit_of_work import in_unit_of_work, unit_of_work
from community.events import cursors, on
from community.events.contract import Duty
from community.events.cursors import BATCH, IDLE, advance
from community.events.log import head, publish
from community.events.models import CursorPosition, LoggedEvent
from community.events.registry import registry
from community.events.runner import Runner, drain
from community.ledger.models import Entry
from tests.community.events.conftest import PATIENCE, Ignored


class Stop(Exception):
    """Something goes wrong on purpose."""


def follower(bench, call, **options):
    """The only cursor of the bench."""
    bench.wire(on("tests.happened", call=call, mode="cursor", **options))
    return registry().cursors()[0]


def note(events):
    """An effect that can be counted."""
    session().add_all(Entry(action="noted", object_id=one.event.thing_id) for one in events)
    session().flush()


def noted():
    session().close()
    return session().scalars(select(Entry.object_id).order_by(Entry.id)).all()


def position(handler):
    session().close()
    return session().get(CursorPosition, handler.name)


def test_events_come_in_order_together_and_once(bench):
    handler = follower(bench, note)
    bench.publish(1, 2, 3)
    assert advance(handler) is False
    assert noted() == [1, 2, 3]
    advance(handler)
    bench.publish(4)
    advance(handler)
    assert noted() == [1, 2, 3, 4]
    assert (position(handler).xid, position(handler).event_id) == head()


def test_the_effect_and_the_position_are_one_commit(bench):
    inside = []
    handler = follower(bench, lambda events: inside.append(in_unit_of_work()))
    bench.publish(1)
    advance(handler)
    assert inside == [True]


def test_failing_keeps_the_place_takes_the_effect_back_and_is_noted(bench):
    fails = [True]

    def sometimes(events):
        note(events)
        if fails[0]:
            raise Stop("not today")

    handler = follower(bench, sometimes)
    bench.publish(1, 2)
    for times in (1, 2):
        with pytest.raises(Stop):
            advance(handler)
        assert cursors.failed(handler, "Stop: not today") == times
    assert noted() == []
    found = position(handler)
    assert (found.event_id, found.failures, found.last_error) == (0, 2, "Stop: not today")
    fails[0] = False
    advance(handler)
    assert noted() == [1, 2]
    assert (position(handler).failures, position(handler).last_error) == (0, None)


def test_one_cursor_that_fails_does_not_stop_another(bench):
    def fails(events):
        raise Stop

    bench.wire(on("tests.happened", call=fails, mode="cursor"), on("tests.happened", call=note, mode="cursor"))
    bench.publish(1)
    bad, good = registry().cursors()
    with pytest.raises(Stop):
        advance(bad)
    advance(good)
    assert noted() == [1]


def test_a_few_unwanted_events_cost_no_commit_and_many_are_passed(bench):
    handler = follower(bench, note)
    bench.publish(*range(IDLE - 1), event=Ignored)
    advance(handler)
    assert position(handler) is None
    bench.publish(0, event=Ignored)
    advance(handler)
    assert position(handler).event_id == head()[1]
    assert noted() == []


def test_more_than_a_batch_is_taken_in_several(bench):
    sizes = []
    handler = follower(bench, lambda events: sizes.append(len(events)))
    with unit_of_work():
        for n in range(BATCH + 5):
            publish(Ignored(n) if n % 2 else registry().events["tests.happened"](n))
    assert advance(handler) is True
    assert advance(handler) is False
    assert sizes == [BATCH // 2, 3]


def test_a_module_that_is_off_misses_events_but_erasing_goes_on(bench):
    erased = []
    bench.wire(
        on("tests.happened", call=note, mode="cursor"),
        on("tests.happened", call=erased.extend, mode="cursor", when_off=True),
    )
    bench.off.add("tests")
    bench.publish(1)
    drain(bench.app)
    bench.off.clear()
    bench.publish(2)
    drain(bench.app)
    assert noted() == [2]
    assert [one.event.thing_id for one in erased] == [1, 2]


def test_the_runner_notes_a_failure_and_goes_on(bench):
    done = Event()
    fails = [True]

    def sometimes(events):
        if fails.pop() if fails else False:
            raise Stop("not today")
        note(events)
        done.set()

    handler = follower(bench, sometimes)
    bench.publish(1)
    runner = Runner(bench.app).start()
    assert done.wait(PATIENCE)
    runner.stop()
    assert noted() == [1]
    assert position(handler).failures == 0


def test_a_failure_is_told_to_its_duty(bench):
    told, words = Event(), []

    def step():
        raise Stop("not today")

    def failed(error):
        words.append(error)
        told.set()

    bench.wire(duties=(Duty("tests", step, failed=failed),))
    runner = Runner(bench.app).start()
    assert told.wait(PATIENCE)
    runner.stop()
    assert "Stop: not today" in words[0]


def test_an_event_of_another_shape_is_passed_and_stops_nobody(bench):
    handler = follower(bench, note)
    bench.publish(1, 2)
    with unit_of_work():  # as it was written before the event had a field that has no default
        session().scalars(select(LoggedEvent).order_by(LoggedEvent.id)).first().payload = {}
    advance(handler)
    assert noted() == [2]
    assert position(handler).event_id == head()[1]
