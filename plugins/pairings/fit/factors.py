"""The five factors of a fit, their weights, and the table that the engine takes. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.pairings.fit.wording import likeness

FACTORS = ("focus", "size", "students", "grades", "stage")
NEUTRAL = 0.5  # where nothing is known of two districts
MOST_WEIGHT = 4
USUAL = {"focus": 4, "size": 1, "students": 2, "grades": 1, "stage": 1}
AHEAD = 0.1  # a giver one stage ahead of the receiver
Table = list[list[float]]


@dataclass(frozen=True, kw_only=True)
class District:
    """What is known of a team and its district; None and "" are "not known".

    `needs`: what it works on and looks for. `offers`: what it works on, is good at and can help with. `enrolment`:
    students. `shares`: groups of students in percent. `origins`: the same of groups that make up the whole.
    `grades`: lowest and highest, kindergarten is 0. `stage`: 1 to 5.
    """

    id: str
    needs: str = ""
    offers: str = ""
    enrolment: int | None = None
    shares: Mapping[str, float] = field(default_factory=dict)
    origins: Mapping[str, float] = field(default_factory=dict)
    grades: tuple[int, int] | None = None
    stage: int | None = None


@dataclass(frozen=True)
class Wishes:
    """What staff want of a round: the weight of each factor, 0 to 4; factors in `different` are to differ."""

    weights: Mapping[str, int] = field(default_factory=lambda: dict(USUAL))
    different: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Fit:
    """`table[giver][receiver]` from 0 to 1; `parts` the same by factor, NaN where it is not known of both.

    `known[giver][receiver]`: how many of the factors that count were known.
    """

    table: Table
    parts: Mapping[str, Table]
    known: list[list[int]]
    counted: int


def fit(districts: Sequence[District], wishes: Wishes | None = None) -> Fit:
    """How well each fits each. A factor that is absent on either side is left out, and the others weigh more."""
    wanted = wishes or Wishes()
    words = likeness([one.needs for one in districts], [one.offers for one in districts])
    parts: dict[str, Table] = {name: [] for name in FACTORS}
    for row, giver in enumerate(districts):
        for name in FACTORS:
            parts[name].append([])
        for column, receiver in enumerate(districts):
            found = _likenesses(giver, receiver, words[row][column])
            for name in FACTORS:
                value = found[name]
                if value is not None and name in wanted.different:
                    value = 1.0 - value
                parts[name][row].append(math.nan if value is None else value)
    weights = {name: min(MOST_WEIGHT, max(0, wanted.weights.get(name, 0))) for name in FACTORS}
    return _summed(parts, weights, len(districts))


def _summed(parts: Mapping[str, Table], weights: Mapping[str, int], count: int) -> Fit:
    table, known = [], []
    for row in range(count):
        values, numbers = [], []
        for column in range(count):
            there = [(weights[name], parts[name][row][column]) for name in FACTORS if weights[name]]
            there = [(weight, value) for weight, value in there if not math.isnan(value)]
            whole = sum(weight for weight, _value in there)
            values.append(sum(weight * value for weight, value in there) / whole if whole else NEUTRAL)
            numbers.append(len(there))
        table.append(values)
        known.append(numbers)
    return Fit(table, dict(parts), known, sum(1 for weight in weights.values() if weight))


def _likenesses(giver: District, receiver: District, words: float | None) -> dict[str, float | None]:
    return {
        "focus": words,
        "size": _size(giver.enrolment, receiver.enrolment),
        "students": _students(giver, receiver),
        "grades": _grades(giver.grades, receiver.grades),
        "stage": _stage(giver.stage, receiver.stage),
    }


def _size(one: int | None, other: int | None) -> float | None:
    """1 for the same, 0 for a hundred times as many."""
    if not one or not other:
        return None
    return max(0.0, 1.0 - abs(math.log10(one / other)) / 2)


def _students(one: District, other: District) -> float | None:
    """One less the mean distance of what both report, never a rank; origins together count as one distribution."""
    apart = [abs(one.shares[name] - other.shares[name]) for name in one.shares.keys() & other.shares.keys()]
    both = one.origins.keys() & other.origins.keys()
    if both:
        apart.append(sum(abs(one.origins[name] - other.origins[name]) for name in both) / 2)
    return max(0.0, 1.0 - sum(apart) / (100 * len(apart))) if apart else None


def _grades(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float | None:
    """Grades that both have, as a share of those that any has."""
    if one is None or other is None:
        return None
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]) + 1)


def _stage(giver: int | None, receiver: int | None) -> float | None:
    """The same or the next stage is best; whoever is one ahead can tell what comes."""
    if not giver or not receiver:
        return None
    apart = abs(giver - receiver)
    return min(1.0, (1.0, 0.9, 0.6, 0.3, 0.1)[min(apart, 4)] + (AHEAD if giver - receiver == 1 else 0.0))


def spelled(grade: Any) -> int | None:
    """A grade as the state spells it ("K", "KG", "PK", "TK", "09") as a number; None for what is none."""
    said = str(grade or "").strip().upper()
    if said in {"K", "KG", "PK", "TK", "P"}:
        return 0
    return int(said) if said.isdecimal() and int(said) <= 12 else None
