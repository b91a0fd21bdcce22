"""What is asked: the one value that `assign` takes, and what makes it unusable before anything is solved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Pair = tuple[str, str]  # giver, receiver
Span = tuple[int, int]  # at least, at most
Bounds = int | Span | Mapping[str, int | Span]
Side = Literal["both", "giving", "receiving"]
Mutual = Literal["welcome", "mixed", "chains"]
DEFAULT_LOAD = 2
MOST_COOLDOWN = 11  # rounds


class Unusable(ValueError):
    """The instance contradicts itself. `problems`: pairs of field and what is wrong with it, in words."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {words}" for field, words in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, kw_only=True)
class ClassRule:
    """How many of a team's partners come from a class: in `pairs`, or with the same (or another) label in `labels`.

    It holds for each team on each side named. "One inside, one outside" is two of these, "keep one, meet one" is one.
    """

    name: str
    low: int
    high: int
    side: Side = "both"
    pairs: frozenset[Pair] | None = None
    labels: Mapping[str, str] | None = None
    same: bool = True

    def holds(self, giver: str, receiver: str) -> bool:
        """Whether this pair is in the class."""
        if self.pairs is not None:
            return (giver, receiver) in self.pairs
        labels = self.labels or {}
        mine, theirs = labels.get(giver), labels.get(receiver)
        return mine is not None and theirs is not None and (mine == theirs) is self.same


