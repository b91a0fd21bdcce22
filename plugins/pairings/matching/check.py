"""The hard rules once more, in plain Python: no solver is trusted. Also used on what people change by hand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from plugins.pairings.matching.instance import Instance, Pair

Fault = tuple[str, str]  # which rule, and where it is broken


def faults(instance: Instance, pairs: Iterable[Pair]) -> list[Fault]:
    """Every hard rule that these pairs break; an empty list is what one wants."""
    listed = list(pairs)
    return [*_membership(instance, listed), *_loads(instance, listed), *_classes(instance, listed)]


def _membership(instance: Instance, pairs: list[Pair]) -> Iterator[Fault]:
    givers, takers, chosen = set(instance.ids), set(instance.takers), set(pairs)
    if len(chosen) < len(pairs):
        yield "twice", ", ".join(f"{a} → {b}" for (a, b), count in Counter(pairs).items() if count > 1)
    for giver, receiver in sorted(chosen):
        if giver not in givers or receiver not in takers:
            yield "stranger", f"{giver} → {receiver}"
        if giver == receiver:
            yield "self", giver
        if (giver, receiver) in instance.forbidden:
            yield "forbidden", f"{giver} → {receiver}"
        if instance.reciprocity == "chains" and giver < receiver and (receiver, giver) in chosen:
            yield "mutual", f"{giver} ↔ {receiver}"
    for giver, receiver in sorted(instance.pinned - chosen):
        yield "pinned", f"{giver} → {receiver}"


def _loads(instance: Instance, pairs: list[Pair]) -> Iterator[Fault]:
    given = Counter(giver for giver, _receiver in pairs)
    received = Counter(receiver for _giver, receiver in pairs)
    sides: tuple[tuple[Literal["giving", "receiving"], Counter[str]], ...] = (
        ("giving", given),
        ("receiving", received),
    )
    for side, counts in sides:
        for name, (low, high) in instance.spans(side).items():
            if not low <= counts[name] <= high:
                yield side, f"{name}: {counts[name]}, not {low} to {high}"


def _classes(instance: Instance, pairs: list[Pair]) -> Iterator[Fault]:
    for rule in instance.classes:
        inside = [pair for pair in pairs if rule.holds(*pair)]
        for at, side, names in ((0, "giving", instance.ids), (1, "receiving", instance.takers)):
            if rule.side not in {"both", side}:
                continue
            counts = Counter(pair[at] for pair in inside)
            for name in names:
                if not rule.low <= counts[name] <= rule.high:
                    yield "class", f"{rule.name}, {side}, {name}: {counts[name]}, not {rule.low} to {rule.high}"


def pieces(pairs: Iterable[Pair]) -> list[set[str]]:
    """The groups that feedback does not leave, the largest first."""
    near: dict[str, set[str]] = defaultdict(set)
    for giver, receiver in pairs:
        near[giver].add(receiver)
        near[receiver].add(giver)
    found: list[set[str]] = []
    left = set(near)
    while left:
        reached, edge = set(), [left.pop()]
        while edge:
            name = edge.pop()
            reached.add(name)
            edge += near[name] - reached
        left -= reached
        found.append(reached)
    return sorted(found, key=lambda group: (-len(group), min(group)))


def repeats(pairs: Iterable[Pair], history: Iterable[frozenset[Pair]]) -> int:
    """How many of these pairs met before, in the same direction."""
    before = set().union(*history)
    return sum(pair in before for pair in pairs)
