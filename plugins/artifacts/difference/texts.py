"""Two texts set against each other: first whole lines, then the words of the lines that changed. Never much work."""

import difflib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

LINES = 400  # changed lines on either side that are set against each other
WORDS = 1500  # words of one line that are set against each other
ALIKE = 0.4  # lines that share less than this part of their words are one line gone and another one new
MOVED = 4  # words that a line must have to count as moved

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Block:
    """A line as the reader sees it. `kind`: "same", "added", "removed", "changed", "moved" or "left" (where a moved one
    stood). `parts`: (same | add | del, words) of a changed line, else one part.
    """

    kind: str
    parts: Sequence[tuple[str, str]]

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join(words for _kind, words in self.parts)


def blocks(before: str, after: str) -> list[Block]:
    """The lines of both texts in the order of reading; empty lines are left out."""
    old = [line.strip() for line in before.splitlines() if line.strip()]
    new = [line.strip() for line in after.splitlines() if line.strip()]
    found: list[Block] = []
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag == "equal":
            found += [_whole("same", line) for line in old[i1:i2]]
        else:
            found += _replaced(old[i1:i2], new[j1:j2])
    return _with_moves(found)


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    end, there = len(old) - tail, len(new) - tail
    middle = [("replace", head, end, head, there)]
    if max(end, there) - head <= LINES:
        codes = difflib.SequenceMatcher(a=old[head:end], b=new[head:there], autojunk=False).get_opcodes()
        middle = [(tag, head + i1, head + i2, head + j1, head + j2) for tag, i1, i2, j1, j2 in codes]
    return [("equal", 0, head, 0, head), *middle, ("equal", end, len(old), there, len(new))]


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Lines in place of others: each new one beside the next old one that is like it."""
    found: list[Block] = []
    at = 0
    for line in new:
        like = next((n for n in range(at, min(len(old), at + 8)) if _alike(old[n], line)), None)
        if like is None:
            found.append(_whole("added", line))
            continue
        found += [_whole("removed", one) for one in old[at:like]]
        found.append(Block("changed", by_word(old[like], line)))
        at = like + 1
    return found + [_whole("removed", one) for one in old[at:]]


def _whole(kind: str, line: str) -> Block:
    return Block(kind, [({"added": "add", "removed": "del"}.get(kind, "same"), line)])


def _alike(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) >= ALIKE * max(len(mine), len(theirs), 1)


def _words(line: str) -> set[str]:
    return {token.casefold() for token in _TOKEN.findall(line) if token[0].isalnum()}


def by_word(before: str, after: str) -> list[tuple[str, str]]:
    """(same | add | del, words) that read as both lines; a line of more than WORDS words is replaced as a whole."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > 2 * WORDS:
        return [("del", before), ("add", after)]
    found: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(old[i1:i2])))
            continue
        found += [("del", "".join(old[i1:i2]))] if i2 > i1 else []
        found += [("add", "".join(new[j1:j2]))] if j2 > j1 else []
    return found


def _with_moves(found: Sequence[Block]) -> list[Block]:
    """A line that went here and came there is one that moved."""
    gone: dict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(found):
        if block.kind == "removed" and len(_words(block.text)) >= MOVED:
            gone[block.text].append(n)
    kinds = {n: block.kind for n, block in enumerate(found)}
    for n, block in enumerate(found):
        if block.kind == "added" and gone.get(block.text):
            kinds[n], kinds[gone[block.text].pop(0)] = "moved", "left"
    return [
        block if kinds[n] == block.kind else Block(kinds[n], [("same", block.text)]) for n, block in enumerate(found)
    ]
