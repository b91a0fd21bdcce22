"""The best pairs by linear programming, whose corners are whole here, and the certificate that its prices give.

Candidates: all pairs in small rounds; in large ones the nearest of each, and then whatever the prices say is missing.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array

from plugins.pairings.matching.problem import MICRO, ROWS, Bools, Floats, Problem, Wide

ALL_PAIRS = 600  # up to so many teams every pair is a candidate
NEAREST = 40
RING = 3
GAP = 0.001
AT_ONCE = 60_000  # pairs taken in after a scan


@dataclass(frozen=True, eq=False)
class Edges:
    """Candidate pairs, row by row."""

    rows: Wide
    columns: Wide

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, keep: Bools) -> "Edges":
        """Those of them."""
        return Edges(self.rows[keep], self.columns[keep])


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of the linear programme: loads of givers, of receivers, then class rules."""

    matrix: csr_array
    low: Floats
    high: Floats


@dataclass(frozen=True, eq=False)
class Optimum:
    """The largest worth without floor and without regard to pieces, and the bound in millionths."""

    edges: Edges
    chosen: Bools
    bound: float


def candidates(problem: Problem, open_pairs: Bools) -> Edges:
    """All open pairs, or in a large round the nearest of each both ways, a ring, pins and what exists."""
    count = max(open_pairs.shape)
    if count <= ALL_PAIRS:
        return _edges(open_pairs)
    near = problem.pins | problem.kept
    for start in range(0, open_pairs.shape[0], ROWS):
        part = slice(start, start + ROWS)
        worth = np.where(open_pairs[part], problem.worth[part], -(2**31) + 1)
        best = np.argpartition(worth, -NEAREST, axis=1)[:, -NEAREST:]
        np.put_along_axis(near[part], best, values=True, axis=1)
    for start in range(0, open_pairs.shape[1], ROWS):
        part = slice(start, start + ROWS)
        worth = np.where(open_pairs[:, part], problem.worth[:, part], -(2**31) + 1)
        best = np.argpartition(worth, -NEAREST, axis=0)[-NEAREST:]
        np.put_along_axis(near[:, part], best, values=True, axis=0)
    # Sorted by the hash of their names: everybody has somebody who is near to nobody.
    order = np.argsort(problem.keys[0], kind="stable"), np.argsort(problem.keys[1], kind="stable")
    if problem.givers == problem.takers:
        order = order[0], order[0]
    for step in range(1, RING + 1):
        near[order[0], np.resize(np.roll(order[1], -step), len(order[0]))] = True
    near &= open_pairs
    return _edges(near)


def _edges(mask: Bools) -> Edges:
    rows, columns = np.nonzero(mask)
    return Edges(rows.astype(np.int64), columns.astype(np.int64))


def programme(problem: Problem, edges: Edges) -> Rows:
    """Loads and classes as rows."""
    count, givers, takers = len(edges), len(problem.givers), len(problem.takers)
    at = np.arange(count)
    row_of, column_of = [edges.rows, edges.columns + givers], [at, at]
    spans = [problem.giving, problem.receiving]
    base = givers + takers
    for rule in problem.rules:
        inside = np.nonzero(rule.mask[edges.rows, edges.columns])[0]
        for wanted, side, size in ((rule.giving, edges.rows, givers), (rule.receiving, edges.columns, takers)):
            if wanted:
                row_of.append(side[inside] + base)
                column_of.append(inside)
                spans.append(np.full((size, 2), (rule.low, rule.high), dtype=np.int64))
                base += size
    rows, columns = np.concatenate(row_of), np.concatenate(column_of)
    low, high = np.concatenate(spans).astype(np.float64).T
    return Rows(coo_array((np.ones(len(rows)), (rows, columns)), shape=(base, count)).tocsr(), low, high)


def costs(problem: Problem, edges: Edges) -> Floats:
    """What is made small: worth and tie-break, turned round, in millionths."""
    return -(problem.worth[edges.rows, edges.columns] + problem.ties(edges.rows, edges.columns))


