"""The tree that a query becomes, and the notes a parse leaves for its writer.

Values only: what a node matches is in `algebra`, how it is read is in `parser`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Named = Literal["author", "district", "space", "kind", "tag", "file", "has"]
Moment = Literal["created", "updated"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word to rank by. Without stems it is an acronym (`loud`) or looked up as written."""

    text: str
    stems: frozenset[str] = frozenset()
    loud: bool = False
    typed: str = field(default="", compare=False)
    at: tuple[int, int] = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together, in this order, as written."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins with these letters (three at least)."""

    letters: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Words of the query, or instead of all of them one of the things that mean the same."""

    words: tuple[Word, ...]
    others: tuple["Word | Phrase", ...]
    name: str = ""
    weight: float = 0.7


@dataclass(frozen=True, slots=True)
class Title:
    """A title with all of these words; with `exact`, as a phrase."""

    words: tuple[Word, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One of these exact values, or a name that has all of these words."""

    name: Named
    values: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class During:
    """From `since` (with it) to `until` (without it)."""

    moment: Moment
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Without this."""

    node: "QueryNode"


@dataclass(frozen=True, slots=True)
class Any:
    """One of these."""

    nodes: tuple["QueryNode", ...]


@dataclass(frozen=True, slots=True)
class All:
    """All of these; of the plain words among them, at least one."""

    nodes: tuple["QueryNode", ...] = ()


QueryNode = Word | Phrase | Prefix | Alike | Title | Field | During | Not | Any | All


@dataclass(frozen=True, slots=True)
class Note:
    """Something the parser did that the writer should know: a code and the piece of text."""

    code: Literal["long", "many", "deep", "letters", "date", "alone"]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: the text as read, its tree, and the notes."""

    text: str
    tree: All
    notes: tuple[Note, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.tree.nodes


def optional(node: QueryNode) -> bool:
    """Plain words, and groups of nothing else: ranked, not required one by one."""
    if isinstance(node, Any | All):
        return all(optional(child) for child in node.nodes)
    return isinstance(node, Word | Prefix | Alike)


def concepts(tree: All) -> tuple[QueryNode, ...]:
    """The plain words of the top level: a document with all of them comes first."""
    return tuple(node for node in tree.nodes if optional(node))


def leaves(node: QueryNode) -> Iterator[QueryNode]:
    """Every leaf, the excluded ones too."""
    if isinstance(node, Any | All):
        for child in node.nodes:
            yield from leaves(child)
    elif isinstance(node, Not):
        yield from leaves(node.node)
    else:
        yield node


def positives(node: QueryNode) -> Iterator[QueryNode]:
    """Every leaf that is asked for, rather than excluded."""
    if isinstance(node, Any | All):
        for child in node.nodes:
            yield from positives(child)
    elif not isinstance(node, Not):
        yield node
