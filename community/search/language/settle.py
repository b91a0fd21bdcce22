"""Tidying a parsed tree: nested words flattened, words without meaning dropped where something else is left."""

from community.search.language.nodes import All, Any, Not, QueryNode, Word, optional
from community.search.language.stopwords import ASKING

ENOUGH = 4  # asking words are dropped from queries of at least so many words


def settle(tree: All) -> All:
    """The same query with less in it. Capitals count only where not everything is in capitals."""
    flat = _flat(tree)
    if _shouted(flat):
        flat = _quiet(flat)
    return All(_without_asking(_without_stops(flat.nodes)))


def _flat(tree: All) -> All:
    nodes: list[QueryNode] = []
    for node in tree.nodes:
        inner = _flat(node) if isinstance(node, All) else _inside(node)
        if isinstance(inner, All) and optional(inner):
            nodes.extend(inner.nodes)
        else:
            nodes.append(inner)
    return All(tuple(nodes))


def _inside(node: QueryNode) -> QueryNode:
    if isinstance(node, Any):
        kept = _without_stops(tuple(settle(n) if isinstance(n, All) else _inside(n) for n in node.nodes))
        return kept[0] if len(kept) == 1 else Any(kept)
    if isinstance(node, Not):
        return Not(settle(node.node) if isinstance(node.node, All) else _inside(node.node))
    return node


def _without_stops(nodes: tuple[QueryNode, ...]) -> tuple[QueryNode, ...]:
    kept = tuple(node for node in nodes if not (isinstance(node, Word) and not node.stems and not node.loud))
    return kept if any(not isinstance(node, Not) for node in kept) else nodes


def _without_asking(nodes: tuple[QueryNode, ...]) -> tuple[QueryNode, ...]:
    plain = [node for node in nodes if isinstance(node, Word)]
    kept = tuple(node for node in nodes if not (isinstance(node, Word) and node.text in ASKING))
    left = sum(isinstance(node, Word) for node in kept)
    return kept if len(plain) >= ENOUGH and left >= 2 else nodes


def _shouted(tree: All) -> bool:
    plain = [node for node in tree.nodes if isinstance(node, Word)]
    return len(plain) > 1 and all(word.loud or word.text.isdigit() for word in plain)


def _quiet(tree: All) -> All:
    return All(
        tuple(
            Word(node.text, node.stems, False, node.typed, node.at) if isinstance(node, Word) else node
            for node in tree.nodes
        )
    )
