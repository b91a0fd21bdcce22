"""The rules of run charts against published figures, cases counted by hand, and brute force."""

import csv
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.artifacts.chart.rules import crossings_limit, find, longest_limit

SERIES = Path(__file__).resolve().parents[5] / "shared" / "data" / "series" / "nhs_ae_attendances_20_orgs.csv"

# Useful values from 10 to 60: the longest run and the fewest crossings that chance explains. The runs follow the
# published formula, log2(n) + 3 rounded, which turns at 2^3.5 = 11.3, 2^4.5 = 22.6 and 2^5.5 = 45.3. The crossings are
# the 5 % quantile; three of them are worked out below.
RUNS = [6] * 2 + [7] * 11 + [8] * 23 + [9] * 15
CROSSINGS = [
    2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 11, 11, 12, 12, 13, 13, 14, 14, 14, 15, 15,
    16, 16, 17, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 21, 22, 22, 23, 23,
]  # fmt: skip


def test_the_limits_are_the_published_ones():
    assert [longest_limit(n) for n in range(10, 61)] == RUNS
    assert [crossings_limit(n) for n in range(10, 61)] == CROSSINGS


def test_the_quantile_worked_out():
    # 10 values have 9 places to cross, 2^9 = 512 ways. None: 1. One: 9. Two: 36. 1 + 9 = 10, under 5 % (25.6); 46 not.
    assert crossings_limit(10) == 2
    # 12 values: 2^11 = 2048, 5 % is 102.4. 1 + 11 + 55 = 67; with three, 67 + 165 = 232.
    assert crossings_limit(12) == 3
    # 24 values: 2^23 = 8,388,608, 5 % is 419,430.4. Up to seven: 1 + 23 + 253 + 1,771 + 8,855 + 33,649 + 100,947
    # + 245,157 = 390,656; with eight, + 490,314 = 880,970.
    assert crossings_limit(24) == 8


@pytest.mark.parametrize("useful", range(10, 15))
def test_the_quantile_is_that_of_all_series_there_are(useful):
    crossings = sorted(sum(one != other for one, other in pairwise(sides)) for sides in product((0, 1), repeat=useful))
    limit = crossings_limit(useful)
    below = sum(one < limit for one in crossings) / len(crossings)
    assert below < 0.05 <= sum(one <= limit for one in crossings) / len(crossings)


def test_thirteen_values_counted_by_hand():
    # The median of the first ten, five times 4 and five times 6, is 5. Sides: - - - + + + - + + - + - -
    # Crossings after the 3rd, 6th, 7th, 9th, 10th, 11th value: 6. Longest run: the first three. Limits for 13: 7 and 3.
    found = find([4, 4, 4, 6, 6, 6, 4, 6, 6, 4, 6, 4, 4], baseline=10)
    assert (found.median, found.useful, found.longest, found.crossings) == (5, 13, 3, 6)
    assert (found.longest_limit, found.crossings_limit, found.signal) == (7, 3, False)
    assert found.run == (0, 2)


def test_a_run_of_the_limit_is_chance_and_one_more_is_a_shift():
    # Ten values, limit 6. Five below and five above the median of 5.5 give a run of 5 and one crossing, and 1 < 2.
    found = find([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert (found.longest, found.crossings, found.shift, found.few_crossings) == (5, 1, False, True)
    # - + - + - and then 6, 7 or 8 above the median: of 11, 12 and 13 values, with limits of 6, 7 and 7.
    head = [0, 10, 0, 10]
    assert not find([*head, 0, *[10] * 6], baseline=4).shift
    longer = find([*head, 0, *[10] * 7], baseline=4)
    assert (longer.longest, longer.longest_limit, longer.shift) == (7, 7, False)
    longest = find([*head, 0, *[10] * 8], baseline=4)
    assert (longest.longest, longest.longest_limit, longest.shift, longest.run) == (8, 7, True, (5, 12))


def test_values_on_the_median_and_hidden_ones_belong_to_no_run_and_do_not_end_one():
    # The median of the first four is 5. Sides: + - + - . + + . + + + + + : 5s and the hidden one are passed over.
    found = find([9, 1, 9, 1, 5, 9, 9, None, 5, 9, 9, 9, 9, 9], baseline=4)
    assert (found.values, found.useful, found.longest, found.crossings) == (13, 11, 7, 4)
    assert (found.run, found.longest_limit, found.shift) == ((5, 13), 6, True)


def test_a_value_on_the_median_is_on_it_whatever_binary_fractions_say():
    assert find([72.1, 72.3, *[72.2] * 20], baseline=2).useful == 2


def test_too_few_values_say_nothing():
    nine = find([1, 1, 1, 1, 5, 9, 9, 9, 9, 9])
    assert nine.useful == 10  # the median is 7
    assert find([1, 1, 1, 1, 5, 9, 9, 9, 9]).useful == 8
    assert not find([1, 1, 1, 1, 5, 9, 9, 9, 9]).enough
    assert not find([1, 1, 1, 1, 5, 9, 9, 9, 9]).signal
    assert find([]).median is None
    assert find([None, None]).values == 0
    assert find([7] * 40).useful == 0


@given(st.lists(st.integers(-5, 5) | st.none(), max_size=60), st.integers(0, 20))
def test_what_is_counted_holds_together(values, baseline):
    found = find(values, baseline)
    assert found.longest + found.crossings <= max(found.useful, 0)
    assert found.useful <= found.values
    turned = find([None if one is None else -one for one in values], baseline)
    assert (turned.useful, turned.longest, turned.crossings, turned.run) == (
        found.useful, found.longest, found.crossings, found.run,
    )  # fmt: skip
    if found.run:
        within = [one for one in values[found.run[0] : found.run[1] + 1] if one is not None and one != found.median]
        assert len(within) == found.longest
        assert len({one > found.median for one in within}) == 1


def test_thirty_six_months_of_an_emergency_department():
    """Per cent seen within four hours. Sides counted by hand from the list of values beside the median."""
    if not SERIES.exists():
        pytest.skip("the series of the emergency departments is not here")
    with SERIES.open(encoding="utf-8") as file:
        rows = sorted((row for row in csv.DictReader(file) if row["type"] == "1"), key=lambda row: row["period"])

    def seen(org):
        return [
            round(100 * (1 - float(row["breaches"]) / float(row["attendances"])), 1)
            for row in rows
            if row["org_code"] == org
        ]

    # RX1, median 72.75: + ---- +++++++++++++++ ----- ++ --------- : 1, 4, 15, 5, 2, 9 values.
    found = find(seen("RX1"))
    assert (found.values, found.median, found.useful) == (36, 72.75, 36)
    assert (found.longest, found.longest_limit, found.run) == (15, 8, (5, 19))
    assert (found.crossings, found.crossings_limit, found.shift, found.few_crossings) == (5, 13, True, True)
    # RAL, median 84.75: ++++++ ---- + - ++ -- + - ++ ---- +++++ - + ----- : 13 crossings are not fewer than 13.
    found = find(seen("RAL"))
    assert (found.median, found.longest, found.crossings, found.crossings_limit) == (84.75, 6, 13, 13)
    assert not found.signal
