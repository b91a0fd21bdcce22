"""What a version holds, ready to be shown: its file with captions, its text by page, its first rows as a table."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from community.sdk import Actor, Attached, Ref, attached, passages_of
from plugins.resources.models import Version

LETTERS = 200_000  # of a file's text on a page
ROWS, COLUMNS = 50, 20  # of a table


@dataclass(frozen=True)
class Part:
    """The text of a page, a slide or a sheet; `rows` where it reads best as a table."""

    unit: str
    number: int
    label: str
    text: str
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Contents:
    """The file of a version, the one with its captions, and its text; `cut` when there is more of it in the file."""

    file: Attached | None = None
    captions: Attached | None = None
    parts: Sequence[Part] = ()
    cut: bool = False


def contents(actor: Actor, version: Version) -> Contents:
    """What a version that the reader may see holds besides its own text."""
    if version.form == "text":
        return Contents()
    ref = Ref("resources.version", version.id)
    files = attached(actor, [ref])[ref]
    captions = next((one for one in files if one.kind.family == "captions"), None)
    file = next((one for one in files if one is not captions), captions)
    if file is None or not file.ready:
        return Contents(file)
    parts, cut = _parts(passages_of([ref])[ref], file.kind.family)
    return Contents(file, captions if captions is not file else None, parts, cut)


def _parts(passages: Sequence[tuple[str, int, str, str]], family: str) -> tuple[list[Part], bool]:
    found, left = [], LETTERS
    for unit, number, label, text in passages:
        rows, more = _table(text, family)
        found.append(Part(unit, number, label, text[:left], rows))
        left -= len(text)
        if left <= 0 or more:
            return found, True
    return found, False


def _table(text: str, family: str) -> tuple[list[list[str]], bool]:
    """The first rows of a table, and whether there are more; what looks like a formula stays plain text."""
    if family not in {"table", "sheet"}:
        return [], False
    first = text.partition("\n")[0]
    mark = max("\t,;", key=first.count)
    lines = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        rows = [row[:COLUMNS] for _, row in zip(range(ROWS + 1), lines, strict=False)]
    except csv.Error:
        return [], False
    return rows[:ROWS], len(rows) > ROWS
