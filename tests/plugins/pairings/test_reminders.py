"""Who owes something is reminded, three times at most; whoever does not is left alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from community.clock import frozen
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from plugins.notifications.models import Notice
from plugins.pairings.models import Pairing, Reminder
from plugins.pairings.reminders import days_off, due_reminder
from plugins.pairings.service import reminding

FREE = days_off("2026-11-26..2026-11-27")
BEGIN, DUE = date(2026, 11, 2), date(2026, 11, 30)  # two Mondays


def _days(*, started=False):
    every = [BEGIN + timedelta(days=n) for n in range(60)]
    found = {day: due_reminder(BEGIN, DUE, day, started=started, free=FREE) for day in every}
    return {day: number for day, number in found.items() if number}


def test_half_time_three_working_days_before_and_the_day_after():
    """Thanksgiving and weekends do not count."""
    assert _days() == {date(2026, 11, 16): 1, date(2026, 11, 23): 2, date(2026, 12, 1): 3}


def test_who_has_begun_is_not_asked_at_half_time():
    """The others come all the same."""
    assert sorted(_days(started=True).values()) == [2, 3]


def test_nobody_is_asked_on_a_day_off():
    """Whatever is due."""
    assert all(not FREE(day) for day in _days())
    assert FREE(date(2026, 11, 28))
    assert not days_off("rubbish, 2026-99-99")(date(2026, 11, 27))


@pytest.mark.parametrize("times", [1, 2])
def test_only_those_who_owe_are_told_and_each_time_once(worlds, drain, times):
    """A team that has given is told nothing; running the job twice tells nobody twice."""
    with frozen(datetime(2026, 11, 2, 17, tzinfo=UTC)) as clock:
        world = worlds(4)
        found = world.published(partners=1)
        done, *owing = world.pairings(found)
        world.given(done)
        with unit_of_work():
            session().execute(update(Pairing).values(due=date(2026, 11, 30)))
        clock.at = datetime(2026, 11, 25, 17, tzinfo=UTC)
        for _time in range(times):
            reminding.remind()
        drain()
        with unit_of_work():
            told = session().query(Reminder).filter_by(kind="feedback").all()
            people = {one.person_id for one in session().query(Notice).filter_by(name="pairings.feedback_owed")}
    assert {one.object_id for one in told} == {one.id for one in owing}
    assert people == {who.id for one in owing for who in (world.leads[one.giver_id], world.seconds[one.giver_id])}
