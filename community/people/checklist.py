"""What a complete team has, and what is still missing. Pure: members in, lines out; words stand in the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ROLES = ("central_office", "site", "classroom")
SMALLEST, LARGEST = 4, 8

LineName = Literal["size", "decision_maker", "central_office", "site", "classroom", "lead"]


@dataclass(frozen=True)
class Member:
    """What the checklist needs to know of one current member."""

    role: str
    decision_maker: bool = False
    lead: bool = False


@dataclass(frozen=True)
class Line:
    """One line: met or not yet. `short` is how many people are missing, `over` how many are too many."""

    name: LineName
    met: bool
    have: int
    short: int = 0
    over: int = 0


def lines(members: Sequence[Member]) -> list[Line]:
    """The checklist of a team with these current members."""
    size = len(members)
    first = Line("size", SMALLEST <= size <= LARGEST, size, max(SMALLEST - size, 0), max(size - LARGEST, 0))
    deciders = sum(member.decision_maker for member in members)
    leads = sum(member.lead for member in members)
    by_role = {role: sum(member.role == role for member in members) for role in ROLES}
    return [
        first,
        _at_least_one("decision_maker", deciders),
        _at_least_one("central_office", by_role["central_office"]),
        _at_least_one("site", by_role["site"]),
        _at_least_one("classroom", by_role["classroom"]),
        _at_least_one("lead", leads),
    ]


def _at_least_one(name: LineName, have: int) -> Line:
    return Line(name, have > 0, have, 0 if have else 1)


def complete(found: Sequence[Line]) -> bool:
    """Whether every line is met."""
    return all(line.met for line in found)
