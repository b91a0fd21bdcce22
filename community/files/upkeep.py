"""Keeping rows and bytes in step: the nightly sweep of what nobody holds, and the check that all is there.

A file goes when nothing holds it and its time is over; bytes when no row names them and nobody brought them within
the last day; what was read in them with them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import delete, or_, select, update

from community.access import Site, rules
from community.clock import now
from community.data.database import session
from community.data.unit_of_work import end_reads, unit_of_work
from community.events import Job
from community.files import queries
from community.files.models import Blob, File, FileSize, Holder, Passage, Reading, Upload
from community.files.store import MissingBytes
from community.files.stores import store
from community.files.taking import WAITS

GRACE = timedelta(days=1)  # far longer than any upload lies between its bytes and its row
_BATCH = 500


@dataclass
class Report:
    """What a check found: names of bytes that are missing, damaged, or held by no row; public ids of files that wait
    for the scanner or for their reading since longer than a day; ids of uploads whose bytes lie here without a row.
    """

    checked: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether every row has its bytes, unharmed. Orphans and strays harm nobody: the sweep takes them."""
        return not self.missing and not self.damaged


def sweep() -> int:
    """Remove what nobody holds any more: files, uploads, what was read, rows of bytes, then the bytes themselves.

    Answers how many of those went.
    """
    before = now() - GRACE
    with unit_of_work():
        _let_go()
        _remove_files()
        _remove_rows_of_bytes(before)
    for upload in _strays(before):
        store().unstage(upload)
    gone = sum(store().remove(name, before) for name in _unheld())
    store().tidy(before)
    return gone


def _let_go() -> None:
    """Things that are gone hold nothing; what is held does not expire, and what is not held does."""
    for kind in rules().kinds.values():
        if kind.model is not Site:
            gone = Holder.object_id.not_in(select(kind.model.id))
            session().execute(delete(Holder).where(Holder.kind == kind.name, gone))
    held = File.id.in_(select(Holder.file_id))
    session().execute(update(File).where(held, File.expires_at.is_not(None)).values(expires_at=None))
    session().execute(update(File).where(~held, File.expires_at.is_(None)).values(expires_at=now() + WAITS))


def _remove_files() -> None:
    at = now()
    expired = select(File.id).where(File.expires_at <= at)
    over = or_(Upload.expires_at <= at, Upload.file_id.in_(expired))
    session().execute(delete(Upload).where(over))
    session().execute(delete(FileSize).where(FileSize.file_id.in_(expired)))
    session().execute(delete(File).where(File.expires_at <= at))


def _remove_rows_of_bytes(before: datetime) -> None:
    old = Blob.touched_at < before
    loose = queries.unreferenced_blobs().where(old)
    for read in (Passage, Reading):
        session().execute(delete(read).where(read.blob_id.in_(loose)))
    session().execute(delete(Blob).where(Blob.id.in_(loose), old))


def check(progress: Callable[[int], None] = lambda count: None) -> Report:
    """Read every byte that a row names and compare it with its name; list bytes that no row names."""
    report, after = Report(), ""
    while rows := queries.blobs_after(after, _BATCH):
        end_reads()
        for row in rows:
            _look_at(row.sha256, row.size, report)
        after = rows[-1].sha256
        progress(report.checked)
    report.orphans = sorted(_unheld())
    report.strays = sorted(_strays(now()))
    report.waiting = queries.waiting(now() - GRACE)
    end_reads()
    return report


def _look_at(sha256: str, size: int, report: Report) -> None:
    report.checked += 1
    try:
        if store().size(sha256) != size or not store().intact(sha256):
            (report.damaged if store().size(sha256) is not None else report.missing).append(sha256)
    except MissingBytes:
        report.missing.append(sha256)


def _unheld() -> Iterator[str]:
    """Names in the store that no row names."""
    names = store().names()
    while batch := list(islice(names, _BATCH)):
        found = queries.unknown(batch)
        end_reads()
        yield from found


def _strays(before: datetime) -> Iterator[str]:
    """Uploads of which bytes lie in the store, none since that moment, and that no row names."""
    stagings = (upload for upload, touched in store().stagings() if touched < before)
    while batch := list(islice(stagings, _BATCH)):
        found = queries.unknown_uploads(batch)
        end_reads()
        yield from found


def _nightly() -> None:
    sweep()


SCHEDULE = (Job("files.sweep", "17 9 * * *", _nightly),)
