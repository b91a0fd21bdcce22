"""Query text to tree. A parse never fails: what cannot be read is text, what is too much is left out with a note.

Bounded by construction: 500 characters, 24 clauses, five levels of brackets; no recursion over the text.
"""

from dataclasses import dataclass, field

from community.search.language.fields import Reader, operator
from community.search.language.nodes import All, Any, Not, Note, Phrase, Prefix, Query, QueryNode
from community.search.language.scanner import Piece, pieces, straight
from community.search.language.settle import settle
from community.search.language.stems import looked_up
from community.search.language.tokens import composed, tokens, words

LONGEST = 500
CLAUSES = 24
DEPTH = 5
LETTERS = 3
_OR = ("OR", "O", "|")


def parse(text: str, reader: Reader) -> Query:
    """The tree of a query and notes about what was left out of it. Never raises."""
    whole = straight(composed(text.replace("\x00", " "))).strip()
    notes = [Note("long")] if len(whole) > LONGEST else []
    read = whole[:LONGEST]
    building = _Building(reader, notes)
    for piece in pieces(read):
        building.take(piece)
    return Query(read, settle(building.finished()), tuple(dict.fromkeys(notes)))


@dataclass
class _Level:
    """One pair of brackets while it is being read."""

    items: list[QueryNode] = field(default_factory=list)
    negated: bool = False
    joined: bool = False


class _Building:
    """Puts pieces together on a stack of levels."""

    def __init__(self, reader: Reader, notes: list[Note]) -> None:
        self.reader = reader
        self.notes = notes
        self.levels = [_Level()]
        self.clauses = 0
        self.skipped = 0

    def take(self, piece: Piece) -> None:
        level = self.levels[-1]
        if piece.shape == "minus":
            level.negated = True
        elif piece.shape == "alone":
            self.notes.append(Note("alone"))
        elif piece.shape == "open":
            self._open()
        elif piece.shape == "close":
            self._close()
        elif piece.shape == "chunk" and piece.text in _OR and not level.negated:
            level.joined = bool(level.items)
        else:
            self._add(self._read(piece))

    def finished(self) -> All:
        self.skipped = 0
        while len(self.levels) > 1:
            self._close()
        return All(tuple(self.levels[0].items))

    def _open(self) -> None:
        if len(self.levels) >= DEPTH:
            self.notes.append(Note("deep"))
            self.skipped += 1
        else:
            self.levels.append(_Level())

    def _close(self) -> None:
        if self.skipped:
            self.skipped -= 1
        elif len(self.levels) > 1:
            items = self.levels.pop().items
            self._add(items[0] if len(items) == 1 else All(tuple(items)) if items else None)

    def _add(self, node: QueryNode | None) -> None:
        level = self.levels[-1]
        negated, joined = level.negated, level.joined
        level.negated = level.joined = False
        if node is None:
            return
        if negated:
            node = Not(node)
        if joined and level.items:
            before = level.items.pop()
            node = Any((*before.nodes, node)) if isinstance(before, Any) else Any((before, node))
        level.items.append(node)

    def _read(self, piece: Piece) -> QueryNode | None:
        if self.clauses >= CLAUSES:
            self.notes.append(Note("many"))
            return None
        self.clauses += 1
        if piece.shape == "phrase":
            return self._phrase(piece.text)
        name, colon, value = (piece.name, ":", piece.text) if piece.shape == "field" else piece.text.partition(":")
        if colon:
            found = operator(name, value, piece.shape == "field", self.reader)
            if isinstance(found, Note):
                self.notes.append(found)
                return None
            if found is not None:
                return found
        if piece.shape == "field":
            return self._phrase(f"{piece.name} {piece.text}")
        return self._words(piece)

    def _phrase(self, text: str) -> QueryNode | None:
        found = tuple(words(text))
        if len(found) > CLAUSES:
            self.notes.append(Note("many"))
        return Phrase(found[:CLAUSES]) if found else None

    def _words(self, piece: Piece) -> QueryNode | None:
        found: list[QueryNode] = [
            looked_up(t.text, t.loud, piece.text[t.start : t.end], (piece.start + t.start, piece.start + t.end))
            for t in tokens(piece.text)
        ]
        if found and piece.text.endswith("*"):
            last = words(piece.text)[-1]
            if len(last) >= LETTERS:
                found[-1] = Prefix(last)
            else:
                self.notes.append(Note("letters", piece.text))
        if self.levels[-1].negated and len(found) > 1:
            return Phrase(tuple(words(piece.text)[:CLAUSES]))
        room = CLAUSES - self.clauses + 1
        if len(found) > room:
            self.notes.append(Note("many"))
            del found[room:]
        self.clauses += max(len(found) - 1, 0)
        return found[0] if len(found) == 1 else All(tuple(found)) if found else None
