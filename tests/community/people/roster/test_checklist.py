"""What a complete team has, and where a day lies among the phases."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.people import checklist, phases
from community.people.checklist import Member
from community.people.initials import initials
from community.people.phases import PhaseDates

COMPLETE = [
    Member("central_office", decision_maker=True),
    Member("site", lead=True),
    Member("classroom"),
    Member("classroom"),
]
LAUNCH = PhaseDates("launch", date(2026, 1, 1), date(2026, 3, 31))
YEAR1 = PhaseDates("year1", date(2026, 4, 1), date(2027, 3, 31))


def open_lines(members):
    return {line.name for line in checklist.lines(members) if not line.met}


def test_a_complete_team_has_every_line_met():
    assert checklist.complete(checklist.lines(COMPLETE))


@pytest.mark.parametrize(
    ("members", "missing"),
    [
        ([], {"size", "decision_maker", "central_office", "site", "classroom", "lead"}),
        (COMPLETE[1:], {"size", "decision_maker", "central_office"}),
        ([*COMPLETE[:1], *COMPLETE[2:], Member("classroom")], {"site", "lead"}),
        ([Member("central_office", decision_maker=True, lead=True)] * 4, {"site", "classroom"}),
        ([*COMPLETE, *[Member("classroom")] * 5], {"size"}),
        ([*COMPLETE, *[Member("classroom")] * 4], set()),
    ],
)
def test_each_line_says_what_is_missing(members, missing):
    assert open_lines(members) == missing


def test_the_size_says_how_many_are_missing_or_too_many():
    assert checklist.lines(COMPLETE[:1])[0].short == 3
    assert checklist.lines([*COMPLETE] * 3)[0].over == 4


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ([], {}),
        ([YEAR1, LAUNCH], {}),
        ([LAUNCH, PhaseDates("year1", LAUNCH.ends_on, YEAR1.ends_on)], {"year1": "order"}),
        ([PhaseDates("year1", LAUNCH.starts_on, LAUNCH.ends_on), replace(YEAR1, kind="launch")], {"year1": "order"}),
        ([PhaseDates("launch", LAUNCH.ends_on, LAUNCH.starts_on)], {"launch": "backwards"}),
        ([LAUNCH, LAUNCH], {"launch": "twice"}),
        ([PhaseDates("year9", *[date(2026, 1, 1)] * 2)], {"year9": "unknown"}),
    ],
)  # fmt: skip
def test_phases_follow_each_other(given, wrong):
    assert phases.problems(given) == wrong


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=8, max_size=8, unique=True))
def test_sound_phases_hold_a_day_at_most_once(days):
    days = sorted(days)
    found = [PhaseDates(kind, days[2 * n], days[2 * n + 1]) for n, kind in enumerate(phases.KINDS)]
    assert phases.problems(found) == {}
    for day in days:
        assert sum(one.standing(day) == "now" for one in found) == 1
        assert phases.current(found, day)


def test_a_day_stands_before_in_or_after_a_phase():
    assert LAUNCH.standing(date(2025, 12, 31)) == "ahead"
    assert LAUNCH.standing(LAUNCH.starts_on) == LAUNCH.standing(LAUNCH.ends_on) == "now"
    assert LAUNCH.standing(YEAR1.starts_on) == "past"
    assert LAUNCH.share_done(date(2026, 2, 15)) == pytest.approx(0.5)
    assert (LAUNCH.share_done(date(2025, 1, 1)), LAUNCH.share_done(date(2028, 1, 1))) == (0, 1)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Alder Creek Unified School District", "AC"), ("Mirasol Elementary", "M"), ("Unified", "U"), ("", "?")],
)
def test_initials_come_from_the_words_that_say_which_one(name, letters):
    assert initials(name) == letters
