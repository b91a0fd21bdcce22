"""Who gives feedback to whom: values in, values out. `assign` is the door; all else is for those who look closer.

numpy and scipy are imported when something is solved, and not before.
"""

from collections.abc import Callable

from plugins.pairings.matching.instance import ClassRule, Instance, Pair, Unusable, examine
from plugins.pairings.matching.outcome import Assignment, Cut, Infeasible, Pairing
from plugins.pairings.matching.rings import assign_by_rings
from plugins.pairings.matching.year import plan_year

__all__ = [
    "Assignment",
    "ClassRule",
    "Cut",
    "Infeasible",
    "Instance",
    "Pair",
    "Pairing",
    "Unusable",
    "assign",
    "plan_year",
]


def assign(instance: Instance, tell: Callable[[str], None] | None = None) -> Assignment:
    """The best pairs that keep every hard rule, with a certificate and what explains them.

    The same instance has the same answer, in any order of its parts, in any process. `tell` hears what is going on.
    Where numpy or scipy cannot be imported, rings do it, and `method` and `gave_way` say so.
    Raises Unusable where the instance contradicts itself, Infeasible (with the cut) where its rules cannot all be kept.
    """
    try:
        from plugins.pairings.matching.engine import assign as best  # late: slow, it brings numpy and scipy
    except ImportError:
        examine(instance)
        return assign_by_rings(instance)
    return best(instance, tell or (lambda _words: None))
