"""Searching without an index: the newest things a reader may see, read one by one. For as long as a rebuild takes.

Slow and short-sighted on purpose; it shares the meaning of queries with the engines, and the rules with every page.
"""

from collections import Counter
from dataclasses import dataclass

from community.access import Actor, Visibility, rules, visible_ids
from community.data.database import session
from community.data.refs import Ref
from community.search.documents import Draft, passages
from community.search.engines.contract import FacetValue, Filters, Hit, Question, SearchResult
from community.search.gate import Cleared, cleared
from community.search.install import room
from community.search.language.algebra import matching
from community.search.language.fields import tag
from community.search.language.nodes import During, Named, Word
from community.search.language.stems import stems
from community.search.language.tokens import composed, tokens

NEWEST = 200  # of each kind


def search(actor: Actor, ask: Question) -> SearchResult:
    """What matches among the newest things that the actor may read, newest first; totals are of these alone."""
    newest = (one.draft for one in _newest(actor, ask.visible))
    found = [draft for draft in newest if matching(ask.tree, DraftLeaves(draft)) and _passes(draft, ask.filters)]
    found.sort(key=lambda draft: draft.created, reverse=ask.sort != "oldest")
    some = found[ask.window.offset : ask.window.offset + ask.window.size]
    kinds = Counter(draft.kind for draft in found)
    facets = {"kind": tuple(FacetValue(name, count) for name, count in kinds.most_common())}
    return SearchResult(
        hits=tuple(Hit(draft.key) for draft in some),
        total=len(found),
        facets={name: facets.get(name, ()) for name in ask.facets},
    )


def _newest(actor: Actor, visible: Visibility) -> list[Cleared]:
    found: list[Cleared] = []
    for name in room().sources:
        kind = rules().kind(name)
        query = visible_ids(actor, kind).order_by(kind.model.id.desc()).limit(NEWEST)
        keys = [Ref(name, one).key for one in session().scalars(query)]
        found += cleared(actor, visible, keys).values()
    return found


def _passes(draft: Draft, filters: Filters) -> bool:
    leaves = DraftLeaves(draft)
    chosen = all(values & leaves.values(name) for name, values in filters.chosen.items() if values)
    return chosen and bool(leaves.during(During("created", filters.since, filters.until)))


@dataclass
class DraftLeaves:
    """One draft as an index of one document: every set is 1 or 0."""

    draft: Draft
    everything: int = 1

    def __post_init__(self) -> None:
        self._passages = [list(tokens(composed(text))) for text in passages(self.draft)]
        self._words = {token.text for some in self._passages for token in some}
        self._loud = {token.text for some in self._passages for token in some if token.loud}
        self._stems = set(stems(self._words, self.draft.language))
        self._title = {token.text for token in self._passages[0]}
        self._title_stems = set(stems(self._title, self.draft.language))

    def word(self, word: Word) -> int:
        """Whether it has a word."""
        if word.stems:
            return int(not self._stems.isdisjoint(word.stems))
        return int(word.text in (self._loud if word.loud else self._words))

    def title(self, word: Word) -> int:
        """Whether its title has a word."""
        return int(not self._title_stems.isdisjoint(word.stems) if word.stems else word.text in self._title)

    def phrase(self, words: tuple[str, ...]) -> int:
        """Whether words stand side by side in one passage."""
        return int(any(_together(words, [token.text for token in some]) for some in self._passages))

    def title_phrase(self, words: tuple[str, ...]) -> int:
        """The same in the title."""
        return int(_together(words, [token.text for token in self._passages[0]]))

    def prefix(self, letters: str) -> int:
        """Whether some word begins so."""
        return int(any(word.startswith(letters) for word in self._words))

    def keyword(self, name: Named, value: str) -> int:
        """Whether it has a value."""
        return int(value in self.values(name))

    def name_word(self, name: Named, word: str) -> int:
        """Whether a name has a word."""
        text = {"author": self.draft.author, "district": self.draft.district, "space": self.draft.space}.get(name, "")
        return int(word in {token.text for token in tokens(composed(text))})

    def during(self, during: During) -> int:
        """Whether its moment is within."""
        at = self.draft.created if during.moment == "created" else self.draft.updated
        return int((during.since is None or at >= during.since) and (during.until is None or at < during.until))

    def values(self, name: str) -> frozenset[str]:
        """The values that filters and facets know it by."""
        draft = self.draft
        single = {"author": draft.author_id, "space": draft.space_id, "kind": draft.kind, "language": draft.language}
        if name in single:
            return frozenset() if single[name] is None else frozenset({str(single[name])})
        several = {
            "tag": map(tag, draft.tags),
            "district": map(str, draft.districts),
            "file": draft.files,
            "has": draft.has,
        }
        return frozenset(several.get(name, ()))


def _together(wanted: tuple[str, ...], texts: list[str]) -> bool:
    return any(tuple(texts[at : at + len(wanted)]) == wanted for at in range(len(texts) - len(wanted) + 1))
