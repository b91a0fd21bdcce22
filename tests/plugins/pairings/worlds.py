"""Rounds to be paired: made up from a seed, and solved by trying everything."""

import itertools
import random

from plugins.pairings.matching import Instance

MICRO = 1_000_000


def names(count):
    return tuple(f"d{n:02d}" for n in range(count))


def fit(count, seed):
    """Symmetric fit of districts that lie in a square, in whole millionths."""
    dice = random.Random(seed)
    at = [(dice.random(), dice.random()) for _ in range(count)]
    far = max(((a - c) ** 2 + (b - d) ** 2) ** 0.5 for a, b in at for c, d in at) or 1
    return [[round(1 - ((a - c) ** 2 + (b - d) ** 2) ** 0.5 / far, 6) for c, d in at] for a, b in at]


def instance(count, seed=1, **values):
    return Instance(ids=names(count), fit=fit(count, seed), **values)


def everything(asked):
    """Every way to give each district its load; for few districts only."""
    ids, load = asked.ids, asked.giving
    options = [
        list(
            itertools.combinations(
                [other for other in ids if other != giver and (giver, other) not in asked.forbidden], load
            )
        )
        for giver in ids
    ]
    for chosen in itertools.product(*options):
        pairs = [(giver, taker) for giver, some in zip(ids, chosen, strict=True) for taker in some]
        received = [taker for _giver, taker in pairs]
        if all(received.count(name) == load for name in ids) and asked.pinned <= set(pairs):
            yield frozenset(pairs)


def value(asked, pairs):
    """The fit of some pairs, in millionths."""
    at = {name: n for n, name in enumerate(asked.ids)}
    return sum(round(asked.fit[at[giver]][at[taker]] * MICRO) for giver, taker in pairs)


def reaches_all(pairs):
    """Whether every district reaches every other one along the way that feedback goes."""
    ids = {one for pair in pairs for one in pair}
    onward = {one: {taker for giver, taker in pairs if giver == one} for one in ids}
    for start in ids:
        seen, edge = {start}, [start]
        while edge:
            new = onward[edge.pop()] - seen
            seen |= new
            edge += new
        if seen != ids:
            return False
    return True
