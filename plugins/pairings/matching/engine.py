"""The pipeline of one round: possible at all, the bound, the floor, one piece, and a plain check of what came out.

What does not go together gives way in one order: the floor, then the cool-down, then being one piece. Nothing else
does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from plugins.pairings.matching import exact, floors, flow, joining
from plugins.pairings.matching.check import faults
from plugins.pairings.matching.flow import Edges, Optimum
from plugins.pairings.matching.instance import Instance
from plugins.pairings.matching.outcome import Assignment, Cut, Infeasible
from plugins.pairings.matching.problem import KEEP, MICRO, Bools, Problem, Wide, prepare
from plugins.pairings.matching.telling import Found, told

LEAST_SHARE, STEP = 0.8, 0.05

Tell = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class _Round:
    """One cool-down that fits, with its bound."""

    cooldown: int
    open_pairs: Bools
    edges: Edges
    best: Optimum


@dataclass(frozen=True, eq=False)
class _Solution:
    rows: Wide
    columns: Wide
    one_piece: bool
    proved: bool
    joined: int
    method: str


def assign(instance: Instance, tell: Tell) -> Assignment:
    """See `matching.assign`."""
    problem = prepare(instance)
    if problem.rules and max(problem.fit.shape) > flow.ALL_PAIRS:
        tell("class rules in a large round: every pair is looked at")
    _possible(problem)
    for turn in _rounds(problem, tell):
        tell("looking for the floor and the best plan above it")
        found = _with_floor(problem, turn, connected=instance.connected)
        if found is not None:
            return _checked(problem, turn, found, tell)
    for turn in _rounds(problem, tell):
        found = _with_floor(problem, turn, connected=False)
        if found is not None:
            return _checked(problem, turn, found, tell)
    raise Infeasible(Cut("mutual", lifts=(("welcome_mutual",),)))


def _possible(problem: Problem) -> None:
    every = flow.Edges(*(each.astype(np.int64) for each in np.nonzero(problem.allowed)))
    near = flow.candidates(problem, problem.allowed)
    if floors.fits(problem, near) or floors.fits(problem, every):
        return
    raise Infeasible(floors.cut(problem, every))


def _rounds(problem: Problem, tell: Tell) -> Iterator[_Round]:
    """From the cool-down asked for down to none, those that loads fit."""
    for cooldown in range(problem.instance.rounds_between(), -1, -1):
        open_pairs = problem.open_pairs(cooldown)
        tell("listing who could give to whom")
        edges = flow.candidates(problem, open_pairs)
        tell("solving, and computing the certificate")
        found = flow.optimum(problem, open_pairs, edges)
        if found is None and len(edges) < int(open_pairs.sum()):
            edges = flow.Edges(*(each.astype(np.int64) for each in np.nonzero(open_pairs)))
            found = flow.optimum(problem, open_pairs, edges)
        if found is not None:
            yield _Round(cooldown, open_pairs, found[0].edges, found[0])


def _with_floor(
    problem: Problem, turn: _Round, *, connected: bool
) -> tuple[_Solution, int | None, float, float] | None:
    """The best plan at the largest share of the floor that goes with the rest.

    Its floor, that share, and what was asked. Where there is a history, no floor may bring back more of it; and a floor
    may need pairs both ways, of which chains have none: both do without where nothing else helps.
    """
    asked = _floor(problem, turn)
    share = problem.instance.floor_share
    values = problem.fit[turn.edges.rows, turn.edges.columns]
    exempt = (problem.pins | problem.kept)[turn.edges.rows, turn.edges.columns]
    last = -1
    for part in _shares(share) if asked is not None else (share,):
        floor = None if asked is None else int(np.floor(asked * part / share)) if share else 0
        keep = exempt | (values >= (floor or 0))
        if last == (same := int(keep.sum())):
            continue
        last = same
        found = _solved(problem, turn, turn.edges.where(keep), floor or 0, connected=connected)
        if found is None or (connected and not found.one_piece):
            continue
        if floor is None or _past(problem, found.rows, found.columns) <= _past(problem, *_free(turn)):
            return found, floor, part, share
    if asked is None or (problem.age is None and problem.instance.reciprocity != "chains"):
        return None
    found = _solved(problem, turn, turn.edges, 0, connected=connected)
    return (found, 0, 0.0, share) if found is not None and (found.one_piece or not connected) else None


def _free(turn: _Round) -> tuple[Wide, Wide]:
    """The pairs of the best plan without any floor."""
    return turn.edges.rows[turn.best.chosen], turn.edges.columns[turn.best.chosen]


def _past(problem: Problem, rows: Wide, columns: Wide) -> int:
    """What earlier meetings cost these pairs, in millionths."""
    if problem.age is None:
        return 0
    bonus = KEEP * problem.kept[rows, columns].astype(np.int64)
    return int((problem.fit[rows, columns].astype(np.int64) + bonus - problem.worth[rows, columns]).sum())


def _shares(share: float) -> Iterator[float]:
    """The share asked for, and then less of it by twentieths, down to four fifths."""
    yield share
    part = share - STEP
    while part > LEAST_SHARE - STEP / 2:
        yield round(part, 2)
        part -= STEP


def _floor(problem: Problem, turn: _Round) -> int | None:
    """In millionths, after the share. Repair asks for none: what changes least comes first."""
    instance = problem.instance
    if instance.floor is None or (instance.floor == "largest" and problem.kept.any()):
        return None
    top = floors.largest(problem, turn.edges)
    wanted = MICRO if instance.floor == "largest" else round(float(instance.floor) * MICRO)
    return int(min(top or 0, wanted) * instance.floor_share)


def _solved(problem: Problem, turn: _Round, edges: Edges, floor: int, *, connected: bool) -> _Solution | None:
    if max(problem.fit.shape) <= exact.MOST:
        found = exact.solve(problem, edges, connected=connected)
        if found is None:
            return None
        return _solution(problem, edges, found.chosen, joined=0, method="exact", proved=found.proved)
    chosen = _best(problem, turn, edges)
    if chosen is None:
        return None
    usable = turn.open_pairs & (problem.fit >= floor)
    plan = joining.Plan(problem, edges.rows[chosen], edges.columns[chosen], usable)
    if problem.instance.reciprocity != "welcome":
        left = joining.part_mutual(plan)
        if left and problem.instance.reciprocity == "chains":
            return None
    one = joining.join(plan) if connected else False
    method = "flow and joining swaps"
    return _Solution(plan.rows, plan.columns, one, proved=not plan.joined, joined=plan.joined, method=method)


def _best(problem: Problem, turn: _Round, edges: Edges) -> Bools | None:
    """The best of these pairs by flow; by branching where classes cross so that the flow is not whole."""
    solved = flow.solve(problem, edges)
    if solved is None:
        return None
    chosen = flow.whole(solved[0])
    if chosen is None:
        found = exact.solve(problem, edges, connected=False)
        return None if found is None else found.chosen
    return chosen


def _solution(problem: Problem, edges: Edges, chosen: Bools, *, joined: int, method: str, proved: bool) -> _Solution:
    rows, columns = edges.rows[chosen], edges.columns[chosen]
    one = bool(joining.components(problem, rows, columns).max(initial=0) == 0)
    return _Solution(rows, columns, one, proved, joined, method)


def _checked(
    problem: Problem, turn: _Round, found: tuple[_Solution, int | None, float, float], tell: Tell
) -> Assignment:
    """Told in words and numbers, after the plain check."""
    solution, floor, part, share = found
    instance = problem.instance
    tell("checking every rule again")
    broken = faults(instance, problem.named(solution.rows, solution.columns))
    if broken:
        raise AssertionError(f"the solver broke a rule: {broken[:3]}")
    gave_way = []
    if part < share:
        gave_way.append(("floor_share", str(share), str(part)))
    if isinstance(instance.floor, int | float) and floor is not None and floor < int(instance.floor * share * MICRO):
        gave_way.append(("floor", str(instance.floor), str(floor / MICRO)))
    if turn.cooldown < instance.rounds_between():
        gave_way.append(("cooldown", str(instance.rounds_between()), str(turn.cooldown)))
    if instance.connected and not solution.one_piece:
        gave_way.append(("connected", "yes", "no"))
    proved = solution.proved and not gave_way
    return told(
        problem,
        Found(
            rows=solution.rows,
            columns=solution.columns,
            bound=turn.best.bound,
            free=turn.best,
            open_pairs=turn.open_pairs,
            floor=floor,
            cooldown=turn.cooldown,
            gave_way=tuple(gave_way),
            proved=proved,
            stopped=not solution.proved and solution.method == "exact",
            joined=solution.joined,
            method=solution.method,
        ),
    )
