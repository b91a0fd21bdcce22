"""The committed index as one moment: its segments, and the answers that only reading gives.

Immutable but for what it remembers; a new commit is a new snapshot that takes the facts of old segments over.
"""

import json
import time
from collections import Counter
from typing import Any

from whoosh.index import FileIndex

from community.access import Visibility
from community.search.engines.contract import (
    DEEPEST,
    START,
    FacetName,
    FacetValue,
    Hit,
    Question,
    SearchResult,
    Watermark,
    Work,
)
from community.search.engines.whoosh import bits, ranking
from community.search.engines.whoosh.leaves import EXPANSIONS, SegmentLeaves
from community.search.engines.whoosh.segments import Facts, Segment
from community.search.language.algebra import complete, matching
from community.search.language.nodes import All
from community.search.language.weights import prefixes, ranked_words

FACET_VALUES = 50


class Snapshot:
    """A reader over one committed state of the index."""

    def __init__(self, index: FileIndex, before: "Snapshot | None" = None) -> None:
        self.reader = index.reader()
        self.generation: int = index.latest_generation()
        kept = {} if before is None else before.facts
        self.facts: dict[str, Facts] = {}
        self.segments: list[Segment] = []
        for reader, offset in self.reader.leaf_readers():
            segment = reader.segment()
            if segment is None:  # an empty index has a reader of nothing
                continue
            name = segment.segment_id()
            self.facts[name] = kept.get(name) or Facts(reader)
            self.segments.append(Segment(reader, offset, self.facts[name]))

    def close(self) -> None:
        """Let go of the files."""
        self.reader.close()

    def meta(self) -> dict[str, Any]:
        """What the last commit wrote about itself."""
        for segment in self.segments:
            if segment.about:
                number = segment.about.bit_length() - 1
                stored: dict[str, Any] = json.loads(segment.reader.stored_fields(number)["meta"])
                return stored
        return {}

    def watermark(self) -> Watermark:
        """The position in the log that this commit has reached."""
        return Watermark(*self.meta().get("watermark", START))

    def documents(self) -> int:
        """How many documents there are, hidden ones too."""
        return sum(segment.live.bit_count() for segment in self.segments)

    def having(self, field: str, value: str) -> list[str]:
        """The keys of all documents with a value, hidden ones too."""
        return [
            segment.facts.keys[number]
            for segment in self.segments
            for number in bits.to_ids(segment.having(field, value) & segment.live, segment.size)
        ]

    def beginnings(self, field: str, tree: All, work: Work) -> tuple[dict[str, list[str]], bool]:
        """The words that each beginning of a query stands for, two hundred at most; and whether some were cut."""
        found: dict[str, list[str]] = {}
        cut = False
        for letters in prefixes(tree):
            terms: set[str] = set()
            for segment in self.segments:
                for count, term in enumerate(segment.beginning(field, letters)):
                    if count > EXPANSIONS:
                        break
                    terms.add(term)
            cut = cut or len(terms) > EXPANSIONS
            found[letters] = sorted(terms)[:EXPANSIONS]
            work.expansions += len(found[letters])
        return found, cut

    def search(self, ask: Question, deadline: float) -> SearchResult:
        """One page; the set that is found gives total, facets and the filter of the ranking alike."""
        work = Work()
        terms, cut = self.beginnings("exact", ask.tree, work)
        facets: dict[FacetName, Counter[str]] = {name: Counter() for name in ask.facets}
        found, whole = [], []
        for segment in self.segments:
            leaves = SegmentLeaves(segment, segment.visible(ask.visible), work, terms)
            base = matching(ask.tree, leaves)
            chosen = leaves.chosen(ask.filters)
            count_facets(segment, base, chosen, facets)
            hits = narrowed(base, chosen)
            found.append((segment, hits))
            every = complete(ask.tree, leaves)
            if every is not None:
                whole.append((segment, hits & every))
        total = sum(hits.bit_count() for _, hits in found)
        late = time.monotonic() > deadline
        return SearchResult(
            hits=self._page(ask, found, whole, late=late),
            total=total,
            facets={name: tidy(counts) for name, counts in facets.items()},
            complete=sum(hits.bit_count() for _, hits in whole) if whole else None,
            cut=cut,
            late=late,
            work=work,
        )

    def _page(self, ask: Question, found: ranking.Found, whole: ranking.Found, *, late: bool) -> tuple[Hit, ...]:
        start = min(ask.window.offset, DEEPEST)
        limit = min(start + ask.window.size, DEEPEST)
        words = ranked_words(ask.tree)
        if ask.sort != "best" or late or not words:
            order = "updated" if ask.sort == "best" else ask.sort
            return tuple(Hit(self.key(number)) for number in ranking.by_date(found, order, limit)[start:])
        rest = (
            [(segment, hits & ~every) for (segment, hits), (_, every) in zip(found, whole, strict=True)]
            if whole
            else []
        )
        asked = ranking.terms(self.segments, words)
        ranked = ranking.best([whole, rest] if whole else [found], asked, limit)
        return tuple(Hit(self.key(number), score) for number, score in ranked[start:])

    def key(self, number: int) -> str:
        """The key of a document by its number in the whole index."""
        segment = next(one for one in reversed(self.segments) if one.offset <= number)
        return segment.facts.keys[number - segment.offset]

    def suggest(self, beginning: str, visible: Visibility, limit: int) -> list[str]:
        """Keys of the newest visible documents with a title word that begins so."""
        found = []
        for segment in self.segments:
            seen, hits = segment.visible(visible), 0
            for count, term in enumerate(segment.beginning("exact_title", beginning)):
                if count >= EXPANSIONS:
                    break
                hits |= segment.having("exact_title", term)
            found.append((segment, hits & seen))
        return [self.key(number) for number in ranking.by_date(found, "updated", limit)]


def narrowed(base: int, chosen: dict[str, int], but: str = "") -> int:
    """The documents that have every chosen facet, or every other one than `but`."""
    for name, having in chosen.items():
        if name != but:
            base &= having
    return base


def count_facets(segment: Segment, base: int, chosen: dict[str, int], facets: dict[FacetName, Counter[str]]) -> None:
    """Add this segment's counts. A facet's own choice does not narrow it, so that others can be added."""
    for name, counts in facets.items():
        hits = narrowed(base, chosen, but=name)
        if hits:
            for value, having in segment.values(name):
                count = (hits & having).bit_count()
                if count:
                    counts[value] += count


def tidy(counts: Counter[str]) -> tuple[FacetValue, ...]:
    """The most frequent values, ties by name."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetValue(value, count) for value, count in ordered[:FACET_VALUES])
