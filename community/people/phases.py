"""The phases of a collaboration, as values: their order, what is wrong with dates, where a day stands. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

KINDS = ("launch", "year1", "year2", "year3")
Standing = Literal["past", "now", "ahead"]
Problem = Literal["unknown", "twice", "backwards", "order"]


@dataclass(frozen=True)
class PhaseDates:
    """A stretch of a collaboration, both days included."""

    kind: str
    starts_on: date
    ends_on: date

    def standing(self, today: date) -> Standing:
        """Where the stretch lies, seen from `today`."""
        if self.ends_on < today:
            return "past"
        return "ahead" if self.starts_on > today else "now"

    def share_done(self, today: date) -> float:
        """How much of it is over on `today`: 0 to 1."""
        days = (self.ends_on - self.starts_on).days + 1
        return min(max(((today - self.starts_on).days) / days, 0.0), 1.0)


def in_order(phases: Sequence[PhaseDates]) -> list[PhaseDates]:
    """The phases as they follow each other; unknown kinds last."""
    return sorted(phases, key=lambda phase: KINDS.index(phase.kind) if phase.kind in KINDS else len(KINDS))


def problems(phases: Sequence[PhaseDates]) -> dict[str, Problem]:
    """What is wrong, by kind: unknown, given twice, ending before it starts, or starting before the one before ends."""
    found: dict[str, Problem] = {}
    ends: date | None = None
    seen: set[str] = set()
    for phase in in_order(phases):
        if phase.kind not in KINDS:
            found[phase.kind] = "unknown"
        elif phase.kind in seen:
            found[phase.kind] = "twice"
        elif phase.ends_on < phase.starts_on:
            found[phase.kind] = "backwards"
        elif ends is not None and phase.starts_on <= ends:
            found[phase.kind] = "order"
        seen.add(phase.kind)
        ends = max(ends, phase.ends_on) if ends is not None else phase.ends_on
    return found


def current(phases: Sequence[PhaseDates], today: date) -> PhaseDates | None:
    """The phase that `today` lies in; None before, between and after."""
    return next((phase for phase in phases if phase.standing(today) == "now"), None)
