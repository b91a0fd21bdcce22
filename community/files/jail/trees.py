"""In the child: an XML part as a tree that knows where in the bytes each element stands, so that some can be cut out.

All else stays byte for byte as it was written. Only for parts of moderate size: a tree takes memory.
"""

import codecs
import re
from collections.abc import Iterator
from xml.parsers import expat

from .archives import Refused
from .xmls import DEEPEST

MOST_ELEMENTS = 400_000
_TAG = re.compile(rb"<[^\s/>\"']+(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_DECLARED = re.compile(r"<\?xml[^>]*\?>")
Edit = tuple[int, int, bytes]


class Node:
    """An element: its bytes are data[start:end], what is within it data[inner:close]."""

    __slots__ = ("attributes", "children", "close", "end", "inner", "name", "parent", "points", "start")

    def __init__(self, name: str, parent: "Node | None", start: int, inner: int) -> None:
        self.name, self.parent, self.start, self.inner = name, parent, start, inner
        self.close = self.end = inner
        self.attributes: dict[str, str] = {}
        self.points: tuple[str, ...] = ()  # the relations that it names
        self.children: list[Node] = []

    def walk(self) -> Iterator["Node"]:
        """It and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def within(self, *names: str) -> "Node | None":
        """The nearest element around it of one of these names."""
        node = self.parent
        while node is not None and node.name not in names:
            node = node.parent
        return node

    def child(self, name: str) -> "Node | None":
        """Its first child of that name."""
        return next((one for one in self.children if one.name == name), None)


class _Builder:
    def __init__(self, data: bytes) -> None:
        self.data, self.count, self.depth = data, 0, 0
        self.top = self.now = Node("", None, 0, 0)
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count, self.depth = self.count + 1, self.depth + 1
        if self.count > MOST_ELEMENTS or self.depth > DEEPEST:
            raise Refused("heavy")
        at = self.parser.CurrentByteIndex
        tag = _TAG.match(self.data, at)
        if tag is None:
            raise Refused("damaged")
        node = Node(name.rpartition("}")[2], self.now, at, tag.end())
        for key, value in attributes.items():
            space, _mark, local = key.rpartition("}")
            node.attributes[f":{local}" if space else local] = value
            if space.endswith("/relationships"):
                node.points += (value,)
        self.now.children.append(node)
        self.now = node

    def end(self, _name: str) -> None:
        node = self.now
        self.depth -= 1
        if self.data[node.inner - 2 : node.inner] != b"/>":
            node.close = self.parser.CurrentByteIndex
            node.end = self.data.index(b">", node.close) + 1
        if node.parent is not None:
            self.now = node.parent

    def doctype(self, *_parts: object) -> None:
        raise Refused("entities")


def parse(data: bytes) -> Node:
    """The tree of a part as `narrow` gives it; the first child is the root. Raises Refused."""
    builder = _Builder(data)
    try:
        builder.parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as broken:
        raise Refused("damaged") from broken
    return builder.top


def narrow(data: bytes) -> bytes:
    """The part in an encoding whose tags are plain bytes: what is UTF-16 becomes UTF-8."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        return _DECLARED.sub("", data.decode("utf-16"), count=1).encode()
    except UnicodeError as broken:
        raise Refused("damaged") from broken


def dropped(node: Node) -> Edit:
    """Cut the element out, with all that is in it."""
    return node.start, node.end, b""


def unwrapped(node: Node) -> list[Edit]:
    """Cut its tags out; what is in it stays."""
    return [(node.start, node.inner, b""), (node.close, node.end, b"")]


def emptied(node: Node) -> Edit:
    """Cut out what is in it."""
    return node.inner, node.close, b""


def edited(data: bytes, edits: list[Edit]) -> bytes:
    """The bytes with all edits made; one within another that cuts more is not made twice."""
    parts, at = [], 0
    for start, end, instead in sorted(edits, key=lambda one: (one[0], -one[1])):
        if start < at:
            continue
        parts += [data[at:start], instead]
        at = end
    return b"".join([*parts, data[at:]])
