"""Comparing two wordings line by line. Pure: texts in, rows for the page's diff out."""

import difflib
from collections.abc import Mapping
from typing import Any


def difference(before: str, after: str) -> list[Mapping[str, Any]]:
    """Rows of kind same, add or del, with line numbers; long stretches without a change are left out as "skip"."""
    old, new = before.splitlines(), after.splitlines()
    rows: list[Mapping[str, Any]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += _same(old, i1, i2, j1)
            continue
        rows += [{"kind": "del", "old": n + 1, "new": None, "text": old[n]} for n in range(i1, i2)]
        rows += [{"kind": "add", "old": None, "new": n + 1, "text": new[n]} for n in range(j1, j2)]
    return rows


def _same(old: list[str], start: int, end: int, there: int) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = [
        {"kind": "same", "old": n + 1, "new": there + n - start + 1, "text": old[n]} for n in range(start, end)
    ]
    if len(rows) <= 8:
        return rows
    return [*rows[:3], {"kind": "skip", "text": "…"}, *rows[-3:]]
