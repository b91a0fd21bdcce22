"""Where in a thing the words of a search stand: in its own text, or on a page, slide or sheet of what it holds.

Asked for the few hits of a results page, once it is known that the reader may see them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby

from community.search.documents import Draft, Passage, Version
from community.search.install import room
from community.search.language.snippets import Marker, Run
from community.search.words import called

_PIECE = 20_000  # characters; a sheet may be as long as a book


@dataclass(frozen=True)
class Place:
    """The stretch of text that shows the words, and the page it is from: its number, and what it is called."""

    snippet: tuple[Run, ...]
    number: int = 0
    called: str = ""


def places(marker: Marker, drafts: Collection[Draft]) -> Mapping[str, Place]:
    """The place of each draft, by key. One question to each kind that has pages."""
    found: dict[str, Place] = {}
    for kind, some in groupby(sorted(drafts, key=lambda draft: draft.kind), key=lambda draft: draft.kind):
        group = list(some)
        ask = room().sources[kind].pages
        pages = ask([(draft.id, draft.version) for draft in group]) if ask is not None else {}
        found |= {draft.key: _place(marker, draft, pages) for draft in group}
    return found


def _place(marker: Marker, draft: Draft, pages: Mapping[Version, Collection[Passage]]) -> Place:
    pieces = [
        (page.text[start : start + _PIECE], page)
        for page in pages.get((draft.id, draft.version), draft.pages)
        for start in range(0, len(page.text), _PIECE)
    ]
    best = marker.best([draft.body, *(text for text, _ in pieces)])
    if not best:  # in its own text, or nowhere
        return Place(marker.snippet(draft.body))
    text, page = pieces[best - 1]
    return Place(marker.snippet(text), page.number, called(page))
