"""Where a run chart is drawn: true to time, within its page, broken where a value is hidden."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.artifacts.chart.drawing import BOTTOM, LEFT, RIGHT, TOP, draw, ticks
from plugins.artifacts.record.values import Mark, Measure, Point

MONDAY = date(2026, 9, 7)


def measure(*values, **more):
    points = [Point(MONDAY + timedelta(weeks=n), value) for n, value in enumerate(values)]
    return Measure("m", "Days read", points=points, **more)


def test_a_hidden_value_breaks_the_line_and_gets_no_dot():
    drawing = draw(measure(1, 2, None, 4, 5, None, 7))
    assert [dot.value for dot in drawing.dots] == [1, 2, 4, 5, 7]
    assert len(drawing.lines) == 2  # a single value between hidden ones has no line


def test_the_distance_between_days_is_true_to_time():
    points = [Point(MONDAY, 1), Point(MONDAY + timedelta(days=1), 2), Point(MONDAY + timedelta(days=10), 3)]
    first, second, third = (dot.x for dot in draw(replace(measure(), points=points)).dots)
    assert abs((third - first) - 10 * (second - first)) < 1


def test_the_goal_is_on_the_page_and_reached_or_not():
    drawing = draw(measure(10, 20, 30, goal=90))
    assert drawing.goal is not None
    assert TOP <= drawing.goal <= BOTTOM
    assert drawing.reached is False
    assert draw(measure(10, 20, 95, goal=90)).reached is True
    assert draw(measure(10, 20, 95, goal=90, better="down")).reached is False
    assert draw(measure(goal=90)).reached is None


def test_only_a_run_that_is_a_signal_has_its_own_shape():
    shift = draw(measure(0, 10, 0, 10, 0, *[10] * 8, baseline=4))
    assert [dot.state for dot in shift.dots] == [""] * 5 + ["run"] * 8
    assert {dot.state for dot in draw(measure(0, 10, 0, 10, 0, *[10] * 6, baseline=4)).dots} == {""}


def test_changes_near_each_other_share_a_place_for_their_numbers():
    marks = [Mark(str(n), MONDAY + timedelta(days=day), "tried") for n, day in enumerate((0, 1, 2, 100))]
    drawing = draw(measure(*range(20), marks=marks))
    assert [(one.number, one.label) for one in drawing.changes] == [(1, "1–3"), (2, ""), (3, ""), (4, "4")]


def test_years_stand_where_there_are_several():
    assert {tick.year for tick in draw(measure(*range(4))).days} == {None}
    assert [tick.year for tick in draw(measure(*range(60))).days] == [2026, 2026, 2026, *[2027] * 5]


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15), st.sampled_from([1, 1e-6, 1e-15]))
def test_ticks_are_few_round_and_around_everything(one, other, unit):
    low, high = sorted((one * unit, other * unit))
    assume(low == high or high - low > 1e-9 * max(abs(low), abs(high)))
    found = ticks(low, high)
    assert 3 <= len(found) <= 9
    assert found == sorted(set(found))
    assert found[0] <= low + 1e-6 * abs(high - low)
    assert found[-1] >= high - 1e-6 * abs(high - low)


@given(st.lists(st.floats(-1e6, 1e6) | st.none(), max_size=40), st.none() | st.floats(-1e6, 1e6))
def test_everything_is_on_the_page(values, goal):
    drawing = draw(measure(*values, goal=goal))
    assert all(LEFT <= dot.x <= RIGHT and TOP - 1 <= dot.y <= BOTTOM + 1 for dot in drawing.dots)
    assert len(drawing.days) <= 8


@pytest.mark.parametrize("value", [5e-324, 2.2e-308, 1e-200])
def test_a_value_that_is_hardly_anything_is_drawn(value):
    assert len(draw(measure(value)).dots) == 1
    assert len(draw(measure(0, value)).dots) == 2
