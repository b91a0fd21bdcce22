"""What a tree matches, said once for every engine that can turn a leaf into a set.

A set is an int whose bits are documents: AND, OR and NOT of fifty thousand of them cost microseconds.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Protocol

from community.search.language.nodes import (
    Alike,
    All,
    Any,
    During,
    Field,
    Named,
    Not,
    Phrase,
    Prefix,
    QueryNode,
    Title,
    Word,
    concepts,
    optional,
)

TIERED = 3  # up to so many plain words, documents with all of them come first


class Leaves(Protocol):
    """The sets of an index: documents with a word, a phrase, a value, within `everything`."""

    everything: int

    def word(self, word: Word) -> int: ...
    def phrase(self, words: tuple[str, ...]) -> int: ...
    def prefix(self, letters: str) -> int: ...
    def title(self, word: Word) -> int: ...
    def title_phrase(self, words: tuple[str, ...]) -> int: ...
    def keyword(self, name: Named, value: str) -> int: ...
    def name_word(self, name: Named, word: str) -> int: ...
    def during(self, during: During) -> int: ...


def matching(node: QueryNode, leaves: Leaves) -> int:
    """The documents that match: everything required, nothing excluded, and of the plain words at least one."""
    match node:
        case All(nodes):
            return _sequence(nodes, leaves)
        case Any(nodes):
            return _any(matching(child, leaves) for child in nodes)
        case Not(inner):
            return leaves.everything & ~matching(inner, leaves)
        case Alike(words, others):
            return _any(matching(child, leaves) for child in (*words, *others))
        case _:
            return _leaf(node, leaves)


def complete(tree: All, leaves: Leaves) -> int | None:
    """The documents that have all of the plain words; None where that is no question (one word, or many)."""
    asked = concepts(tree)
    if not 2 <= len(asked) <= TIERED:
        return None
    return _all((_whole(node, leaves) for node in asked), leaves.everything)


def _sequence(nodes: tuple[QueryNode, ...], leaves: Leaves) -> int:
    plain = [node for node in nodes if optional(node)]
    found = _all(
        (matching(node, leaves) for node in nodes if not optional(node) and not isinstance(node, Not)),
        leaves.everything,
    )
    if plain:
        found &= _any(matching(node, leaves) for node in plain)
    for node in nodes:
        if isinstance(node, Not):
            found &= ~matching(node.node, leaves)
    return found


def _whole(node: QueryNode, leaves: Leaves) -> int:
    """The documents that have all of a group of plain words."""
    match node:
        case All(nodes):
            return _all((_whole(child, leaves) for child in nodes), leaves.everything)
        case Any(nodes):
            return _any(_whole(child, leaves) for child in nodes)
        case Alike(words, others):
            every = _all((leaves.word(word) for word in words), leaves.everything)
            return every | _any(matching(other, leaves) for other in others)
        case _:
            return matching(node, leaves)


def _leaf(node: QueryNode, leaves: Leaves) -> int:
    found = 0
    match node:
        case Word():
            found = leaves.word(node)
        case Phrase(words):
            found = leaves.phrase(words)
        case Prefix(letters):
            found = leaves.prefix(letters)
        case Title(words, exact=True):
            found = leaves.title_phrase(tuple(word.text for word in words))
        case Title(words):
            found = _all((leaves.title(word) for word in words), leaves.everything)
        case Field(name, values, words):
            found = _field(name, values, words, leaves)
        case During():
            found = leaves.during(node)
    return found


def _field(name: Named, values: frozenset[str], words: tuple[str, ...], leaves: Leaves) -> int:
    found = _any(leaves.keyword(name, value) for value in sorted(values))
    if words:
        found |= _all((leaves.name_word(name, word) for word in words), leaves.everything)
    return found


def _any(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _all(sets: Iterable[int], everything: int) -> int:
    return reduce(and_, sets, everything)
