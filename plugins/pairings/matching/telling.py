"""From chosen pairs to the answer: figures, and for each pair what explains it."""

import sys
from dataclasses import dataclass

import numpy as np
import scipy

from plugins.pairings.matching.check import pieces, repeats
from plugins.pairings.matching.flow import Optimum
from plugins.pairings.matching.outcome import Alternative, Assignment, Pairing
from plugins.pairings.matching.problem import KEEP, MICRO, Bools, Floats, Problem, Wide

ALTERNATIVES = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Found:
    """What the pipeline came to."""

    rows: Wide
    columns: Wide
    bound: float
    free: Optimum
    open_pairs: Bools
    floor: int | None
    cooldown: int
    gave_way: tuple[tuple[str, str, str], ...]
    proved: bool
    stopped: bool
    joined: int
    method: str


def told(problem: Problem, found: Found) -> Assignment:
    """The answer, its pairs in order of names."""
    order = np.lexsort((found.columns, found.rows))
    rows, columns = found.rows[order], found.columns[order]
    fits = problem.fit[rows, columns]
    kept = problem.kept[rows, columns]
    total = int(fits.astype(np.int64).sum())
    value = int(problem.worth[rows, columns].astype(np.int64).sum())
    missing = max(0.0, found.bound - value)
    names = problem.named(rows, columns)
    # What existing pairs were worth above their fit was a means, and no part of the value.
    bonus = KEEP * int(kept.sum())
    return Assignment(
        pairs=_pairings(problem, found, rows, columns),
        total=total / MICRO,
        worst=int(fits.min()) / MICRO if len(fits) else None,
        value=(value - bonus) / MICRO,
        bound=(found.bound - bonus) / MICRO,
        gap=missing / max(total, 1),
        status="stopped" if found.stopped else "optimal" if found.proved else "within the gap",
        floor=None if found.floor is None else found.floor / MICRO,
        pieces=len(pieces(names)),
        joined=found.joined,
        repeats=repeats(names, problem.instance.history) if problem.instance.history else 0,
        cooldown=found.cooldown,
        gave_way=found.gave_way,
        kept=int(kept.sum()),
        released=tuple(sorted(problem.instance.existing - set(names))),
        digest=problem.digest,
        seed=problem.instance.seed,
        versions={
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
        method=found.method,
    )


def _pairings(problem: Problem, found: Found, rows: Wide, columns: Wide) -> tuple[Pairing, ...]:
    has = set(zip(rows.tolist(), columns.tolist(), strict=True))
    free = set(
        zip(
            found.free.edges.rows[found.free.chosen].tolist(),
            found.free.edges.columns[found.free.chosen].tolist(),
            strict=True,
        )
    )
    tables = _tables(problem)
    place = {name: at for at, name in enumerate(problem.givers)}, {name: at for at, name in enumerate(problem.takers)}
    told_pairs = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        giver, receiver = problem.givers[row], problem.takers[column]
        returned = (place[0].get(receiver, -1), place[1].get(giver, -1)) in has
        marks = {
            "pinned": problem.pins[row, column],
            "kept": problem.kept[row, column],
            "new": problem.kept.any() and not problem.kept[row, column],
            "mutual": returned,
            "joins": found.joined and (row, column) not in free,
        }
        told_pairs.append(
            Pairing(
                giver,
                receiver,
                int(problem.fit[row, column]) / MICRO,
                flags=tuple(name for name, true in marks.items() if true),
                parts={name: round(float(table[place_of]), 6) for name, table, place_of in tables(row, column)},
                rank_for_giver=_rank(problem, found.open_pairs, row, column, giver=True),
                rank_for_receiver=_rank(problem, found.open_pairs, row, column, giver=False),
                alternatives=_alternatives(problem, found.open_pairs, (row, column), has),
                rounds_since=(int(problem.age[row, column]) or None) if problem.age is not None else None,
            )
        )
    return tuple(told_pairs)


def _tables(problem: Problem):  # type: ignore[no-untyped-def]  # noqa: ANN202 - rows of (factor, table, place)
    instance = problem.instance
    given = {name: at for at, name in enumerate(instance.ids)}, {name: at for at, name in enumerate(instance.takers)}
    parts = {name: np.asarray(table) for name, table in sorted((instance.parts or {}).items())}

    def at(row: int, column: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
        place = given[0][problem.givers[row]], given[1][problem.takers[column]]
        return [(name, table, place) for name, table in parts.items() if not np.isnan(table[place])]

    return at


def _rank(problem: Problem, open_pairs: Bools, row: int, column: int, *, giver: bool) -> int:
    fits = problem.fit[row] if giver else problem.fit[:, column]
    mine = open_pairs[row] if giver else open_pairs[:, column]
    return 1 + int((mine & (fits > problem.fit[row, column])).sum())


def _alternatives(
    problem: Problem, open_pairs: Bools, pair: tuple[int, int], has: set[tuple[int, int]]
) -> tuple[Alternative, ...]:
    """The giver's best options other than this one."""
    row, column = pair
    fits: Floats = np.where(open_pairs[row], problem.fit[row], -1).astype(np.float64)
    fits[column] = -1
    best = np.argsort(-fits, kind="stable")[:ALTERNATIVES]
    return tuple(
        Alternative(problem.takers[at], int(fits[at]) / MICRO, (row, at) in has)
        for at in best.tolist()
        if fits[at] >= 0
    )
