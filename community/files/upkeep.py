"""Keeping rows and bytes in step: the nightly sweep of what nobody holds, and the check that all is there.

Bytes are removed only when no row names them and nobody brought them within the last day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from sqlalchemy import delete, select

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import end_reads, unit_of_work
from community.events import Job
from community.files import queries
from community.files.models import Blob, File, FileSize, Holder
from community.files.store import MissingBytes
from community.files.stores import store

GRACE = timedelta(days=1)  # far longer than any upload lies between its bytes and its row
_BATCH = 500


@dataclass
class Report:
    """What a check found: names of bytes that are missing, damaged, or held by no row."""

    checked: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether every row has its bytes, unharmed. Orphans harm nobody: the sweep takes them."""
        return not self.missing and not self.damaged


def sweep() -> int:
    """Remove expired files, then rows of bytes that nothing holds, then those bytes. Answers how many of them went."""
    before = now() - GRACE
    with unit_of_work():
        expired = select(File.id).where(File.expires_at <= now())
        for rows in (FileSize, Holder):
            session().execute(delete(rows).where(rows.file_id.in_(expired)))
        session().execute(delete(File).where(File.expires_at <= now()))
        loose = queries.unreferenced_blobs().where(Blob.touched_at < before)
        session().execute(delete(Blob).where(Blob.id.in_(loose), Blob.touched_at < before))
    gone = sum(store().remove(name, before) for name in _unheld())
    store().tidy(before)
    return gone


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


def _nightly() -> None:
    sweep()


SCHEDULE = (Job("files.sweep", "17 9 * * *", _nightly),)
