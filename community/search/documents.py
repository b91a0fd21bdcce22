"""What can be found: drafts that modules declare, and documents, which are drafts with their labels.

Values only. Who may find a document is put on by the indexer, from `access`; no module does that itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from community.data.refs import Ref
from community.events.log import Stored

Version = tuple[int, int | None]  # a thing's id, and which version of it; None for the thing itself


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one page of something that a thing holds. `unit`: "page", "slide", "sheet", or "" for one text.

    Where `number` is given, the thing's page shows the text at `#page-<number>`. `label`: what a sheet is called.
    """

    unit: str
    number: int
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One thing as it reads now: text without markup, names for people, ids for filters, aware dates.

    `language` is "en" or "es". `version` is None for the thing itself, a number for one version that is shared.
    `files` are endings ("pdf"); `has` may hold "file", "image", "link". `pages` are left to the source's `pages`.
    """

    kind: str
    id: int
    title: str
    created: datetime
    updated: datetime
    body: str = ""
    tags: tuple[str, ...] = ()
    author_id: int | None = None
    author: str = ""
    districts: tuple[int, ...] = ()
    district: str = ""
    space_id: int | None = None
    space: str = ""
    language: str = "en"
    version: int | None = None
    files: frozenset[str] = frozenset()
    has: frozenset[str] = frozenset()
    pages: tuple[Passage, ...] = ()

    @property
    def ref(self) -> Ref:
        """The thing that this is a text of."""
        return Ref(self.kind, self.id)

    @property
    def key(self) -> str:
        """Unique in the index: "kind:id", or "kind:id:v3" for a version."""
        return self.ref.key if self.version is None else f"{self.ref.key}:v{self.version}"


@dataclass(frozen=True, kw_only=True)
class Document(Draft):
    """A draft and who may find it: any of `labels`, one of every clause, none of `unless`.

    `within` are keys of the things it lives in: when one of them is masked, so is this.
    """

    labels: frozenset[str]
    clauses: frozenset[frozenset[str]] = frozenset()
    unless: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DocumentSource:
    """A module's declaration of one kind that can be found.

    `load(ids)` gives drafts of those that exist now, in a fixed number of queries; what is gone is left out.
    `ids(after, limit)` gives ids in rising order, for a rebuild. `versions({id: versions})` gives drafts of shared
    versions. `follows` maps names of events that change the text of other things than they touch (a renamed author)
    to a function of the stored event that gives the ids. `words` are names for `kind:` in a query, besides the title.
    `pages([(id, version)])` gives long texts, page by page: asked to index, and for hits that are about to be shown.
    """

    kind: str
    load: Callable[[Sequence[int]], Iterable[Draft]]
    ids: Callable[[int, int], Sequence[int]]
    title: Any = ""
    words: tuple[str, ...] = ()
    versions: Callable[[Mapping[int, Sequence[int]]], Iterable[Draft]] | None = None
    follows: Mapping[str, Callable[[Stored], Sequence[int]]] = field(default_factory=dict)
    pages: Callable[[Sequence[Version]], Mapping[Version, Sequence[Passage]]] | None = None


def passages(draft: Draft) -> list[str]:
    """The texts in which words are found, the title first; no phrase runs from one into the next."""
    return [draft.title, *draft.tags, draft.body, *(f"{page.label} {page.text}" for page in draft.pages)]


def parse_key(key: str) -> tuple[Ref, int | None]:
    """The ref and the version of a document's key."""
    head, colon, tail = key.rpartition(":")
    if colon and tail.startswith("v") and tail[1:].isdigit():
        return Ref.parse(head), int(tail[1:])
    return Ref.parse(key), None
