"""Commits: changes and watermark together, by the one writer. Readers never come through here."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from community.search.documents import Document
from community.search.engines.contract import Change, Put, Watermark
from community.search.engines.whoosh.generations import sync
from community.search.engines.whoosh.schema import META, VERSION, laid_out

MEMORY_MB = 128
LOCK_SECONDS = 30
MANY_SEGMENTS = 8
BUILD_BATCH = 5000


def apply(index: FileIndex, folder: Path, changes: Sequence[Change], watermark: Watermark) -> None:
    """One commit of changes, each replacing all of its thing's documents, and of how far the log was read."""
    latest = {change.ref.key: change for change in changes}
    with _writer(index) as writer:
        _forget(writer, [*latest, META])
        for change in latest.values():
            if isinstance(change, Put):
                for document in change.documents:
                    writer.add_document(**laid_out(document))
        _finish(writer, watermark, merge=len(writer.segments) >= MANY_SEGMENTS)
    sync(folder)


def compact(index: FileIndex, folder: Path, watermark: Watermark) -> None:
    """One segment out of many: what was deleted leaves the disk."""
    with _writer(index) as writer:
        _forget(writer, [META])
        _finish(writer, watermark, optimize=True)
    sync(folder)


def fill(index: FileIndex, folder: Path, documents: Iterable[Document], watermark: Watermark) -> None:
    """Fill an empty generation, in commits that bound memory; the watermark comes with the last."""
    for some in _batches(documents, BUILD_BATCH):
        with _writer(index) as writer:
            for document in some:
                writer.add_document(**laid_out(document))
            writer.commit(merge=False)
    with _writer(index) as writer:
        _forget(writer, [META])
        _finish(writer, watermark, merge=True)
    sync(folder)


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    some: list[Document] = []
    for document in documents:
        some.append(document)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


class _writer:  # noqa: N801 - reads as a statement
    """A writer that is given back whatever happens."""

    def __init__(self, index: FileIndex) -> None:
        self.writer: Any = index.writer(timeout=LOCK_SECONDS, limitmb=MEMORY_MB)

    def __enter__(self) -> Any:
        return self.writer

    def __exit__(self, *error: object) -> None:
        if not self.writer.is_closed:
            self.writer.cancel()


def _forget(writer: Any, keys: Sequence[str]) -> None:
    """Delete the documents of some things, found by posting lists rather than by a search for each."""
    with writer.reader() as reader:
        for leaf, offset in reader.leaf_readers():
            for key in keys:
                try:
                    numbers = list(leaf.postings("ref", key).all_ids())
                except TermNotFound:
                    continue
                for number in numbers:
                    writer.delete_document(offset + number)


def _finish(writer: Any, watermark: Watermark, *, merge: bool = True, optimize: bool = False) -> None:
    about = json.dumps({"watermark": watermark, "schema": VERSION})
    writer.add_document(key=[META], _stored_key=META, ref=[META], meta=about)
    writer.commit(merge=merge, optimize=optimize)
