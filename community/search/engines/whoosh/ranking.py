"""The order of what has been found: BM25 over the posting lists, in tiers. Ranking never decides what is found.

Our own sums rather than the library's collectors, which leak hidden totals as soon as a filter meets them.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from math import log

from community.search.engines.contract import Sort
from community.search.engines.whoosh import bits
from community.search.engines.whoosh.segments import Segment
from community.search.language.nodes import Word

K1 = 1.5
B = 0.75
TITLE_BONUS = 0.3
Found = list[tuple[Segment, int]]  # segments, each with the set of its documents that were found


@dataclass(frozen=True)
class Term:
    """One term to score: its field, its weight, and how rare and how long documents are, over the whole index."""

    field: str
    text: str
    gain: float
    average: float


def terms(segments: Sequence[Segment], words: dict[Word, float]) -> list[Term]:
    """The terms of some words: stems anywhere, and again a little in titles. Rareness counts living documents."""
    count = sum(segment.live.bit_count() for segment in segments)
    found = []
    for field, text, weight in sorted(_asked(words)):
        having = sum((segment.having(field, text) & segment.live).bit_count() for segment in segments)
        if having:
            rareness = log(count / (having + 1)) + 1
            average = sum(segment.total_length(field) for segment in segments) / count
            found.append(Term(field, text, weight * rareness * (K1 + 1), average or 1.0))
    return found


def _asked(words: dict[Word, float]) -> Iterable[tuple[str, str, float]]:
    for word, weight in words.items():
        if not word.stems:
            yield ("loud" if word.loud else "exact", word.text, weight)
        for stem in word.stems:
            yield ("all", stem, weight)
            yield ("title", stem, weight * TITLE_BONUS)


def scores(segment: Segment, found: int, asked: Sequence[Term]) -> list[float]:
    """The score of every document of a segment that was found; 0 for the others, and for those with none of the terms.

    Okapi BM25 (Robertson and others, 1994), term by term.
    """
    total = [0.0] * segment.size
    among = bits.flags(found, segment.size)
    for term in asked:
        numbers, times = segment.postings(term.field, term.text)
        lengths = segment.facts.lengths(term.field)
        gain, base, slope = term.gain, K1 * (1 - B), K1 * B / term.average
        for number, n in zip(numbers, times, strict=True):
            if among[number]:
                total[number] += gain * n / (n + base + slope * lengths[number])
    return total


def best(tiers: Sequence[Found], asked: Sequence[Term], limit: int) -> list[tuple[int, float]]:
    """The first `limit` documents with scores: tier after tier, in each by score, then the newest, then by key."""
    ranked: list[tuple[int, float]] = []
    for tier in tiers:
        if len(ranked) < limit:
            ranked += _first(tier, asked, limit - len(ranked))
    return ranked


def _first(tier: Found, asked: Sequence[Term], limit: int) -> list[tuple[int, float]]:
    scored = [(segment, bits.flags(found, segment.size), scores(segment, found, asked)) for segment, found in tier]
    every = (score for _, among, total in scored for score in compress(total, among))
    least = min(heapq.nlargest(limit, every), default=0.0)
    rows = [
        (-total[number], -segment.facts.updated[number], segment.facts.keys[number], segment.offset + number)
        for segment, among, total in scored
        for number in compress(range(segment.size), among)
        if total[number] >= least
    ]
    return [(number, -score) for score, _, _, number in heapq.nsmallest(limit, rows)]


def by_date(found: Found, sort: Sort, limit: int) -> Sequence[int]:
    """The first `limit` documents by a date, those of one moment by key."""
    rows = (_row(segment, number, sort) for segment, some in found for number in bits.to_ids(some, segment.size))
    return [number for *_, number in heapq.nsmallest(limit, rows)]


def _row(segment: Segment, number: int, sort: Sort) -> tuple[int, str, int]:
    facts = segment.facts
    moment = facts.updated[number] if sort == "updated" else facts.created[number]
    return (moment if sort == "oldest" else -moment, facts.keys[number], number + segment.offset)
