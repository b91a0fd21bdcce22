"""The order of what has been found. Ranking never decides what is found: it only filters by document numbers.

Whoosh leaks hidden totals and drops better documents when visibility is part of its query, so it never is.
"""

import heapq
from collections.abc import Iterable, Sequence
from typing import Any

from whoosh import scoring
from whoosh.query.compound import Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from community.search.engines.contract import Sort
from community.search.engines.whoosh import bits
from community.search.engines.whoosh.segments import Segment
from community.search.language.nodes import Word

TITLE_BONUS = 0.3
Found = list[tuple[Segment, int]]  # segments, each with the set of its documents that were found


def weighting() -> scoring.BM25F:
    """BM25 with the constants that did best on judged collections."""
    return scoring.BM25F(B=0.75, K1=1.5)


def scored(words: dict[Word, float]) -> Query:
    """A plain OR of the words: stems anywhere, and again a little for titles."""
    terms: list[Query] = []
    for word, weight in words.items():
        if not word.stems:
            terms.append(Term("loud" if word.loud else "exact", word.text, boost=weight))
        for stem in sorted(word.stems):
            terms.append(Term("all", stem, boost=weight))
            terms.append(Term("title", stem, boost=weight * TITLE_BONUS))
    return Or(terms)


def best(searcher: Any, asked: Query, tiers: Iterable[Found], limit: int) -> list[tuple[int, float]]:
    """The first `limit` documents with scores: tier after tier, in each those that score, then the newest."""
    ranked: list[tuple[int, float]] = []
    for tier in tiers:
        wanted = limit - len(ranked)
        allowed = {number for segment, found in tier for number in bits.to_ids(found, segment.size, segment.offset)}
        if wanted <= 0 or not allowed:  # an empty set would mean "no filter" to the collector
            continue
        results = searcher.search(asked, limit=min(wanted, len(allowed)), filter=allowed)
        hits = [(number, float(score)) for number, score in results.items()]
        ranked += hits
        if len(hits) < min(wanted, len(allowed)):
            left = without(tier, {number for number, _ in hits})
            ranked += [(number, 0.0) for number in by_date(left, "updated", wanted - len(hits))]
    return ranked


def without(tier: Found, numbers: set[int]) -> Found:
    """A tier without some documents."""
    return [
        (
            segment,
            found
            & ~bits.from_ids(
                (n - segment.offset for n in numbers if 0 <= n - segment.offset < segment.size), segment.size
            ),
        )
        for segment, found in tier
    ]


def by_date(found: Found, sort: Sort, limit: int) -> Sequence[int]:
    """The first `limit` documents by a date, those of one moment by key."""
    rows = (_row(segment, number, sort) for segment, some in found for number in bits.to_ids(some, segment.size))
    return [number for *_, number in heapq.nsmallest(limit, rows)]


def _row(segment: Segment, number: int, sort: Sort) -> tuple[int, str, int]:
    facts = segment.facts
    moment = facts.updated[number] if sort == "updated" else facts.created[number]
    return (moment if sort == "oldest" else -moment, facts.keys[number], number + segment.offset)
