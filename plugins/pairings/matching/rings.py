"""A round without any solver: rings that are turned a little further each time. Pure Python, for when scipy is missing.

Everybody gives and receives the same, all are in one piece, and nobody meets anybody again before all have been met.
How well districts fit plays no part, and the answer says so.
"""

from collections.abc import Iterator
from random import Random

from plugins.pairings.matching.check import faults, pieces
from plugins.pairings.matching.instance import Instance, Pair, Unusable
from plugins.pairings.matching.outcome import Assignment, Cut, Infeasible, Pairing

TRIES = 400


def assign_by_rings(instance: Instance) -> Assignment:
    """The first turn of the rings that keeps every hard rule. Raises Unusable or Infeasible."""
    load = instance.giving
    if not isinstance(load, int) or instance.receiving != load or instance.receivers is not None:
        raise Unusable([("giving", "without scipy, loads are one number, the same for all")])
    for pairs in _turns(instance, load):
        if not faults(instance, pairs) and (not instance.connected or len(pieces(pairs)) == 1):
            return _told(instance, pairs)
    raise Infeasible(Cut("classes", rules=("no turn of the rings keeps every rule; install scipy",)))


def _turns(instance: Instance, load: int) -> Iterator[list[Pair]]:
    """Rings by their shifts: those that were not used lately first, then with the districts in another order."""
    ids, count = sorted(instance.ids), len(instance.ids)
    begin = len(instance.history) * load + instance.seed
    for order in range(TRIES):
        turned = list(ids)
        if order:
            Random(f"{instance.seed} {order}").shuffle(turned)  # noqa: S311 - the same order every time, no secret
        for extra in range(count - 1):
            shifts = [1 + (begin + extra + n) % (count - 1) for n in range(load)]
            yield sorted((turned[at], turned[(at + shift) % count]) for at in range(count) for shift in shifts)


def _told(instance: Instance, pairs: list[Pair]) -> Assignment:
    table = instance.fit.table() if hasattr(instance.fit, "table") else instance.fit
    place = {name: at for at, name in enumerate(instance.ids)}
    chosen, met = set(pairs), list(reversed(instance.history))
    fits = {pair: float(table[place[pair[0]]][place[pair[1]]]) for pair in pairs}
    ages = {pair: next((n for n, one in enumerate(met, 1) if pair in one), None) for pair in pairs}
    return Assignment(
        pairs=tuple(
            Pairing(
                *pair, fits[pair], rounds_since=ages[pair],
                flags=tuple(
                    name
                    for name, true in (("pinned", pair in instance.pinned), ("mutual", pair[::-1] in chosen))
                    if true
                ),
            )
            for pair in pairs
        ),
        total=sum(fits.values()), worst=min(fits.values(), default=None), value=sum(fits.values()),
        bound=float(len(pairs)), gap=0.0, status="stopped", floor=None, pieces=len(pieces(pairs)), joined=0,
        repeats=sum(age is not None for age in ages.values()), cooldown=0,
        gave_way=(("fit", "scipy", "rings without it"),), kept=len(instance.existing & chosen),
        released=tuple(sorted(instance.existing - chosen)), digest="", seed=instance.seed, versions={}, method="rings",
    )  # fmt: skip
