"""One segment of the index in memory: posting lists, visibility and facets as sets. No ranking.

What belongs to a segment never changes but for deletions, so sets are kept for as long as the segment lives.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import compress
from typing import Any

from whoosh.reading import TermNotFound

from community.access import Visibility
from community.search.engines.contract import Work
from community.search.engines.whoosh import bits
from community.search.engines.whoosh.schema import META, clause_tokens

Postings = tuple["array[int]", "array[float]"]

KEPT_LISTS = 512
KEPT_COUNTS = 128
KEPT_VISIBILITIES = 64


class Facts:
    """What of a segment is kept between commits, by its id: keys, dates, posting sets, visibility sets."""

    def __init__(self, reader: Any) -> None:
        self.size: int = reader.doc_count_all()
        keys = reader.column_reader("key")
        self.keys: list[str] = [keys[number] for number in range(self.size)]
        self.created = _numbers(reader, "created", self.size)
        self.updated = _numbers(reader, "updated", self.size)
        self.lists: OrderedDict[tuple[str, str], int] = OrderedDict()
        self.counted: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._lengths = _numbers(reader, "length", self.size)
        self._title_lengths = _numbers(reader, "title_length", self.size)
        self.labels: dict[str, int] = {}
        self.clauses: list[tuple[frozenset[str], int]] | None = None
        self.seen_by: OrderedDict[tuple[frozenset[str], frozenset[str]], int] = OrderedDict()
        self.values: dict[str, list[tuple[str, int]]] = {}

    def lengths(self, field: str) -> list[int]:
        """How many words each document has, or its title."""
        return self._title_lengths if field == "title" else self._lengths


class Segment:
    """One segment as a reader sees it now: its facts, and which documents are left."""

    def __init__(self, reader: Any, offset: int, facts: Facts) -> None:
        self.reader = reader
        self.offset = offset
        self.facts = facts
        self.size = facts.size
        gone = bits.from_ids(reader.deleted_docs_set, self.size) if reader.has_deletions() else 0
        self.about = self.having("key", META) & ~gone  # where the commit says how far it came
        self.live = bits.full(self.size) & ~gone & ~self.about
        self._total: dict[str, int] = {}

    def total_length(self, field: str) -> int:
        """The words of all living documents, or of their titles."""
        if field not in self._total:
            self._total[field] = sum(compress(self.facts.lengths(field), bits.flags(self.live, self.size)))
        return self._total[field]

    def postings(self, field: str, term: str) -> "Postings":
        """The documents with a term, and how often each has it; the most recent answers are kept."""
        known = self.facts.counted
        found = known.get((field, term))
        if found is None:
            found = known[field, term] = self._count(field, term)
            if len(known) > KEPT_COUNTS:
                known.popitem(last=False)
        else:
            known.move_to_end((field, term))
        return found

    def _count(self, field: str, term: str) -> "Postings":
        numbers, times = array("I"), array("f")
        try:
            matcher = self.reader.postings(field, term)
        except TermNotFound:
            return numbers, times
        while matcher.is_active():
            numbers.append(matcher.id())
            times.append(matcher.weight())
            matcher.next()
        return numbers, times

    def having(self, field: str, term: str, work: Work | None = None) -> int:
        """The documents with a term, deleted ones perhaps among them; the most recent answers are kept."""
        known = self.facts.lists
        found = known.get((field, term))
        if found is None:
            if work:
                work.lists += 1
            found = known[field, term] = self._read(field, term)
            if len(known) > KEPT_LISTS:
                known.popitem(last=False)
        else:
            known.move_to_end((field, term))
        return found

    def terms(self, field: str) -> Iterator[str]:
        """Every term of a field in this segment."""
        return (term.decode() for term in self.reader.lexicon(field))

    def beginning(self, field: str, letters: str) -> Iterator[str]:
        """The terms of a field that begin with these letters, in order."""
        return (term.decode() for term in self.reader.expand_prefix(field, letters))

    def _read(self, field: str, term: str) -> int:
        try:
            matcher = self.reader.postings(field, term)
        except TermNotFound:
            return 0
        return bits.from_ids(matcher.all_ids(), self.size)

    def visible(self, visible: Visibility) -> int:
        """The documents that a reader may see. Kept by the tokens themselves, not by a signature that might lie."""
        known = self.facts.seen_by
        question = (visible.tokens, visible.masked)
        found = known.get(question)
        if found is None:
            found = known[question] = self._visible(visible)
            if len(known) > KEPT_VISIBILITIES:
                known.popitem(last=False)
        else:
            known.move_to_end(question)
        return found & self.live

    def _visible(self, visible: Visibility) -> int:
        seen = 0
        for token in visible.tokens:
            seen |= self._labelled(token)
        for clause, concerned in self._clauses():
            if not clause & visible.tokens:
                seen &= ~concerned
        for token in visible.tokens:
            seen &= ~self._read("unless", token)
        for key in visible.masked:
            seen &= ~(self._read("ref", key) | self._read("within", key))
        return seen

    def _labelled(self, token: str) -> int:
        if token not in self.facts.labels:
            self.facts.labels[token] = self._read("label", token)
        return self.facts.labels[token]

    def _clauses(self) -> list[tuple[frozenset[str], int]]:
        if self.facts.clauses is None:
            self.facts.clauses = [(clause_tokens(term), self._read("clause", term)) for term in self.terms("clause")]
        return self.facts.clauses

    def values(self, field: str) -> list[tuple[str, int]]:
        """Every value of a facet with its documents."""
        if field not in self.facts.values:
            self.facts.values[field] = [(term, self._read(field, term)) for term in self.terms(field)]
        return self.facts.values[field]

    def chosen(self, moments: list[int], accepts: Callable[[int], bool]) -> int:
        """The documents whose moment is accepted."""
        return bits.from_ids((number for number, moment in enumerate(moments) if accepts(moment)), self.size)


def _numbers(reader: Any, field: str, size: int) -> list[int]:
    column = reader.column_reader(field)
    return [column[number] for number in range(size)]
