"""Did you mean: words of the index near an unknown one, counted in visible documents only.

Every word of the index may be a candidate in here; none leaves before the reader's own documents vouch for it.
"""

from collections.abc import Iterator

from community.access import Visibility
from community.search.engines.contract import Correction, Work
from community.search.engines.whoosh.leaves import SegmentLeaves
from community.search.engines.whoosh.segments import Segment
from community.search.engines.whoosh.snapshot import Snapshot
from community.search.language.nodes import All, Word, positives
from community.search.language.spelling import Neighbours, spellable

SEEN = 3  # documents that must have a word before it is offered; one is enough in a title
RARE = 3  # a word in fewer documents may be a slip,
COMMON = 20  # if the other one is in so many
MOST_WORDS = 150_000


class Vocabulary:
    """Grows with the segments it is shown; words that went away do no harm."""

    def __init__(self) -> None:
        self.known = Neighbours()
        self._once: set[str] = set()
        self._read: set[str] = set()

    def correct(self, snapshot: Snapshot, tree: All, visible: Visibility) -> Correction | None:
        """Better-known words for unknown ones, if there are any."""
        self._grow(snapshot)
        seen = [(segment, segment.visible(visible)) for segment in snapshot.segments]
        found: list[tuple[str, str]] = []
        for word in dict.fromkeys(node for node in positives(tree) if isinstance(node, Word)):
            if word.loud or not spellable(word.text):
                continue
            better = self._better(word, seen)
            if better:
                found.append((word.typed, better))
        return Correction(tuple(found)) if found else None

    def _better(self, word: Word, seen: list[tuple[Segment, int]]) -> str | None:
        have = sum(SegmentLeaves(segment, some, Work(), {}).word(word).bit_count() for segment, some in seen)
        if have >= RARE:
            return None
        offers = []
        for other, away in self.known.near(word.text).items():
            count = _count("exact", other, seen)
            enough = COMMON if have else SEEN
            if count >= enough or (not have and count and _count("exact_title", other, seen)):
                offers.append((away, -count, other))
        return min(offers)[2] if offers else None

    def _grow(self, snapshot: Snapshot) -> None:
        for name, segment in zip(snapshot.facts, snapshot.segments, strict=True):
            if name not in self._read and len(self.known) < MOST_WORDS:
                self._read.add(name)
                for word in segment.terms("exact_title"):
                    self.known.add(word)
                for word in self._repeated(segment):
                    self.known.add(word)

    def _repeated(self, segment: Segment) -> Iterator[str]:
        """Words that have been seen twice, in this segment or in an earlier one."""
        for term, info in segment.reader.iter_field("exact"):
            word = term.decode()
            if info.doc_frequency() > 1 or word in self._once:
                yield word
            elif len(self._once) < MOST_WORDS:
                self._once.add(word)


def _count(field: str, word: str, seen: list[tuple[Segment, int]]) -> int:
    return sum((segment.having(field, word) & some).bit_count() for segment, some in seen)