@dataclass(frozen=True, kw_only=True, eq=False)
class Instance:
    """One round to be paired.

    `fit`: rows are givers, columns receivers, each value in 0 to 1; any table with two indices, numpy's too. Or a value
    with a method `table()` that gives one. `receivers`: left out where they are the givers. `floor`: no pair below it;
    "largest" finds the largest that is possible, of which `floor_share` is asked. `history`: earlier rounds, the oldest
    first; what lies within `cooldown` rounds is not repeated (None: as many as always fit, eleven at most), older
    meetings cost `history_cost`, fading. `existing`: pairs to be kept where that is possible at all (repair).
    `parts`: tables by factor, as `fit`, to explain pairs with.
    """

    ids: tuple[str, ...]
    fit: Any
    receivers: tuple[str, ...] | None = None
    giving: Bounds = DEFAULT_LOAD
    receiving: Bounds = DEFAULT_LOAD
    forbidden: frozenset[Pair] = frozenset()
    pinned: frozenset[Pair] = frozenset()
    classes: tuple[ClassRule, ...] = ()
    existing: frozenset[Pair] = frozenset()
    history: tuple[frozenset[Pair], ...] = ()
    cooldown: int | None = None
    history_cost: float = 1.0
    reciprocity: Mutual = "welcome"
    floor: Literal["largest"] | float | None = "largest"
    floor_share: float = 1.0
    connected: bool = True
    seed: int = 0
    parts: Mapping[str, Any] | None = None

    @property
    def takers(self) -> tuple[str, ...]:
        """Who receives."""
        return self.ids if self.receivers is None else self.receivers

    def spans(self, side: Literal["giving", "receiving"]) -> dict[str, Span]:
        """At least and at most, by id. Who is not named in a mapping has the default load."""
        asked = self.giving if side == "giving" else self.receiving
        names = self.ids if side == "giving" else self.takers
        if isinstance(asked, Mapping):
            return {name: _span(asked.get(name, DEFAULT_LOAD)) for name in names}
        return dict.fromkeys(names, _span(asked))

    def rounds_between(self) -> int:
        """For how many rounds no pair is repeated: as asked, or as many as fit always (König), eleven at most."""
        if self.cooldown is not None:
            return min(self.cooldown, len(self.history))
        most = max((high for _low, high in self.spans("giving").values()), default=1)
        return max(0, min((len(self.takers) - 1) // max(1, most) - 1, MOST_COOLDOWN, len(self.history)))


def _span(asked: int | Span) -> Span:
    return (asked, asked) if isinstance(asked, int) else (asked[0], asked[1])


def examine(instance: Instance) -> None:
    """Raise Unusable with everything that is wrong with the instance at first sight; the table is looked at later."""
    problems = list(_problems(instance))
    if problems:
        raise Unusable(problems)


def _problems(instance: Instance) -> Iterator[tuple[str, str]]:
    for field, names in (("ids", instance.ids), ("receivers", instance.takers)):
        if len(set(names)) < len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            yield field, f"each may be named once; more than once: {', '.join(twice)}"
        if not names:
            yield field, "nobody is named"
    yield from _loads(instance)
    yield from _pairs(instance)
    yield from _settings(instance)


def _loads(instance: Instance) -> Iterator[tuple[str, str]]:
    sides: tuple[Literal["giving", "receiving"], ...] = ("giving", "receiving")
    for side in sides:
        others = set(instance.takers if side == "giving" else instance.ids)
        asked = instance.giving if side == "giving" else instance.receiving
        spans = instance.spans(side)
        if isinstance(asked, Mapping) and set(asked) - set(spans):
            yield side, f"not in this round: {', '.join(sorted(set(asked) - set(spans)))}"
        for name, (low, high) in spans.items():
            partners = len(others - {name})
            if not 0 <= low <= high:
                yield side, f"{name}: at least {low} and at most {high} do not go together"
            elif low > partners:
                yield side, f"{name} would need {low} partners, and there are only {partners} others"
                break  # it is the same for all of them


def _pairs(instance: Instance) -> Iterator[tuple[str, str]]:
    givers, takers = set(instance.ids), set(instance.takers)
    both = instance.pinned & instance.forbidden
    if both:
        yield "pinned", f"also forbidden: {_named(both)}"
    strange = [pair for pair in instance.pinned if pair[0] not in givers or pair[1] not in takers]
    if strange:
        yield "pinned", f"not in this round: {_named(strange)}"
    alone = [pair for pair in instance.pinned if pair[0] == pair[1]]
    if alone:
        yield "pinned", f"nobody gives feedback to themselves: {_named(alone)}"
    for at, side in ((0, "giving"), (1, "receiving")):
        spans = instance.spans("giving" if at == 0 else "receiving")
        for name, (_low, high) in spans.items():
            count = sum(pair[at] == name for pair in instance.pinned) if instance.pinned else 0
            if count > high:
                yield "pinned", f"{name} has {count} pinned pairs and at most {high} for {side}"
    if instance.reciprocity == "chains":
        returned = {pair for pair in instance.pinned if pair[::-1] in instance.pinned}
        if returned:
            yield "pinned", f"pinned both ways, while nobody is to answer their giver: {_named(returned)}"


def _settings(instance: Instance) -> Iterator[tuple[str, str]]:
    floor: Any = instance.floor  # from a file it may be anything
    if isinstance(floor, str) and floor != "largest":
        yield "floor", 'a number from 0 to 1, "largest", or nothing'
    elif isinstance(floor, int | float) and not 0 <= floor <= 1:
        yield "floor", "a number from 0 to 1"
    if not 0 <= instance.floor_share <= 1:
        yield "floor_share", "a number from 0 to 1"
    if instance.cooldown is not None and instance.cooldown < 0:
        yield "cooldown", "a number of rounds, not below 0"
    if not 0 <= instance.history_cost <= MOST_COOLDOWN:
        yield "history_cost", f"a number from 0 to {MOST_COOLDOWN}"
    if instance.reciprocity not in {"welcome", "mixed", "chains"}:
        yield "reciprocity", '"welcome", "mixed" or "chains"'
    for rule in instance.classes:
        if not 0 <= rule.low <= rule.high:
            yield "classes", f"{rule.name}: at least {rule.low} and at most {rule.high} do not go together"
        if (rule.pairs is None) == (rule.labels is None):
            yield "classes", f"{rule.name}: give either pairs or labels"


def _named(pairs: Sequence[Pair] | frozenset[Pair] | set[Pair]) -> str:
    return ", ".join(f"{giver} → {receiver}" for giver, receiver in sorted(pairs)[:5])
