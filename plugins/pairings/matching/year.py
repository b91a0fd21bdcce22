"""All rounds of a year at once: the good matches spread over its rounds, none used up first, nobody met twice. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from plugins.pairings.matching.instance import Instance, Pair, Unusable
from plugins.pairings.matching.outcome import Assignment, Infeasible


def plan_year(instance: Instance, rounds: int) -> Sequence[Assignment]:
    """So many rounds after each other, none of whose pairs comes twice.

    The best partners of the whole year are one flow with every load multiplied by the number of rounds. What it chooses
    is a regular bipartite graph, and by König's theorem such a graph falls apart into regular ones: round after round
    takes its share, and what is left can always be shared out again. Needs numpy and scipy.

    The load must be one number, the same for all. Raises Unusable where the rounds need more partners than there are,
    and Infeasible.
    """
    from plugins.pairings.matching.engine import assign  # late: slow, it brings numpy and scipy

    load = instance.giving
    if not isinstance(load, int) or instance.receiving != load or rounds < 1:
        raise Unusable([("rounds", "a year is planned for loads that are one number, the same for all")])
    if load * rounds > len(instance.ids) - 1:
        raise Unusable([("rounds", f"{rounds} rounds of {load} need more partners than there are")])
    whole = replace(
        instance, giving=load * rounds, receiving=load * rounds, floor=None, connected=False, pinned=frozenset(),
        reciprocity="welcome",
    )  # fmt: skip
    left = frozenset(assign(whole, _silent).plain()) | instance.pinned
    every = {(one, other) for one in instance.ids for other in instance.ids if one != other}
    found: list[Assignment] = []
    for number in range(rounds):
        # The first round has the pins; each of the others takes from what is left, and goes beyond it only for being
        # in one piece: what it takes from elsewhere costs more than anything inside.
        used = {pair for one in found for pair in one.plain()}
        found.append(_round(instance, every - left, used, number))
        left -= frozenset(found[-1].plain())
    return tuple(found)


def _round(instance: Instance, outside: set[Pair], used: set[Pair], number: int) -> Assignment:
    from plugins.pairings.matching.engine import assign  # late: slow, it brings numpy and scipy

    pins = instance.pinned if number == 0 else frozenset()
    asked = replace(instance, pinned=pins, seed=instance.seed + number, floor=None)
    try:
        return assign(replace(asked, forbidden=instance.forbidden | frozenset(outside | used) - pins), _silent)
    except Infeasible:
        return assign(replace(asked, forbidden=instance.forbidden | frozenset(used)), _silent)


def _silent(_words: str) -> None:
    pass
