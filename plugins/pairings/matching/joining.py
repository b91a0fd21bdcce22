"""One piece, and no pair both ways, by swaps: a → b and c → d become a → d and c → b. Loads and classes stay."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from plugins.pairings.matching.problem import Bools, Floats, Problem, Wide

TRIES = 20  # of the cheapest swaps of a piece
WEAKEST = 8  # pairs of a piece that are looked at first: they cost least to part
MIXED = 50_000  # millionths, as in the exact form
PASSES = 4


def components(problem: Problem, rows: Wide, columns: Wide) -> Wide:
    """The group of each node, from 0; those without a pair have -1."""
    a, b = problem.nodes[0][rows], problem.nodes[1][columns]
    size = int(max(problem.nodes[0].max(), problem.nodes[1].max())) + 1
    _count, labels = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(size, size)), directed=False)
    used = np.zeros(size, dtype=np.bool_)
    used[a] = used[b] = True
    groups = np.full(size, -1, dtype=np.int64)
    groups[used] = np.unique(labels[used], return_inverse=True)[1]
    return groups


@dataclass(eq=False)
class Plan:
    """Chosen pairs while they are swapped. `usable`: pairs that may come in."""

    problem: Problem
    rows: Wide
    columns: Wide
    usable: Bools
    joined: int = 0

    def __post_init__(self) -> None:
        self.has = np.zeros(self.problem.fit.shape, dtype=np.bool_)
        self.has[self.rows, self.columns] = True

    def losses(self, at: int) -> Floats:
        """What the swap of pair `at` with each other one costs, in millionths; infinite where it may not be."""
        problem, a, b = self.problem, self.rows[at], self.columns[at]
        fine = self.usable[a, self.columns] & self.usable[self.rows, b]
        fine &= ~self.has[a, self.columns] & ~self.has[self.rows, b]
        fine &= ~problem.pins[self.rows, self.columns]
        for rule in problem.rules:
            mine = rule.mask[a, b]
            fine &= (rule.mask[a, self.columns] == mine) & (rule.mask[self.rows, b] == mine)
            fine &= rule.mask[self.rows, self.columns] == mine
        if problem.pins[a, b]:
            fine[:] = False
        worth = problem.worth
        lost = worth[self.rows, self.columns].astype(np.float64) + worth[a, b]
        lost -= worth[a, self.columns]
        lost -= worth[self.rows, b]
        if problem.instance.reciprocity != "welcome":
            lost += self._returns(at) * (MIXED if problem.instance.reciprocity == "mixed" else 1e9)
        shown: Floats = np.where(fine, lost, np.inf)
        return shown

    def _returns(self, at: int) -> Floats:
        """Pairs both ways that a swap of pair `at` makes, less those that it undoes; where givers are receivers."""
        if self.problem.givers != self.problem.takers:
            return np.zeros(len(self.rows))
        a, b, has = self.rows[at], self.columns[at], self.has
        made: Floats = has[self.columns, a].astype(np.float64) + has[b, self.rows]
        undone: Floats = has[self.columns, self.rows].astype(np.float64) + float(has[b, a])
        return made - undone

    def swap(self, first: int, second: int) -> None:
        """Do it; a second time undoes it."""
        self.has[self.rows[[first, second]], self.columns[[first, second]]] = False
        self.columns[[first, second]] = self.columns[[second, first]]
        self.has[self.rows[[first, second]], self.columns[[first, second]]] = True


def join(plan: Plan) -> bool:
    """Make one piece of it by the cheapest swaps, the smallest piece first. Whether that was possible.

    A piece that no swap joins to any other ends it: what else is joined would not help that one.
    """
    groups = components(plan.problem, plan.rows, plan.columns)
    count = int(groups.max()) + 1
    while count > 1:
        mine = groups[plan.problem.nodes[0][plan.rows]]
        smallest = int(np.argmin(np.bincount(mine, minlength=count)))
        after = _join_one(plan, mine, smallest, count)
        if after is None:
            return False
        groups, count = after, int(after.max()) + 1
        plan.joined += 1
    return True


def _join_one(plan: Plan, mine: Wide, group: int, count: int) -> Wide | None:
    """The groups after the cheapest swap of this piece with another that leaves fewer; None where there is none."""
    inside, outside = np.nonzero(mine == group)[0], mine != group
    weak = np.argsort(plan.problem.worth[plan.rows[inside], plan.columns[inside]], kind="stable")
    after = _swapped(plan, inside[weak[:WEAKEST]], outside, count)
    return after if after is not None else _swapped(plan, inside[weak[WEAKEST:]], outside, count)


def _swapped(plan: Plan, inside: Wide, outside: Bools, count: int) -> Wide | None:
    """The groups after the cheapest swap of one of these pairs with one outside; None where none leaves fewer."""
    found: list[tuple[float, int, int]] = []
    for at in inside:
        lost = np.where(outside, plan.losses(int(at)), np.inf)
        best = np.argpartition(lost, min(TRIES, len(lost) - 1))[:TRIES].tolist()
        found += [(float(lost[other]), int(at), other) for other in best if lost[other] < np.inf]
    for _lost, first, second in sorted(found)[:TRIES]:
        plan.swap(first, second)
        groups = components(plan.problem, plan.rows, plan.columns)
        if groups.max() + 1 < count:
            return groups
        plan.swap(first, second)
    return None


def part_mutual(plan: Plan) -> int:
    """Swap pairs that go both ways for others while that is worth it. How many are left."""
    if plan.problem.givers != plan.problem.takers:
        return 0
    for _pass in range(PASSES):
        mutual = np.nonzero(plan.has[plan.columns, plan.rows])[0]
        moved = False
        for at in mutual:
            if plan.has[plan.columns[at], plan.rows[at]]:
                lost = plan.losses(int(at))
                best = int(np.argmin(lost))
                if lost[best] < 0:
                    plan.swap(int(at), best)
                    moved = True
        if not moved:
            break
    return int(plan.has[plan.columns, plan.rows].sum()) // 2
