"""The change ideas of a record, with what their tests came to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.artifacts.record.values import Node, Record


@dataclass(frozen=True)
class Tested:
    """An idea: its term is the nearest one on its way up to the aim; how many cycles began, and how they went."""

    node: Node
    term: int | None
    tests: int
    as_predicted: int
    partly: int
    otherwise: int


def ideas(record: Record) -> Sequence[Tested]:
    """Every change idea of a record, in the order of its outline."""
    known = {one.id: one for one in record.nodes}
    return [_tested(record, one, _term(one, known)) for one in record.ideas]


def _term(node: Node, known: dict[str, Node]) -> int | None:
    seen = set[str]()
    at: Node | None = node
    while at is not None and at.id not in seen:
        if at.term is not None:
            return at.term
        seen.add(at.id)
        at = known.get(at.parent)
    return None


def _tested(record: Record, node: Node, term: int | None) -> Tested:
    cycles = [one for one in record.cycles if one.node == node.id and one.state != "plan"]
    answers = [one.answer for one in cycles]
    return Tested(node, term, len(cycles), answers.count("as predicted"), answers.count("partly"), answers.count("not"))
