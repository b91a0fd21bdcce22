"""Small rounds, solved to the proof: one piece by cuts that are added when missed, mutual pairs at a price."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from plugins.pairings.matching.flow import Edges, costs, programme
from plugins.pairings.matching.joining import components
from plugins.pairings.matching.problem import MICRO, Bools, Problem, Wide

MOST = 60  # teams
NODES = 20_000
MIXED = MICRO // 20  # what a pair that gives both ways costs, in "mixed"
CUTS = 200


@dataclass(frozen=True, eq=False)
class Exact:
    """Chosen edges, and whether that is proved."""

    chosen: Bools
    proved: bool


def solve(problem: Problem, edges: Edges, *, connected: bool) -> Exact | None:
    """The largest worth under every rule; None where there is none."""
    count = len(edges)
    base = programme(problem, edges)
    both = _returned(problem, edges) if problem.instance.reciprocity != "welcome" else np.empty((0, 2), dtype=np.int64)
    priced = len(both) if problem.instance.reciprocity == "mixed" else 0
    matrix = hstack([base.matrix, csr_array((base.matrix.shape[0], priced))]) if priced else base.matrix
    rules = [LinearConstraint(csr_array(matrix), base.low, base.high)]
    if len(both):
        rules.append(_mutual(both, count, priced))
    cost = np.concatenate([costs(problem, edges), np.full(priced, float(MIXED))])
    pinned = problem.pins[edges.rows, edges.columns].astype(np.float64)
    bounds = Bounds(np.concatenate([pinned, np.zeros(priced)]), np.ones(count + priced))
    whole = np.concatenate([np.ones(count), np.zeros(priced)])
    # The relative gap of the library is wider than the tie-break.
    options = {"mip_rel_gap": 0.0, "node_limit": NODES}
    for _cut in range(CUTS):
        found = milp(cost, constraints=rules, bounds=bounds, integrality=whole, options=options)
        if found.x is None:
            return None
        chosen = found.x[:count] > 0.5
        if not connected:
            return Exact(chosen, found.status == 0)
        groups = components(problem, edges.rows[chosen], edges.columns[chosen])
        if groups.max(initial=0) == 0:
            return Exact(chosen, found.status == 0)
        rules.append(_cuts(problem, edges, groups, count + priced))
    return None


def _returned(problem: Problem, edges: Edges) -> Wide:
    """Places of pairs and of their returns."""
    nodes = problem.nodes[0][edges.rows], problem.nodes[1][edges.columns]
    place = {pair: at for at, pair in enumerate(zip(*(each.tolist() for each in nodes), strict=True))}
    both = [(at, place[b, a]) for (a, b), at in place.items() if a < b and (b, a) in place]
    return np.array(both, dtype=np.int64).reshape(-1, 2)


def _mutual(both: Wide, count: int, priced: int) -> LinearConstraint:
    """Not both, or both at the price of one more variable."""
    at = np.arange(len(both))
    rows, columns, values = [at, at], [both[:, 0], both[:, 1]], [np.ones(len(both)), np.ones(len(both))]
    if priced:
        rows, columns, values = [*rows, at], [*columns, at + count], [*values, -np.ones(len(both))]
    shape = (len(both), count + priced)
    table = coo_array((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=shape)
    return LinearConstraint(table.tocsr(), -np.inf, 1)


def _cuts(problem: Problem, edges: Edges, groups: Wide, width: int) -> LinearConstraint:
    """From each group at least one pair leads out or in; where all give as they receive, at least one each way."""
    out, back = groups[problem.nodes[0][edges.rows]], groups[problem.nodes[1][edges.columns]]
    balanced = problem.givers == problem.takers and bool(
        (problem.giving == problem.receiving).all() and (problem.giving[:, 0] == problem.giving[:, 1]).all()
    )
    rows = []
    for group in range(groups.max() + 1):
        leaves, enters = (out == group) & (back != group), (back == group) & (out != group)
        sides = (leaves, enters) if balanced else (leaves | enters,)
        for side in sides:
            row = np.zeros(width)
            row[: len(side)] = side
            rows.append(csr_array(row.reshape(1, -1)))
    return LinearConstraint(csr_array(vstack(rows)), 1, np.inf)