def solve(problem: Problem, edges: Edges) -> tuple[Floats, Floats] | None:
    """Chosen edges and the price of each row; None where the loads do not fit these edges."""
    rows = programme(problem, edges)
    equal, least = rows.low == rows.high, (rows.low < rows.high) & (rows.low > 0)
    most = rows.low < rows.high
    upper = None
    if most.any():
        upper = csr_array(_stack(rows.matrix[most], -rows.matrix[least]))
    pinned = problem.pins[edges.rows, edges.columns].astype(np.float64)
    # Nothing can be reduced here: looking for it took the solver a hundred times as long as solving.
    found = linprog(
        costs(problem, edges),
        A_eq=rows.matrix[equal] if equal.any() else None,
        b_eq=rows.low[equal] if equal.any() else None,
        A_ub=upper,
        b_ub=np.concatenate([rows.high[most], -rows.low[least]]) if upper is not None else None,
        bounds=np.column_stack([pinned, np.ones(len(edges))]),
        method="highs-ds",
        options={"presolve": False},
    )
    if found.x is None or found.status != 0:
        return None
    prices = np.zeros(len(rows.low))
    if equal.any():
        prices[equal] = -found.eqlin.marginals
    if upper is not None:
        marginals = found.ineqlin.marginals
        prices[most] -= marginals[: most.sum()]
        prices[least] += marginals[most.sum() :]
    return found.x, prices


def _stack(above: csr_array, below: csr_array) -> csr_array:
    from scipy.sparse import vstack  # late: optional, loads with bounds are rare

    return vstack([above, below])


def whole(chosen: Floats) -> Bools | None:
    """The solution as yes and no; None where it is not whole (classes that cross each other)."""
    if np.abs(chosen - np.rint(chosen)).max(initial=0) > 1e-6:
        return None
    return np.rint(chosen).astype(np.bool_)


def optimum(problem: Problem, open_pairs: Bools, edges: Edges) -> tuple[Optimum, Floats] | None:
    """The best of all open pairs, taking in candidates until the certificate is near; also the solution as numbers."""
    for _again in range(4):
        solved = solve(problem, edges)
        if solved is None:
            return None
        chosen, prices = solved
        scanned = _scan(problem, open_pairs, prices)
        value = float((problem.worth[edges.rows, edges.columns] * chosen).sum())
        scale = max(float((problem.fit[edges.rows, edges.columns] * chosen).sum()), MICRO)
        if scanned.bound - value <= GAP * scale or max(open_pairs.shape) <= ALL_PAIRS:
            break
        edges = _with(edges, scanned, problem)
    return Optimum(edges, chosen > 0.5, scanned.bound), chosen


@dataclass(frozen=True, eq=False)
class _Scanned:
    bound: float
    rows: Wide
    columns: Wide


def _scan(problem: Problem, open_pairs: Bools, prices: Floats) -> _Scanned:
    """The bound that any prices give, over every pair there is, and the pairs that make it larger than it need be."""
    givers, takers = len(problem.givers), len(problem.takers)
    low, high = (problem.giving[:, at] for at in (0, 1))
    bound = np.maximum(low * prices[:givers], high * prices[:givers]).sum()
    low, high = (problem.receiving[:, at] for at in (0, 1))
    mine = prices[givers : givers + takers]
    bound += np.maximum(low * mine, high * mine).sum()
    found: list[tuple[Wide, Wide, Floats]] = []
    bound += sum(np.maximum(rule.low * each, rule.high * each).sum() for rule, each, _side in _shares(problem, prices))
    for start in range(0, givers, ROWS):
        part = slice(start, min(start + ROWS, givers))
        left = problem.worth[part] - prices[part][:, None] - mine
        for rule, each, giving in _shares(problem, prices):
            left -= np.where(rule.mask[part], each[part][:, None] if giving else each, 0)
        pinned = problem.pins[part]
        bound += left[pinned].sum()
        more = open_pairs[part] & ~pinned & (left > 0)
        bound += left[more].sum()
        rows, columns = np.nonzero(more)
        found.append((rows + start, columns, left[rows, columns]))
    rows, columns, left = (np.concatenate(each) for each in zip(*found, strict=True))
    best = np.sort(np.argsort(-left, kind="stable")[:AT_ONCE])
    return _Scanned(float(bound), rows[best], columns[best])


def _shares(problem: Problem, prices: Floats):  # type: ignore[no-untyped-def]  # noqa: ANN202 - rule, prices, side
    base = len(problem.givers) + len(problem.takers)
    for rule in problem.rules:
        for wanted, giving in ((rule.giving, True), (rule.receiving, False)):
            if wanted:
                size = len(problem.givers) if giving else len(problem.takers)
                yield rule, prices[base : base + size], giving
                base += size


def _with(edges: Edges, scanned: _Scanned, problem: Problem) -> Edges:
    width = len(problem.takers)
    codes = np.union1d(edges.rows * width + edges.columns, scanned.rows * width + scanned.columns)
    return Edges(codes // width, codes % width)
