"""Values of a measure as people keep them: pasted from a sheet, as CSV, American or ISO days, percent, thousands."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

MOST = 2000
SMALL = re.compile(r"^(\*+|<\s*\d+|n/?a|s)$", re.IGNORECASE)  # how tables say that a group is too small to show
_US = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line: `what` is "day", "value", "cells", "twice", "long" or "nothing"; `text` as typed."""

    line: int
    what: str
    text: str = ""


@dataclass(frozen=True)
class Table:
    """Days with values, in the order of days; None is a group too small to show. Empty values are left out."""

    points: Sequence[tuple[date, float | None]] = ()
    faults: Sequence[Fault] = ()


def read(text: str) -> Table:
    """Read days and values, one of each in a line, between tabs, commas or semicolons. A heading may stand first."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    points: dict[date, float | None] = {}
    faults: list[Fault] = []
    rows = [(n, cells) for n, cells in enumerate((_cells(line) for line in lines), start=1) if any(cells)]
    if len(rows) > MOST:
        return Table(faults=[Fault(rows[MOST][0], "long")])
    for n, cells in rows:
        on = day(cells[0])
        if on is None:
            if n != rows[0][0] or any(mark.isdigit() for mark in cells[0]):
                faults.append(Fault(n, "day", cells[0]))
        elif len(cells) > 2 and any(cells[2:]):
            faults.append(Fault(n, "cells"))
        elif on in points:
            faults.append(Fault(n, "twice", cells[0]))
        elif len(cells) > 1 and cells[1]:
            found = _value_or_small(cells[1])
            if isinstance(found, str):
                faults.append(Fault(n, "value", found))
            else:
                points[on] = found
    if not points and not faults:
        faults.append(Fault(1, "nothing"))
    return Table(sorted(points.items()), faults)


def _value_or_small(typed: str) -> float | str | None:
    """A number, None for a group too small to show, or what was typed when it is neither."""
    if SMALL.match(typed):
        return None
    found = value(typed)
    return typed if found is None else found


def _cells(line: str) -> list[str]:
    mark = next((one for one in ("\t", ";") if one in line), ",")
    if mark == "," and "," not in line:
        head, _space, tail = line.strip().partition(" ")
        return [head, tail.strip()]
    row = next(csv.reader([line], delimiter=mark), [])
    return [cell.strip() for cell in row]


def day(typed: str) -> date | None:
    """A day as people write it in the United States, or in ISO 8601; a month alone is its first day."""
    if found := _ISO.match(typed):
        year, month, number = int(found[1]), int(found[2]), int(found[3] or 1)
    elif found := _US.match(typed):
        month, number, year = (int(one) for one in found.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, number) if 1900 <= year <= 2200 else None
    except ValueError:
        return None


def value(typed: str) -> float | None:
    """A number as people write it: 1,234.5 or 78% or 0.78; None for anything else."""
    plain = typed.replace(" ", "").replace(" ", "").removesuffix("%")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[-+]?\d+,\d+", plain):
        plain = plain.replace(",", ".")
    if not re.fullmatch(r"[-+]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})", plain):
        return None
    found = float(plain)
    return found if isfinite(found) else None
