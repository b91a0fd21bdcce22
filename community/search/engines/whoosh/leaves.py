"""The leaves of a query as sets of one segment, cut down to what the reader may see. Bounded work, counted."""

from datetime import datetime

from community.search.engines.contract import Filters, Work
from community.search.engines.whoosh import bits
from community.search.engines.whoosh.schema import ticks
from community.search.engines.whoosh.segments import Segment
from community.search.language.nodes import During, Named, Word

EXPANSIONS = 200

_KEYWORDS: dict[Named, str] = {
    "author": "author", "district": "district", "space": "space", "kind": "kind", "tag": "tag", "file": "file",
    "has": "has",
}  # fmt: skip
_NAMES: dict[Named, str] = {"author": "author_word", "district": "district_word", "space": "space_word"}


class SegmentLeaves:
    """Answers `algebra` for one segment. `everything` is what may be seen; no set is larger."""

    def __init__(self, segment: Segment, everything: int, work: Work, beginnings: dict[str, list[str]]) -> None:
        self.segment = segment
        self.everything = everything
        self.work = work
        self.beginnings = beginnings

    def _having(self, field: str, term: str) -> int:
        return self.segment.having(field, term, self.work) & self.everything

    def word(self, word: Word) -> int:
        """Any stem of it; in capitals and without a stem, as written in capitals; else the word as it stands."""
        if word.stems:
            found = 0
            for stem in word.stems:
                found |= self._having("all", stem)
            return found
        return self._having("loud" if word.loud else "exact", word.text)

    def title(self, word: Word) -> int:
        """The same in titles."""
        found = 0 if word.stems else self._having("exact_title", word.text)
        for stem in word.stems:
            found |= self._having("title", stem)
        return found

    def phrase(self, words: tuple[str, ...]) -> int:
        """Words next to each other, as written."""
        return self._together("exact", words)

    def title_phrase(self, words: tuple[str, ...]) -> int:
        """The same in titles."""
        return self._together("exact_title", words)

    def prefix(self, letters: str) -> int:
        """Words that begin so: those of the index's first two hundred."""
        found = 0
        for term in self.beginnings.get(letters, ()):
            found |= self._having("exact", term)
        return found

    def keyword(self, name: Named, value: str) -> int:
        """An exact value."""
        return self._having(_KEYWORDS[name], value)

    def name_word(self, name: Named, word: str) -> int:
        """A word of a name."""
        return self._having(_NAMES[name], word) if name in _NAMES else 0

    def during(self, during: During) -> int:
        """From, with it, to, without it."""
        return self._span(during.moment, during.since, during.until)

    def _span(self, moment: str, since: datetime | None, until: datetime | None) -> int:
        facts = self.segment.facts
        moments = facts.created if moment == "created" else facts.updated
        low = ticks(since) if since else None
        high = ticks(until) if until else None
        return self.everything & self.segment.chosen(
            moments, lambda at: (low is None or at >= low) and (high is None or at < high)
        )

    def _together(self, field: str, words: tuple[str, ...]) -> int:
        candidates = self.everything
        for word in words:
            candidates &= self._having(field, word)
        if len(words) == 1 or not candidates:
            return candidates
        matchers = {word: self.segment.reader.postings(field, word) for word in words}
        return bits.from_ids(
            (
                number
                for number in bits.to_ids(candidates, self.segment.size)
                if self._adjacent(number, words, matchers)
            ),
            self.segment.size,
        )

    def _adjacent(self, number: int, words: tuple[str, ...], matchers: dict[str, object]) -> bool:
        places = {word: _positions(matcher, number) for word, matcher in matchers.items()}
        self.work.positions += sum(len(found) for found in places.values())
        return any(all(start + n in places[word] for n, word in enumerate(words)) for start in places[words[0]])

    def chosen(self, filters: Filters) -> dict[str, int]:
        """The set of each chosen facet, and of the span as "span"."""
        found: dict[str, int] = {}
        for name, values in filters.chosen.items():
            if values:
                found[name] = 0
                for value in values:
                    found[name] |= self._having(name, value)
        if filters.since or filters.until:
            found["span"] = self._span("created", filters.since, filters.until)
        return found


def _positions(matcher: object, number: int) -> frozenset[int]:
    matcher.skip_to(number)  # type: ignore[attr-defined]
    return frozenset(matcher.value_as("positions"))  # type: ignore[attr-defined]
