"""An instance as arrays in canonical order: whole millionths of fit, so that neither row order nor machine matters."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from plugins.pairings.matching.instance import ClassRule, Instance, Pair, Span, Unusable, examine

MICRO = 1_000_000
KEEP = 10 * MICRO  # what an existing pair is worth above its fit
FADE, BACK = 0.85, 0.5  # a meeting a round longer ago costs so much of it; one in the other direction, so much of it
ROWS = 512  # of a large table that are looked at together

Ints = npt.NDArray[np.int32]
Wide = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Rule:
    """A class rule as a mask."""

    name: str
    mask: Bools
    low: int
    high: int
    giving: bool
    receiving: bool


@dataclass(frozen=True, eq=False)
class Problem:
    """What is solved. `fit` and `worth` in millionths; `worth` is fit less history, and more for existing pairs.

    `allowed`: no conflict, not oneself; pins are allowed. `age`: rounds since a pair last met this way, 0 for never.
    """

    instance: Instance
    givers: tuple[str, ...]
    takers: tuple[str, ...]
    fit: Ints
    worth: Ints
    allowed: Bools
    pins: Bools
    kept: Bools
    age: Ints | None
    giving: Wide  # n x 2
    receiving: Wide
    rules: tuple[Rule, ...]
    keys: tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]
    nodes: tuple[Wide, Wide]  # the same name is one node
    digest: str

    def ties(self, rows: Wide, columns: Wide) -> Floats:
        """For pairs of equal worth, in 0 to 1 millionth: by seed and names alone."""
        mixed = self.keys[0][rows] ^ (self.keys[1][columns] * np.uint64(0x9E3779B97F4A7C15))
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return cast("Floats", (mixed >> np.uint64(44)).astype(np.float64) / 2**20)

    def open_pairs(self, cooldown: int) -> Bools:
        """Pairs that may be, with those of the last rounds left out; pins and what exists stay."""
        if self.age is None or not cooldown:
            return self.allowed
        recent = (self.age > 0) & (self.age <= cooldown)
        return self.allowed & (~recent | self.pins | self.kept)

    def named(self, rows: Wide, columns: Wide) -> list[Pair]:
        """The names of pairs."""
        return [(self.givers[row], self.takers[column]) for row, column in zip(rows, columns, strict=True)]


def prepare(instance: Instance) -> Problem:
    """The instance in canonical order. Raises Unusable."""
    examine(instance)
    givers, takers = tuple(sorted(instance.ids)), tuple(sorted(instance.takers))
    fit = _canonical(instance, givers, takers)
    at = {name: index for index, name in enumerate(givers)}, {name: index for index, name in enumerate(takers)}
    allowed = np.ones(fit.shape, dtype=np.bool_)
    _mark(allowed, [(name, name) for name in givers], at, value=False)
    _mark(allowed, instance.forbidden, at, value=False)
    pins, kept = np.zeros_like(allowed), np.zeros_like(allowed)
    _mark(pins, instance.pinned, at)
    _mark(kept, instance.existing, at)
    kept &= allowed
    age, worth = _history(instance, fit, at)
    if kept.any():
        worth = worth + np.where(kept, np.int32(KEEP), np.int32(0))
    nodes = {name: index for index, name in enumerate(sorted({*givers, *takers}))}
    return Problem(
        instance=instance,
        givers=givers,
        takers=takers,
        fit=fit,
        worth=worth,
        allowed=allowed,
        pins=pins,
        kept=kept,
        age=age,
        giving=_spans(instance.spans("giving"), givers),
        receiving=_spans(instance.spans("receiving"), takers),
        rules=tuple(_rules(instance, givers, takers)),
        keys=(_keys(instance.seed, "gives", givers), _keys(instance.seed, "takes", takers)),
        nodes=(_at(nodes, givers), _at(nodes, takers)),
        digest=_digest(instance, givers, takers, fit),
    )


def table_of(instance: Instance) -> Any:
    """The table of fit, made now where the instance holds what makes it."""
    return instance.fit.table() if hasattr(instance.fit, "table") else instance.fit


def _canonical(instance: Instance, givers: tuple[str, ...], takers: tuple[str, ...]) -> Ints:
    wanted = len(givers), len(takers)
    try:
        table = np.asarray(table_of(instance))
        table = table if table.dtype == np.float32 else table.astype(np.float64)
    except (ValueError, TypeError) as error:
        raise Unusable([("fit", "a table of numbers, every row of the same length")]) from error
    if table.shape != wanted:
        raise Unusable([("fit", f"{wanted[0]} rows with {wanted[1]} numbers are needed; here are {table.shape}")])
    fit = np.empty(wanted, dtype=np.int32)
    rows = _order(instance.ids)
    columns = _order(instance.takers)
    for start in range(0, len(rows), ROWS):
        block = table[rows[start : start + ROWS]][:, columns]
        if not (np.isfinite(block).all() and block.min() >= 0 and block.max() <= 1):
            raise Unusable([("fit", "every number lies in 0 to 1; leave pairs out by `forbidden`")])
        fit[start : start + ROWS] = np.rint(block.astype(np.float64) * MICRO)
    return fit


def _order(names: tuple[str, ...]) -> Wide:
    return np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64)


def _mark(table: Any, pairs: Iterable[Pair], at: tuple[dict[str, int], dict[str, int]], *, value: Any = True) -> None:
    """Set the pairs that are in this round; others are of no matter here."""
    known = [(at[0][a], at[1][b]) for a, b in pairs if a in at[0] and b in at[1]]
    if known:
        rows, columns = np.array(known).T
        table[rows, columns] = value


def _history(instance: Instance, fit: Ints, at: tuple[dict[str, int], dict[str, int]]) -> tuple[Ints | None, Ints]:
    """Rounds since each pair last met, and the worth after what repeated meetings cost."""
    if not any(instance.history):
        return None, fit
    age, cost = np.zeros_like(fit), np.zeros(fit.shape, dtype=np.float64)
    for ago, pairs in reversed(list(enumerate(reversed(instance.history), 1))):
        _mark(age, pairs, at, value=ago)
        met = np.zeros(fit.shape, dtype=np.float64)
        _mark(met, [pair[::-1] for pair in pairs], at, value=BACK)
        there = np.zeros(fit.shape, dtype=np.float64)
        _mark(there, pairs, at, value=1.0)
        cost += FADE ** (ago - 1) * (met + there)
    return age, (fit - np.rint(cost * instance.history_cost * MICRO)).astype(np.int32)


def _rules(instance: Instance, givers: tuple[str, ...], takers: tuple[str, ...]) -> Iterable[Rule]:
    for rule in sorted(instance.classes, key=lambda each: each.name):
        mask = np.array([[rule.holds(a, b) for b in takers] for a in givers], dtype=np.bool_)
        sides = rule.side in {"both", "giving"}, rule.side in {"both", "receiving"}
        yield Rule(rule.name, mask, rule.low, rule.high, *sides)


def _spans(spans: dict[str, Span], names: tuple[str, ...]) -> Wide:
    return np.array([spans[name] for name in names], dtype=np.int64)


def _at(nodes: dict[str, int], names: tuple[str, ...]) -> Wide:
    return np.array([nodes[name] for name in names], dtype=np.int64)


def _keys(seed: int, side: str, names: tuple[str, ...]) -> npt.NDArray[np.uint64]:
    digests = [hashlib.sha256(f"{seed}|{side}|{name}".encode()).digest()[:8] for name in names]
    return np.array([int.from_bytes(digest, "big") for digest in digests], dtype=np.uint64)


def _digest(instance: Instance, givers: tuple[str, ...], takers: tuple[str, ...], fit: Ints) -> str:
    settings = ("cooldown", "history_cost", "reciprocity", "floor", "floor_share", "connected")
    said = {
        "giving": sorted(instance.spans("giving").items()),
        "receiving": sorted(instance.spans("receiving").items()),
        "pairs": [sorted(pairs) for pairs in (instance.forbidden, instance.pinned, instance.existing)],
        "history": [sorted(pairs) for pairs in instance.history],
        "classes": sorted(map(_said, instance.classes)),
        "settings": [getattr(instance, name) for name in settings],
        "names": [givers, takers],
    }
    total = hashlib.sha256(json.dumps(said, sort_keys=True).encode())
    total.update(np.ascontiguousarray(fit, dtype="<i4").tobytes())
    return total.hexdigest()


def _said(rule: ClassRule) -> list[Any]:
    pairs, labels = sorted(rule.pairs or ()), sorted((rule.labels or {}).items())
    return [rule.name, rule.low, rule.high, rule.side, pairs, labels, rule.same, rule.pairs is None]
