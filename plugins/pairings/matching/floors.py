"""What is possible at all, by maximum flow: whether loads fit, the largest floor of a pair, the cut that says why not.

Loads with bounds fit when givers can be served and, apart from that, receivers can (Mendelsohn and Dulmage).
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from plugins.pairings.matching.flow import Edges, solve
from plugins.pairings.matching.instance import Pair
from plugins.pairings.matching.outcome import Cut, Lift
from plugins.pairings.matching.problem import Ints, Problem, Wide

LIFTS = 6


def fits(problem: Problem, edges: Edges) -> bool:
    """Whether the loads and classes can be kept with these pairs alone."""
    if problem.rules:
        return solve(problem, edges) is not None
    return all(_served(problem, edges, turned=turned)[0] for turned in (False, True))


def largest(problem: Problem, edges: Edges) -> int | None:
    """The largest fit that every pair can have, pins and existing pairs aside; None where nothing is left to choose."""
    exempt = (problem.pins | problem.kept)[edges.rows, edges.columns]
    values = problem.fit[edges.rows, edges.columns]
    top = min(_ceiling(problem, edges, values, turned=turned) for turned in (False, True))
    steps = np.unique(values[~exempt & (values <= top)])
    if not len(steps):
        return None

    def possible(at: int) -> bool:
        return fits(problem, edges.where(exempt | (values >= steps[at])))

    high, low, step = len(steps) - 1, len(steps) - 1, 1
    while low > 0 and not possible(low):
        high, low, step = low - 1, max(0, low - step), step * 2
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if possible(middle) else (low, middle - 1)
    return int(steps[low])


def _ceiling(problem: Problem, edges: Edges, values: Ints, *, turned: bool) -> int:
    """No floor is higher: somebody's best partners, as many as they need, have no higher one."""
    mine = edges.columns if turned else edges.rows
    need = (problem.receiving if turned else problem.giving)[:, 0]
    exempt = (problem.pins | problem.kept)[edges.rows, edges.columns]
    shown = np.where(exempt, np.int32(2**31 - 1), values)
    order = np.lexsort((-shown.astype(np.int64), mine))
    starts = np.searchsorted(mine[order], np.arange(len(need)))
    ends = np.append(starts[1:], len(order))
    wanted = (need > 0) & (starts + need <= ends)
    if not wanted.any():
        return 2**31 - 1
    return int(shown[order[starts[wanted] + need[wanted] - 1]].min())


def _graph(problem: Problem, edges: Edges, *, turned: bool) -> tuple[csr_array, Wide, Wide]:
    """Source 0, then suppliers, then those to be served, then the sink; what each side may give and must have."""
    supply, need = (problem.giving, problem.receiving) if not turned else (problem.receiving, problem.giving)
    gives, takes = (edges.rows, edges.columns) if not turned else (edges.columns, edges.rows)
    count = len(supply), len(need)
    sink = sum(count) + 1
    pinned = problem.pins[edges.rows, edges.columns]
    most = supply[:, 1] - np.bincount(gives[pinned], minlength=count[0])
    least = np.maximum(need[:, 0] - np.bincount(takes[pinned], minlength=count[1]), 0)
    heads = [np.zeros(count[0], dtype=np.int64), gives[~pinned] + 1, np.arange(count[1]) + count[0] + 1]
    tails = [np.arange(count[0]) + 1, takes[~pinned] + count[0] + 1, np.full(count[1], sink)]
    sizes = np.concatenate([most, np.ones(int((~pinned).sum()), dtype=np.int64), least]).astype(np.int32)
    graph = csr_array((sizes, (np.concatenate(heads), np.concatenate(tails))), shape=(sink + 1, sink + 1))
    return graph, most, least


def _served(problem: Problem, edges: Edges, *, turned: bool) -> tuple[bool, csr_array, csr_array]:
    graph, _most, least = _graph(problem, edges, turned=turned)
    flow = maximum_flow(graph, 0, graph.shape[0] - 1)
    return flow.flow_value >= least.sum(), graph, csr_array(flow.flow)


def cut(problem: Problem, edges: Edges) -> Cut:
    """Why nothing fits: those who cannot be served, by whom they could be, and what to lift."""
    for turned in (False, True):
        served, graph, flow = _served(problem, edges, turned=turned)
        if not served:
            return _cut(problem, graph, flow, turned=turned)
    blamed = [rule.name for rule in problem.rules if fits(_without(problem, (rule.name,)), edges)]
    rules = tuple(blamed or (rule.name for rule in problem.rules))
    return Cut("classes", rules=rules, lifts=tuple(("lift_rule", name) for name in rules))


def _without(problem: Problem, names: tuple[str, ...]) -> Problem:
    from dataclasses import replace  # late: optional, only where there is no answer

    return replace(problem, rules=tuple(rule for rule in problem.rules if rule.name not in names))


def _cut(problem: Problem, graph: csr_array, flow: csr_array, *, turned: bool) -> Cut:
    supply, need = (problem.givers, problem.takers) if not turned else (problem.takers, problem.givers)
    spans = problem.giving if not turned else problem.receiving
    wants = (problem.receiving if not turned else problem.giving)[:, 0]
    sink = graph.shape[0] - 1
    left = csr_array(graph - flow)
    left.eliminate_zeros()
    # Who could still push something to somebody who lacks it: walked backwards, from one of them.
    lacking = [at for at in range(len(need)) if left[len(supply) + 1 + at, sink] > 0]
    reached = min((_backwards(left, len(supply) + 1 + at, sink) for at in lacking), key=len)
    short = sorted(at - len(supply) - 1 for at in reached if len(supply) < at < sink)
    allowed = problem.allowed if not turned else problem.allowed.T
    pins = problem.pins if not turned else problem.pins.T
    partners = []
    for at in range(len(supply)):
        elsewhere = int(pins[at].sum()) - int(pins[at, short].sum())
        able = min(int(spans[at, 1]) - elsewhere, int(allowed[at, short].sum()))
        if able > 0:
            partners.append((supply[at], able))
    names = tuple(need[at] for at in short)
    lifts = tuple(_lifts(problem, supply, names, short, turned=turned))
    total = int(wants[short].sum())
    return Cut(
        "giving" if turned else "receiving", names, total, sum(a for _n, a in partners), tuple(partners), lifts=lifts
    )


def _backwards(left: csr_array, start: int, sink: int) -> set[int]:
    reverse = csr_array(left.T)
    reached = breadth_first_order(reverse, start, return_predecessors=False)
    return {int(at) for at in reached if at not in {0, sink}}


def _lifts(problem: Problem, supply: tuple[str, ...], names: tuple[str, ...], short: list[int], *, turned: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """A conflict lifted, somebody who gives more, somebody who receives less."""
    asked = problem.instance.forbidden
    mine = set(names)
    conflicts: list[Pair] = sorted(pair for pair in asked if pair[0 if turned else 1] in mine)
    conflicts = [pair for pair in conflicts if pair[0] in set(problem.givers) and pair[1] in set(problem.takers)]
    allowed, spans = (problem.allowed, problem.giving) if not turned else (problem.allowed.T, problem.receiving)
    more = [name for at, name in enumerate(supply) if spans[at, 1] < int(allowed[at, short].sum())]
    words = ("receive_more", "give_less") if turned else ("give_more", "receive_less")
    found: list[Lift] = [("lift", *pair) for pair in conflicts[:LIFTS]]
    found += [(words[0], name) for name in more[:LIFTS]]
    found += [(words[1], name) for name in names[:LIFTS]]
    return found
