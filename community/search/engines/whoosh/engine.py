"""The Whoosh engine: opening, refreshing, failing in one way only. Reading and writing are next door."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import structlog
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from community.access import Visibility
from community.data.refs import Ref
from community.search.documents import Document, parse_key
from community.search.engines.contract import (
    START,
    Change,
    Correction,
    EngineUnhealthy,
    FacetName,
    Health,
    Question,
    SearchResult,
    Watermark,
)
from community.search.engines.whoosh import writing
from community.search.engines.whoosh.generations import Generations
from community.search.engines.whoosh.schema import VERSION, schema
from community.search.engines.whoosh.snapshot import Snapshot
from community.search.engines.whoosh.vocabulary import Vocabulary
from community.search.language.nodes import All

REFRESH_SECONDS = 0.5
RETRY_SECONDS = 30.0  # a broken generation is not opened again sooner
log = structlog.get_logger("search")
T = TypeVar("T")


class WhooshEngine:
    """Whoosh in one folder. Any number of readers; one writer at a time, which the indexer sees to.

    Whoosh's readers are not made for threads that share them, so reading takes turns: a search is milliseconds.
    """

    name = "whoosh"

    def __init__(self, root: Path) -> None:
        self.generations = Generations(root)
        self._turn = threading.RLock()
        self._writing = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._opened = ""
        self._looked = 0.0
        self._error = ""
        self._broken: tuple[str, float] = ("", 0.0)
        self._vocabulary = Vocabulary()

    # -- opening ------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the current generation; make an empty one where there is none. Raises EngineUnhealthy."""
        self._guarded(self._open)

    def _open(self) -> None:
        with self._turn:
            self.generations.prepare()
            name = self.generations.current()
            if name is None:
                name = self._empty()
                self.generations.promote(name)
            self._take(name)

    def close(self) -> None:
        """Let go of files."""
        with self._turn:
            if self._snapshot:
                self._snapshot.close()
            self._snapshot, self._opened = None, ""

    def _empty(self) -> str:
        name = self.generations.new(self.generations.next_number())
        self._storage(name).create_index(schema())
        return name

    def _storage(self, name: str) -> FileStorage:
        return FileStorage(str(self.generations.folder(name)))

    def _index(self, name: str) -> FileIndex:
        index: FileIndex = self._storage(name).open_index()
        return index

    def _take(self, name: str) -> None:
        broken, since = self._broken
        if name == broken and time.monotonic() - since < RETRY_SECONDS:
            raise EngineUnhealthy(self._error)
        before = self._snapshot if name == self._opened else None
        fresh = Snapshot(self._index(name), before)
        if fresh.meta() and fresh.meta().get("schema") != VERSION:
            fresh.close()
            self._error = f"{name} was built by another version"
            raise EngineUnhealthy(self._error)
        if self._snapshot:
            self._snapshot.close()
        self._snapshot, self._opened, self._looked = fresh, name, time.monotonic()
        self._error, self._broken = "", ("", 0.0)

    def _current(self) -> Snapshot:
        """The newest commit, looked for at most twice a second."""
        if self._snapshot is None or time.monotonic() - self._looked > REFRESH_SECONDS:
            self._refresh()
        if self._snapshot is None:
            raise EngineUnhealthy("the index is not open")
        return self._snapshot

    def _refresh(self) -> None:
        name = self.generations.current()
        if name is None or self._snapshot is None:
            self._open()
        elif name != self._opened or self._index(name).latest_generation() != self._snapshot.generation:
            self._take(name)
        self._looked = time.monotonic()

    def _guarded(self, work: Callable[[], T]) -> T:
        """Whoosh fails in a dozen ways; we fail in one."""
        try:
            return work()
        except EngineUnhealthy as problem:
            self._error = self._error or str(problem)
            raise
        except Exception as problem:
            log.exception("search engine failed", engine=self.name)
            self._fail(f"{type(problem).__name__}: {problem}")
            raise EngineUnhealthy(self._error) from problem

    def _fail(self, error: str) -> None:
        with self._turn:
            self._error = error
            self._broken = (self.generations.current() or "", time.monotonic())
            broken, self._snapshot, self._opened = self._snapshot, None, ""
            if broken:
                with suppress(Exception):
                    broken.close()

    def _reading(self, work: Callable[[Snapshot], T]) -> T:
        with self._turn:
            return self._guarded(lambda: work(self._current()))

    # -- reading ------------------------------------------------------------------------------------

    def search(self, ask: Question) -> SearchResult:
        """See the contract."""
        deadline = time.monotonic() + ask.deadline_ms / 1000
        return self._reading(lambda snapshot: snapshot.search(ask, deadline))

    def correct(self, tree: All, *, visible: Visibility) -> Correction | None:
        """See the contract."""
        return self._reading(lambda snapshot: self._vocabulary.correct(snapshot, tree, visible))

    def suggest(self, beginning: str, *, visible: Visibility, limit: int) -> list[str]:
        """See the contract."""
        return self._reading(lambda snapshot: snapshot.suggest(beginning, visible, limit))

    def watermark(self, generation: str | None = None) -> Watermark:
        """See the contract."""
        return self._read(Snapshot.watermark, generation)

    def refs(self, name: FacetName, value: str, generation: str | None = None) -> set[Ref]:
        """See the contract."""
        return {parse_key(key)[0] for key in self._read(lambda snapshot: snapshot.having(name, value), generation)}

    def _read(self, work: Callable[[Snapshot], T], generation: str | None) -> T:
        if generation is None:
            return self._reading(work)
        return self._guarded(lambda: self._beside(work, generation))

    def _beside(self, work: Callable[[Snapshot], T], generation: str) -> T:
        """Read a generation that is not the current one."""
        snapshot = Snapshot(self._index(generation))
        try:
            return work(snapshot)
        finally:
            snapshot.close()

    def health(self) -> Health:
        """See the contract."""
        with self._turn:
            try:
                snapshot = self._guarded(self._current)
            except EngineUnhealthy:
                return Health(self.generations.current() or "", 0, 0, 0, START, self._error)
            size = self.generations.bytes(self._opened)
            return Health(self._opened, snapshot.documents(), len(snapshot.segments), size, snapshot.watermark())

    # -- writing ------------------------------------------------------------------------------------

    def tidy(self) -> None:
        """See the contract."""
        with self._writing:
            reached = self.watermark()
            self._wrote(lambda: self._compact(reached))
        self.generations.clear(kept=0)

    def _compact(self, reached: Watermark) -> None:
        name = self.generations.current() or ""
        writing.compact(self._index(name), self.generations.folder(name), reached)
        self._looked = 0.0

    def apply(self, changes: Sequence[Change], watermark: Watermark, generation: str | None = None) -> None:
        """See the contract."""
        with self._writing:
            self._wrote(lambda: self._apply(changes, watermark, generation))

    def _wrote(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as problem:  # a full disk or a lock: what is committed can still be read
            log.exception("search engine could not write", engine=self.name)
            raise EngineUnhealthy(f"{type(problem).__name__}: {problem}") from problem

    def _apply(self, changes: Sequence[Change], watermark: Watermark, generation: str | None) -> None:
        name = generation or self.generations.current()
        if name is None:
            raise EngineUnhealthy("the index is not open")
        writing.apply(self._index(name), self.generations.folder(name), changes, watermark)
        self._looked = 0.0  # this process sees its own commits at once

    def build(self, documents: Iterable[Document], watermark: Watermark) -> str:
        """See the contract."""
        self.generations.prepare()
        name = self._empty()
        try:
            writing.fill(self._index(name), self.generations.folder(name), documents, watermark)
        except BaseException:
            self.generations.remove(name)
            raise
        return name

    def promote(self, generation: str) -> None:
        """See the contract."""
        self._beside(Snapshot.watermark, generation)  # opens, or raises before anybody depends on it
        self.generations.promote(generation)
        with self._turn:
            self._guarded(lambda: self._take(generation))
        self.generations.clear()
