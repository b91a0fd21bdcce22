"""What of a query makes a document rank, and what is marked in a snippet.

Words only: filters, dates and exclusions neither rank nor shine.
"""

from collections.abc import Iterator

from community.search.language.nodes import Alike, Phrase, Prefix, QueryNode, Title, Word, leaves, positives
from community.search.language.stems import both


def ranked_words(tree: QueryNode) -> dict[Word, float]:
    """The words that are asked for, each with its greatest weight."""
    weights: dict[Word, float] = {}
    for leaf in positives(tree):
        for word, weight in _weighed(leaf):
            weights[word] = max(weight, weights.get(word, 0.0))
    return weights


def prefixes(tree: QueryNode) -> frozenset[str]:
    """The beginnings that words are looked up by, also to exclude them."""
    return frozenset(leaf.letters for leaf in leaves(tree) if isinstance(leaf, Prefix))


def wanted_prefixes(tree: QueryNode) -> frozenset[str]:
    """The beginnings that are asked for."""
    return frozenset(leaf.letters for leaf in positives(tree) if isinstance(leaf, Prefix))


def _weighed(leaf: QueryNode) -> Iterator[tuple[Word, float]]:
    if isinstance(leaf, Word):
        yield leaf, 1.0
    elif isinstance(leaf, Title):
        yield from ((word, 1.0) for word in leaf.words)
    elif isinstance(leaf, Phrase):
        yield from ((Word(text, both(text)), 1.0) for text in leaf.words if both(text) or len(leaf.words) == 1)
    elif isinstance(leaf, Alike):
        yield from ((word, 1.0) for word in leaf.words)
        for other in leaf.others:
            yield from ((word, leaf.weight) for word, _ in _weighed(other))
