"""Reading a CSV file as a stream: one row or one problem a line, whatever the file holds. Knows no columns."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

LONGEST_LINE = 100_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NotTheFile(Exception):
    """The file cannot be read, or is of another kind; says why in words."""


@dataclass(frozen=True)
class Row:
    """One line's values by column."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class Problem:
    """A line that cannot be used, and why, in plain words."""

    line: int
    message: str


def header(path: Path) -> list[str]:
    """The column names of a file, without spaces around them. Raises NotTheFile."""
    try:
        with path.open("rb") as file:
            first = _clean(file.readline(LONGEST_LINE + 1), first=True)
    except OSError as error:
        raise NotTheFile(f"cannot be read: {error.strerror}") from None
    if isinstance(first, str):
        raise NotTheFile(f"is no CSV file: its first line {first}")
    if not first:
        raise NotTheFile("is empty")
    if len(set(first)) < len(first):
        raise NotTheFile("has two columns of the same name")
    return first


def rows(path: Path) -> Iterator[Row | Problem]:
    """The lines after the header. Empty lines are passed over; a line is never held to be part of another."""
    columns = header(path)
    with path.open("rb") as file:
        file.readline()
        for number, raw in _numbered(file):
            cells = _clean(raw)
            if isinstance(cells, str):
                yield Problem(number, f"the line {cells}")
            elif cells and len(cells) != len(columns):
                yield Problem(number, f"{len(cells)} columns instead of {len(columns)}")
            elif any(cells):
                yield Row(number, dict(zip(columns, cells, strict=True)))


def _numbered(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 1
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        yield number, raw
        while len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):  # pass over the rest of an endless line
            raw = file.readline(LONGEST_LINE + 1)


def _clean(raw: bytes, *, first: bool = False) -> list[str] | str:
    """The cells of one line, or words that follow "the line"."""
    if len(raw) > LONGEST_LINE:
        return f"is longer than {LONGEST_LINE} bytes"
    if first:
        raw = raw.removeprefix(BYTE_ORDER_MARK)
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return "is not UTF-8 text"
    if "\0" in text:
        return "holds characters that are no text"
    try:
        return [cell.strip() for cell in next(csv.reader([text], strict=True), [])]
    except csv.Error:
        return "has a quotation mark that is not closed, or stands in the wrong place"
