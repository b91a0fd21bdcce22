"""Text to pieces: quotes, brackets, minus signs and chunks. No meaning yet, and linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Shape = Literal["minus", "alone", "open", "close", "field", "phrase", "chunk"]
_SHAPES: tuple[Shape, ...] = get_args(Shape)

_PIECE = re.compile(
    r"(?P<minus>(?<![^\s(])-(?=[^\s)]))"
    r"|(?P<alone>(?<![^\s(])-(?=[\s)]|$))"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r'|(?P<field>(?<![^\s(-])(?P<name>[^\W\d_]{2,20}):"(?P<value>[^"]*)"?)'
    r'|(?P<phrase>"(?P<inside>[^"]*)"?)'
    r'|(?P<chunk>[^\s"()]+)'
)
_QUOTES = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb\uff02", '""""""')


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a query: what it is, its text (or a field's value), a field's name, and where it starts."""

    shape: Shape
    text: str
    name: str = ""
    start: int = 0


def straight(text: str) -> str:
    """All double quotes as typewriters have them; the length stays the same."""
    return text.translate(_QUOTES)


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a query, in order; white space is between them."""
    for found in _PIECE.finditer(text):
        shape = next(shape for shape in _SHAPES if found[shape])
        if shape == "field":
            yield Piece(shape, found["value"], found["name"], found.start("value"))
        elif shape == "phrase":
            yield Piece(shape, found["inside"], start=found.start("inside"))
        else:
            yield Piece(shape, found[shape], start=found.start())
