"""What every search engine promises, and the values that go in and out. No engine's library here.

A `Visibility` is required everywhere and applied before anything is counted, ranked, suggested or corrected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from community.access import Visibility
from community.data.refs import Ref
from community.search.documents import Document
from community.search.language.nodes import All


class Watermark(NamedTuple):
    """A position in the event log: all up to it is in the index. `mark` tells this log's event from another's."""

    xid: int = 0
    event_id: int = 0
    mark: str = ""

    @property
    def position(self) -> tuple[int, int]:
        """Its place in commit order."""
        return (self.xid, self.event_id)


START = Watermark()

Sort = Literal["best", "newest", "oldest", "updated"]
FacetName = Literal["kind", "space", "district", "tag", "author", "language"]
FACETS: tuple[FacetName, ...] = ("kind", "space", "district", "tag", "author", "language")
DEEPEST = 1000  # nobody reads further; asking for less is the way


class EngineUnhealthy(Exception):
    """The index cannot be read or written. Somebody must rebuild it; until then searching falls back."""


@dataclass(frozen=True)
class Put:
    """What stands in the index for a thing from now on: its documents (itself, shared versions), replacing all."""

    ref: Ref
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Drop:
    """The thing is gone, versions and all."""

    ref: Ref


Change = Put | Drop


@dataclass(frozen=True)
class Filters:
    """Chosen facet values (any of one facet, all facets), and a span of creation."""

    chosen: dict[FacetName, frozenset[str]] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Window:
    """A page of hits: how many to leave out and how many to give."""

    offset: int = 0
    size: int = 20


@dataclass(frozen=True, kw_only=True)
class Question:
    """A search. `visible` has no default: a search without a reader does not exist."""

    tree: All
    visible: Visibility
    filters: Filters = field(default_factory=Filters)
    facets: tuple[FacetName, ...] = ()
    sort: Sort = "best"
    window: Window = field(default_factory=Window)
    deadline_ms: int = 2000


@dataclass(frozen=True)
class Hit:
    """A document that matches and may be seen, with what ranked it (0 where nothing did)."""

    key: str
    score: float = 0.0


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet and how many of the matches have it, other facets' choices applied."""

    value: str
    count: int


@dataclass
class Work:
    """How much a search touched: posting lists read, words a beginning stood for, positions compared."""

    lists: int = 0
    expansions: int = 0
    positions: int = 0


@dataclass(frozen=True)
class SearchResult:
    """Hits of one page, and the truth about all of them. `complete`: how many have all plain words, where asked.

    `cut`: a beginning stood for too many words. `late`: the deadline passed, so newest first.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: dict[FacetName, tuple[FacetValue, ...]]
    complete: int | None = None
    cut: bool = False
    late: bool = False
    work: Work = field(default_factory=Work, compare=False)


@dataclass(frozen=True)
class Correction:
    """Words of a query that nearly nobody wrote, each with a word that was meant, all from visible documents."""

    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Health:
    """How the index is: `error` is empty while it can be read."""

    generation: str
    documents: int
    segments: int
    bytes: int
    watermark: Watermark
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether it can be searched."""
        return not self.error


class SearchEngine(Protocol):
    """An index of documents. Methods raise EngineUnhealthy, and nothing else, when the index is broken."""

    name: str

    def open(self) -> None:
        """Open the current generation; an empty one is made where there is none."""

    def close(self) -> None:
        """Let go of files."""

    def apply(self, changes: Sequence[Change], watermark: Watermark, generation: str | None = None) -> None:
        """Changes and watermark in one commit; harmless when repeated. `generation`: another than the current."""

    def watermark(self, generation: str | None = None) -> Watermark:
        """The position in the event log that the committed index itself has reached."""

    def refs(self, name: FacetName, value: str, generation: str | None = None) -> set[Ref]:
        """Things with a document that has this value. For the indexer alone: nothing is hidden from it."""

    def search(self, ask: Question) -> SearchResult:
        """One page of what matches and may be seen; totals and facets count the same documents and no others."""

    def correct(self, tree: All, *, visible: Visibility) -> Correction | None:
        """Better-known words for unknown ones, of documents that may be seen."""

    def suggest(self, beginning: str, *, visible: Visibility, limit: int) -> list[str]:
        """Keys of documents that may be seen, in whose title some word begins so; the newest first."""

    def build(self, documents: Iterable[Document], watermark: Watermark) -> str:
        """A new generation from nothing, beside the current one. Returns its name."""

    def promote(self, generation: str) -> None:
        """Make a generation the current one, durably and at once. Older ones are cleared away later."""

    def tidy(self) -> None:
        """Take what was replaced or removed off the disk for good, older generations too."""

    def health(self) -> Health:
        """How it is; never raises."""
