"""What is answered: pairs with their reasons and their certificate, or the cut that says why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from plugins.pairings.matching.instance import Pair

Lift = tuple[str, ...]


@dataclass(frozen=True)
class Alternative:
    """Somebody else to whom the giver might have given, how well that fits, and whether this round has it, too."""

    receiver: str
    fit: float
    chosen: bool


@dataclass(frozen=True)
class Pairing:
    """One pair: its fit, the factors of it where they are known, and its place among what was possible.

    `flags`: pinned, kept, new, mutual, joins. `rank_for_giver` 1: nobody fits the giver better.
    `rounds_since`: 1 is the last round, None is never.
    """

    giver: str
    receiver: str
    fit: float
    flags: tuple[str, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict)
    rank_for_giver: int = 0
    rank_for_receiver: int = 0
    alternatives: tuple[Alternative, ...] = ()
    rounds_since: int | None = None


@dataclass(frozen=True)
class Assignment:
    """The answer.

    `total` and `worst` are fit alone. `value` is what was made large: fit less the cost of history. `bound`: no answer
    with these loads and conflicts has a larger value, whatever its floor and its pieces; `gap` is what is missing to
    it, as a share of `total`. `status`: "optimal" (proved, under all rules), "within the gap", or "stopped" (a limit
    of work). `gave_way`: what was asked and could not be had with the rest, as (what, asked, had). `digest` with `seed`
    and `versions` says what to solve again to get the same.
    """

    pairs: tuple[Pairing, ...]
    total: float
    worst: float | None
    value: float
    bound: float
    gap: float
    status: Literal["optimal", "within the gap", "stopped"]
    floor: float | None
    pieces: int
    joined: int
    repeats: int
    cooldown: int
    gave_way: tuple[tuple[str, str, str], ...]
    kept: int
    released: tuple[Pair, ...]
    digest: str
    seed: int
    versions: Mapping[str, str]
    method: str

    def plain(self) -> tuple[Pair, ...]:
        """The pairs alone, in order."""
        return tuple((pair.giver, pair.receiver) for pair in self.pairs)


@dataclass(frozen=True)
class Cut:
    """Why there is no answer. `side` receiving: `districts` need `need`, and all that may give to them give `can`.

    Side giving: they must give `need`, and those who may receive from them take `can`. `partners`: who, and how many
    each. `rules`: names of class rules that are to blame, where loads and conflicts alone would do. `lifts`: any of
    these helps, each as a word and whom it concerns: ("lift", giver, receiver), ("give_more", giver),
    ("receive_less", receiver) ...
    """

    side: Literal["receiving", "giving", "classes", "mutual"]
    districts: tuple[str, ...] = ()
    need: int = 0
    can: int = 0
    partners: tuple[tuple[str, int], ...] = ()
    rules: tuple[str, ...] = ()
    lifts: tuple[Lift, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "side": self.side,
            "districts": list(self.districts),
            "need": self.need,
            "can": self.can,
            "partners": [list(each) for each in self.partners],
            "rules": list(self.rules),
            "lifts": [list(each) for each in self.lifts],
        }


class Infeasible(Exception):
    """The hard rules cannot all be kept; `cut` names the districts and what to lift."""

    def __init__(self, cut: Cut) -> None:
        super().__init__(f"{cut.side}: {', '.join(cut.districts or cut.rules)} need {cut.need}, can have {cut.can}")
        self.cut = cut
