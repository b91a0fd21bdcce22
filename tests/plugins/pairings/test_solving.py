"""Large rounds are solved in a process of their own: the same answer, or the same words why there is none."""

import random
from dataclasses import replace

import pytest

from plugins.pairings.matching import Infeasible, Instance, Unusable, assign
from plugins.pairings.matching.reading import as_data
from plugins.pairings.service import solving


def _instance(count, **more):
    rng = random.Random(4)
    ids = tuple(f"d{n:03}" for n in range(count))
    return Instance(ids=ids, fit=[[rng.random() for _ in ids] for _ in ids], **more)


@pytest.fixture
def always_apart(monkeypatch):
    """Even a small question goes to a process of its own."""
    monkeypatch.setattr(solving, "HERE", 0)


@pytest.mark.usefixtures("always_apart")
def test_the_answer_is_the_same():
    """Pairs, figures and reasons."""
    asked = _instance(
        12, forbidden=frozenset({("d000", "d001")}), history=(frozenset({("d002", "d003")}),),
        giving={"d000": (1, 2)}, receiving={"d001": (1, 2)}, connected=True, seed=7,
    )  # fmt: skip
    here, there = as_data(assign(asked)), solving.solve(asked)
    assert [(one["giver"], one["receiver"], one["fit"]) for one in there["pairs"]] == [
        (one["giver"], one["receiver"], one["fit"]) for one in here["pairs"]
    ]
    assert there["digest"] == here["digest"]


@pytest.mark.usefixtures("always_apart")
def test_what_cannot_be_is_said_by_the_same_cut():
    """With its districts and what would help."""
    ids = _instance(4).ids
    asked = replace(_instance(4), forbidden=frozenset((one, "d000") for one in ids[1:]))
    with pytest.raises(Infeasible) as here:
        assign(asked)
    with pytest.raises(Infeasible) as there:
        solving.solve(asked)
    assert there.value.cut == here.value.cut


@pytest.mark.usefixtures("always_apart")
def test_what_contradicts_itself_is_unusable_there_too():
    """By field."""
    with pytest.raises(Unusable) as refused:
        solving.solve(_instance(2))
    assert refused.value.problems[0][0] in {"giving", "receiving"}
