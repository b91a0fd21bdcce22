"""Rows of files that others made, judged one by one: a value, or a problem in plain words. Knows no file's columns."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from community.people.imports.lines import Problem, Row

_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


class Unusable(Exception):
    """A row that cannot be used; says why in plain words."""


def judged(
    lines: Iterator[Row | Problem], parse: Callable[[Row], Any | None], key: Callable[[Any], str]
) -> Iterator[Any | Problem]:
    """Each row as a value or a problem; rows that do not concern us are left out.

    Those whose `key`, words that name what the row is about, came before are problems too.
    """
    seen: dict[str, int] = {}
    for line in lines:
        if isinstance(line, Problem):
            yield line
            continue
        try:
            value = parse(line)
        except Unusable as problem:
            yield Problem(line.line, str(problem))
            continue
        if value is None:
            continue
        named = key(value)
        if named in seen:
            yield Problem(line.line, f"{named} stands in line {seen[named]} already")
            continue
        seen[named] = line.line
        yield value


def digits(values: Mapping[str, str], column: str, length: int) -> str:
    """A code of exactly `length` digits, as text. Raises Unusable."""
    code = values.get(column, "")
    if not code:
        raise Unusable(f"{column} is missing")
    if not code.isascii() or not code.isdigit():
        raise Unusable(f"{column} {quoted(code)} has other characters than digits")
    if len(code) < length:
        lost = "; leading zeros may have been lost" if length - len(code) <= 2 else ""
        raise Unusable(f"{column} {code} is too short: {len(code)} digits instead of {length}{lost}")
    if len(code) > length:
        raise Unusable(f"{column} {quoted(code)} is too long: {len(code)} digits instead of {length}")
    return code


def required(values: Mapping[str, str], column: str, most: int) -> str:
    """A text that must be there. Raises Unusable."""
    found = text(values, column, most)
    if not found:
        raise Unusable(f"{column} is missing")
    return found


def text(values: Mapping[str, str], column: str, most: int) -> str:
    """A text of one line, "" when empty. Raises Unusable."""
    found = " ".join(values.get(column, "").split())
    if len(found) > most:
        raise Unusable(f"{column} is longer than {most} characters")
    return found


def whole(values: Mapping[str, str], column: str) -> int | None:
    """A count, None when empty. Raises Unusable."""
    found = values.get(column, "")
    if not found:
        return None
    if not _WHOLE.fullmatch(found):
        raise Unusable(f"{column} {quoted(found)} is not a whole number")
    return int(found)


def share(values: Mapping[str, str], column: str) -> float | None:
    """A share from 0 to 100, None when empty. Raises Unusable."""
    found = _decimal(values, column)
    if found is not None and not 0 <= found <= 100:
        raise Unusable(f"{column} {values[column]} is not between 0 and 100")
    return found


def degrees(values: Mapping[str, str], column: str, most: int) -> float | None:
    """A latitude or longitude, None when empty. Raises Unusable."""
    found = _decimal(values, column)
    if found is not None and abs(found) > most:
        raise Unusable(f"{column} {values[column]} is not between -{most} and {most}")
    return found


def _decimal(values: Mapping[str, str], column: str) -> float | None:
    found = values.get(column, "")
    if not found:
        return None
    if not _NUMBER.fullmatch(found):
        raise Unusable(f"{column} {quoted(found)} is not a number")
    return float(found)


def quoted(found: str) -> str:
    """A cell as it is said in a problem: short."""
    return repr(found if len(found) <= 40 else found[:37] + "...")
