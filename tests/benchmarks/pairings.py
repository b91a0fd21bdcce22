"""Pairing rounds: time, memory, what is missing to the certified bound, the weakest pair, groups; beside simpler ways.

    python tests/benchmarks/pairings.py [--sizes 12 40 200 944 5000] [--json out.json]

Districts of the state's file (../shared/data/districts); more than it has are drawn from it again with some jitter, and
labelled so. Fit is likeness in six figures, by rank. Each district gives and receives two. Beside the engine: what
Moodle's workshop does (a random place of least load), greedy (the best pair that is still free), and two Hungarian
assignments one after the other. Every size is measured in a process of its own.
"""

import argparse
import csv
import json
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script

from plugins.pairings.matching import Instance, assign  # after the path
from plugins.pairings.matching.check import pieces, repeats

SOURCE = Path(__file__).parents[3] / "shared" / "data" / "districts" / "ca_districts_2018_19.csv"
FIGURES = ("enrol_total", "el_pct", "sed_pct", "hispanic_pct", "ela_met_pct", "chronic_absence_pct")
SIZES = (12, 40, 200, 944, 5000)
GIVE = 2


def table(count: int) -> tuple[list[str], Any, bool]:
    """Names, fit and whether some districts were drawn again."""
    with SOURCE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    dice = random.Random(11)
    chosen = dice.sample(rows, count) if count <= len(rows) else dice.choices(rows, k=count)
    values = np.array([[float(row[name] or "nan") for name in FIGURES] for row in chosen])
    values = np.where(np.isnan(values), np.nanmedian(values, axis=0), values)
    again = count > len(rows)
    if again:
        values *= 1 + np.random.default_rng(11).normal(0, 0.05, values.shape)
    ranks = values.argsort(axis=0).argsort(axis=0) / max(count - 1, 1)
    fit = np.ones((count, count), dtype=np.float32)
    for column in ranks.T.astype(np.float32):
        fit -= np.abs(column[:, None] - column) / len(FIGURES)
    return [f"{row['cds_code']}-{n}" for n, row in enumerate(chosen)], np.clip(fit, 0, 1), again


def moodle(fit: Any) -> list[tuple[int, int]]:
    """Each in turn takes one of those who have least so far, at random; one link a pass."""
    dice, count = random.Random(1), len(fit)
    load, pairs = [0] * count, set()
    for _pass in range(GIVE):
        for giver in dice.sample(range(count), count):
            free = [one for one in range(count) if one != giver and (giver, one) not in pairs]
            least = min(load[one] for one in free)
            taker = dice.choice([one for one in free if load[one] == least])
            pairs.add((giver, taker))
            load[taker] += 1
    return sorted(pairs)


def greedy(fit: Any) -> list[tuple[int, int]]:
    """The best pair of all that are still free, again and again."""
    count = len(fit)
    gives, takes, pairs = [0] * count, [0] * count, []
    for place in np.argsort(-fit, axis=None, kind="stable"):
        giver, taker = divmod(int(place), count)
        if giver != taker and gives[giver] < GIVE and takes[taker] < GIVE:
            gives[giver], takes[taker] = gives[giver] + 1, takes[taker] + 1
            pairs.append((giver, taker))
            if len(pairs) == GIVE * count:
                break
    return pairs


def hungarian_twice(fit: Any) -> list[tuple[int, int]]:
    """The best assignment, and then the best of what it left."""
    left, pairs = fit.astype(np.float64), []
    np.fill_diagonal(left, -1e6)
    for _pass in range(GIVE):
        rows, columns = linear_sum_assignment(left, maximize=True)
        pairs += list(zip(rows.tolist(), columns.tolist(), strict=True))
        left[rows, columns] = -1e6
    return pairs


def engine(names: list[str], fit: Any) -> tuple[list[tuple[int, int]], Any]:
    """Ours, with its answer."""
    found = assign(Instance(ids=tuple(names), fit=fit))
    at = {name: n for n, name in enumerate(names)}
    return [(at[giver], at[taker]) for giver, taker in found.plain()], found


def row(fit: Any, pairs: list[tuple[int, int]], seconds: float, bound: float) -> dict[str, float]:
    """The figures of one way."""
    values = [float(fit[giver, taker]) for giver, taker in pairs]
    lacks = len(fit) * GIVE - len(pairs)
    return {
        "seconds": seconds, "of the bound": sum(values) / bound, "weakest": min(values), "lacking": lacks,
        "pieces": len(pieces((str(giver), str(taker)) for giver, taker in pairs)),
    }  # fmt: skip


def measured(count: int) -> dict[str, Any]:
    """All ways at one size."""
    names, fit, again = table(count)
    begun = time.perf_counter()
    pairs, found = engine(names, fit)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ways: dict[str, dict[str, float]] = {"ours": row(fit, pairs, seconds, found.bound)}
    others: tuple[tuple[str, Callable[[Any], list[tuple[int, int]]]], ...] = (
        ("Moodle's rule", moodle), ("greedy", greedy), ("Hungarian twice", hungarian_twice),
    )  # fmt: skip
    for name, way in others:
        if count > 2000 and way is moodle:
            continue  # quadratic in plain Python
        begun = time.perf_counter()
        other = way(fit)
        ways[name] = row(fit, other, time.perf_counter() - begun, found.bound)
    gave = [what for what, _asked, _had in found.gave_way]
    return {"ways": ways, "gap": found.gap, "megabytes": peak, "drawn again": again, "gave way": gave}


def twelve_rounds() -> dict[str, Any]:
    """Three years of twelve districts: repeats beyond those that must be, and the nearest one."""
    names, fit, _again = table(12)
    history: list[frozenset[tuple[str, str]]] = []
    last: dict[tuple[str, str], int] = {}
    repeated, nearest, whole = 0, 99, True
    for number in range(12):
        found = assign(Instance(ids=tuple(names), fit=fit, history=tuple(history), seed=number))
        for pair in found.plain():
            nearest = min(nearest, number - last.get(pair, -99))
            last[pair] = number
        repeated += repeats(found.plain(), history)
        whole &= found.pieces == 1
        history.append(frozenset(found.plain()))
    return {"repeats": repeated, "least": 12 * 12 * GIVE - 12 * 11, "nearest": nearest, "whole": whole}


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    if not SOURCE.exists():
        print(f"left out: {SOURCE.name} is not there")
        return
    figures: dict[str, Any] = {}
    for count in chosen.sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            one = pool.apply(measured, (count,))
        figures[str(count)] = one
        label = " (drawn again from the file, with jitter)" if one["drawn again"] else ""
        gave = f"; gave way: {', '.join(one['gave way'])}" if one["gave way"] else ""
        print(f"{count} districts{label}: {100 * one['gap']:.2f} % missing, {one['megabytes']:.0f} MB{gave}")
        for name, way in one["ways"].items():
            print(
                f"  {name:18}{way['seconds']:9.2f} s  {way['of the bound']:.4f} of the bound"
                f"  weakest {way['weakest']:.3f}  groups {way['pieces']:4.0f}  lacking {way['lacking']:.0f}"
            )
    rounds = twelve_rounds()
    figures["twelve rounds"] = rounds
    print(f"twelve rounds of 12: {rounds}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
