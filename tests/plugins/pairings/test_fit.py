"""How well districts fit: factors, weights, what is missing, and no rank anywhere."""

import math

import pytest

from plugins.pairings.fit import FACTORS, District, Wishes, fit
from plugins.pairings.fit.factors import NEUTRAL, spelled

READS = District(
    id="reads", needs="Reading in grade 1\nHow to reach families", offers="Small groups for reading", enrolment=4000,
    shares={"el_pct": 40.0}, origins={"hispanic_pct": 60.0, "white_pct": 40.0}, grades=(0, 8), stage=2,
)  # fmt: skip
HELPS = District(
    id="helps", needs="Attendance on Mondays", offers="Reaching families who move; reading aloud", enrolment=4000,
    shares={"el_pct": 40.0}, origins={"hispanic_pct": 60.0, "white_pct": 40.0}, grades=(0, 8), stage=3,
)  # fmt: skip
FAR = District(
    id="far", needs="Algebra pathways", offers="Bus routes", enrolment=40, shares={"el_pct": 0.0},
    origins={"hispanic_pct": 0.0, "white_pct": 100.0}, grades=(9, 12), stage=5,
)  # fmt: skip


def _only(name):
    return Wishes({name: 1})


def test_who_can_help_fits_whoever_looks_for_it():
    """By their own words, and in that direction."""
    found = fit([READS, HELPS, FAR], _only("focus")).table
    assert found[1][0] > found[2][0]
    assert found[1][0] > found[0][1]


def test_the_same_figures_are_the_best_fit_and_the_most_different_the_worst():
    """Each factor from 0 to 1."""
    for name in ("size", "students", "grades"):
        found = fit([READS, HELPS, FAR], _only(name)).table
        assert found[0][1] == 1.0, name
        assert found[0][2] <= 0.5, name
    assert all(0 <= value <= 1 for row in fit([READS, HELPS, FAR]).table for value in row)


def test_one_stage_ahead_is_a_small_advantage():
    """Whoever has just been there can tell what comes."""
    found = fit([READS, HELPS], _only("stage")).table
    assert found[1][0] > found[0][1]


def test_a_factor_that_is_not_known_is_left_out_and_said():
    """And the others weigh more; nobody is punished for a figure that the state did not report."""
    bare = District(id="bare", enrolment=4000)
    found = fit([READS, bare])
    assert found.known[0][1] == 1
    assert found.counted == len(FACTORS)
    assert found.table[0][1] == 1.0
    assert math.isnan(found.parts["focus"][0][1])
    nothing = fit([District(id="a"), District(id="b")])
    assert nothing.table[0][1] == NEUTRAL


def test_what_is_to_differ_turns_round():
    """A rural district may want to meet a city."""
    found = fit([READS, HELPS, FAR], Wishes({"size": 1}, frozenset({"size"}))).table
    assert found[0][1] == 0.0
    assert found[0][2] > 0.5


def test_more_english_learners_are_neither_better_nor_worse():
    """Shares are distances: the same from either side."""
    found = fit([READS, HELPS, FAR], _only("students")).table
    assert found[0][2] == pytest.approx(found[2][0])


def test_a_launch_cohort_without_a_challenge_is_paired_by_its_figures():
    """Nobody has said a word yet."""
    quiet = [District(id=str(n), enrolment=1000 * (n + 1), grades=(0, 8)) for n in range(6)]
    found = fit(quiet)
    assert all(found.known[0][n] == 2 for n in range(1, 6))
    assert found.table[0][1] > found.table[0][5]


@pytest.mark.parametrize(("said", "number"), [("K", 0), ("09", 9), ("12", 12), ("PK", 0), ("UG", None), (None, None)])
def test_grades_as_the_state_spells_them(said, number):
    """Leading zeros and kindergarten."""
    assert spelled(said) == number
