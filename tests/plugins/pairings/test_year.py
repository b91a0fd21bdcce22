"""A year of rounds at once, and a round without any solver."""

import random
import sys
from collections import Counter

import pytest

from plugins.pairings.matching import Infeasible, Instance, Unusable, assign, plan_year
from plugins.pairings.matching.check import faults, pieces
from plugins.pairings.matching.rings import assign_by_rings


def _instance(count, seed=1, **more):
    rng = random.Random(seed)
    ids = tuple(f"d{n:02}" for n in range(count))
    fit = [[0.0] * count for _ in ids]
    for i in range(count):
        for j in range(i):
            fit[i][j] = fit[j][i] = rng.random()
    return Instance(ids=ids, fit=fit, **more)


@pytest.mark.parametrize("count", [9, 10, 12])
def test_a_year_of_four_rounds_has_no_pair_twice_and_each_round_is_in_one_piece(count):
    """With the same loads in every round."""
    asked = _instance(count)
    year = plan_year(asked, 4)
    every = [pair for one in year for pair in one.plain()]
    assert len(every) == len(set(every)) == 4 * 2 * count
    for one in year:
        assert faults(asked, one.plain()) == []
        assert len(pieces(one.plain())) == 1


def test_the_good_matches_are_spread_over_the_year():
    """Round after round uses the best first; the year at once has a better last round, and is no worse in sum."""
    at_once, one_by_one = [], []
    for seed in range(5):
        asked = _instance(12, seed)
        year = plan_year(asked, 4)
        history = []
        for _round in range(4):
            found = assign(Instance(ids=asked.ids, fit=asked.fit, history=tuple(history), cooldown=4))
            history.append(frozenset(found.plain()))
            one_by_one.append(found.total)
        at_once += [one.total for one in year]
    assert sum(at_once) >= 0.99 * sum(one_by_one)
    assert sum(at_once[3::4]) > sum(one_by_one[3::4])


def test_a_year_that_needs_more_partners_than_there_are_is_refused_in_words():
    """Five rounds of two among nine."""
    with pytest.raises(Unusable, match="more partners"):
        plan_year(_instance(9), 5)


def test_without_scipy_rings_do_it_and_say_so(monkeypatch):
    """Equal loads, one piece, no conflict; nobody again before everybody was met."""
    monkeypatch.setitem(sys.modules, "plugins.pairings.matching.engine", None)
    history = []
    for number in range(5):
        asked = _instance(12, history=tuple(history), forbidden=frozenset())
        found = assign(asked)
        assert found.method == "rings", number
        assert found.gave_way
        assert faults(asked, found.plain()) == []
        assert set(Counter(pair[1] for pair in found.plain()).values()) == {2}
        history.append(frozenset(found.plain()))
    assert len(set().union(*history)) == 5 * 24


def test_rings_keep_conflicts_or_say_that_they_cannot():
    """They try other orders before they give up."""
    asked = _instance(7, forbidden=frozenset({("d00", "d01"), ("d00", "d02")}), pinned=frozenset({("d03", "d05")}))
    assert faults(asked, assign_by_rings(asked).plain()) == []
    alone = _instance(4, forbidden=frozenset((f"d{n:02}", "d00") for n in range(1, 4)))
    with pytest.raises(Infeasible):
        assign_by_rings(alone)
