"""Lines of the outline in the order of the tree, each with its depth. The outline is the truth."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.artifacts.record.values import Node


@dataclass(frozen=True)
class Line:
    """A line with how deep it stands, its place among its siblings, and how many those are."""

    node: Node
    depth: int
    place: int
    siblings: int


def lines(nodes: Sequence[Node]) -> list[Line]:
    """Every node once, below its parent. What names a parent that is not there, or itself, stands at the top."""
    known = {node.id for node in nodes}
    below: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        below[node.parent if node.parent in known else ""].append(node)
    found: list[Line] = []
    seen = set[str]()

    def walk(parent: str, depth: int) -> None:
        siblings = below[parent]
        for place, node in enumerate(siblings):
            if node.id not in seen:
                seen.add(node.id)
                found.append(Line(node, depth, place, len(siblings)))
                walk(node.id, depth + 1)

    walk("", 0)
    found += [Line(node, 0, 0, 1) for node in nodes if node.id not in seen]  # a ring of parents
    return found
