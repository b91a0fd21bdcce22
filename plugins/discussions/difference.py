"""Comparing two wordings line by line. Pure: texts in, rows for the page's diff out. Never much work."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
COMPARED = 200  # lines that differ, on either side, that are set against each other: the work grows with their cube
SHOWN = 100  # lines of one stretch that get a row each; a longer one is one row


def difference(before: str, after: str) -> list[Row]:
    """Rows of kind same, add or del, with line numbers; long stretches without a change are left out as "skip".

    Where more than COMPARED lines lie between what begins and what ends alike, all of them were taken out and put in.
    """
    old, new = before.splitlines(), after.splitlines()
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag == "equal":
            rows += _same(old, i1, i2, j1)
            continue
        rows += _stretch("del", old, i1, i2)
        rows += _stretch("add", new, j1, j2)
    return rows


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    shorter = min(len(old), len(new))
    head = _alike(old, new, shorter)
    tail = _alike(old[::-1], new[::-1], shorter - head)
    end, there = len(old) - tail, len(new) - tail
    middle = [("replace", head, end, head, there)]
    if max(end, there) - head <= COMPARED:
        compared = difflib.SequenceMatcher(a=old[head:end], b=new[head:there], autojunk=False).get_opcodes()
        middle = [(tag, head + i1, head + i2, head + j1, head + j2) for tag, i1, i2, j1, j2 in compared]
    return [("equal", 0, head, 0, head), *middle, ("equal", end, len(old), there, len(new))]


def _alike(old: Sequence[str], new: Sequence[str], most: int) -> int:
    """How many lines both begin with, at most."""
    return next((n for n in range(most) if old[n] != new[n]), most)


def _stretch(kind: str, lines: Sequence[str], start: int, end: int) -> list[Row]:
    side = "old" if kind == "del" else "new"
    numbers: dict[str, Any] = {"old": None, "new": None}
    if end - start > SHOWN:
        return [{"kind": kind, **numbers, side: start + 1, "text": "\n".join(lines[start:end])}]
    return [{"kind": kind, **numbers, side: n + 1, "text": lines[n]} for n in range(start, end)]


def _same(old: Sequence[str], start: int, end: int, there: int) -> list[Row]:
    rows: list[Row] = [
        {"kind": "same", "old": n + 1, "new": there + n - start + 1, "text": old[n]} for n in range(start, end)
    ]
    if len(rows) <= 8:
        return rows
    return [*rows[:3], {"kind": "skip", "text": "…"}, *rows[-3:]]
