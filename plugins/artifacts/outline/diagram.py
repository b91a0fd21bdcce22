"""Where the driver diagram is drawn: the aim at the left, what drives it to the right of it, column by column."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.artifacts.outline.tree import Line, lines
from plugins.artifacts.record.values import Node

COLUMN, GAP, WIDE = 240, 36, 22  # of a column, between columns; letters in a line of a box
LEAD, PAD, BETWEEN = 18, 12, 12  # height of a line of words, above and below them, between boxes


@dataclass(frozen=True)
class Box:
    """A box: its corner, size, words in lines, and kind ("aim", "primary", "secondary", "idea")."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    words: Sequence[str]

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Diagram:
    """Boxes, the lines between them as SVG path data, and the size of it all."""

    width: int
    height: int
    boxes: Sequence[Box]
    links: Sequence[str]


def diagram(aim: str, nodes: Sequence[Node]) -> Diagram:
    """The places of the aim and of every node, each beside the middle of what stands below it."""
    layout = _Layout(lines(nodes))
    _aim, bottom = layout.place(_Item("aim", aim, -1), range(len(layout.drawn)), 0)
    deepest = max((line.depth for line in layout.drawn), default=-1) + 1
    return Diagram(deepest * (COLUMN + GAP) + COLUMN + 2, bottom - BETWEEN + 2, layout.boxes, layout.links)


@dataclass(frozen=True)
class _Item:
    kind: str
    text: str
    depth: int


class _Layout:
    """What is drawn so far."""

    def __init__(self, drawn: Sequence[Line]) -> None:
        self.drawn = drawn
        self.boxes: list[Box] = []
        self.links: list[str] = []

    def place(self, item: _Item, within: range, top: int) -> tuple[Box, int]:
        """Draw an item and the lines below it, whose places are `within`; also where the next may begin."""
        words = wrapped(item.text, WIDE)
        height = len(words) * LEAD + 2 * PAD
        below: list[Box] = []
        at, n = top, within.start
        while n < within.stop:
            line = self.drawn[n]
            ends = (k for k in range(n + 1, within.stop) if self.drawn[k].depth <= line.depth)
            after = next(ends, within.stop)
            child, at = self.place(_Item(line.node.kind, line.node.text, line.depth), range(n + 1, after), at)
            below.append(child)
            n = after
        y = max(top, round((below[0].middle + below[-1].middle - height) / 2)) if below else top
        box = Box((item.depth + 1) * (COLUMN + GAP) + 1, y + 1, COLUMN, height, item.kind, words)
        self.boxes.append(box)
        self.links += [_link(box, child) for child in below]
        return box, max(at, y + height + BETWEEN)


def _link(box: Box, child: Box) -> str:
    begin, end = box.x + box.width, child.x
    here, there = int(box.middle), int(child.middle)
    half = (begin + end) // 2
    return f"M{begin} {here}C{half} {here} {half} {there} {end} {there}"


def wrapped(text: str, wide: int, most: int = 6) -> list[str]:
    """Words in lines of at most `wide` letters; longer words are cut, and after `most` lines an ellipsis stands."""
    found = [""]
    for word in text.split():
        pieces = [word[n : n + wide] for n in range(0, len(word), wide)]
        for piece in pieces:
            if not found[-1]:
                found[-1] = piece
            elif len(found[-1]) + 1 + len(piece) <= wide:
                found[-1] += f" {piece}"
            else:
                found.append(piece)
    if len(found) > most:
        found = [*found[: most - 1], f"{found[most - 1][: wide - 1]}…"]
    return found
