"""Examining a file that was kept as it came: the virus scan, the text in it, its first page. Never in an upload's way.

Each step is a unit of work of its own, so that a second try goes on where the first one stopped.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from sqlalchemy import or_, select, update

from community.access import System
from community.clock import now
from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, unit_of_work
from community.events import Job, publish, tasks
from community.events.models import Task
from community.files import kinds, reading, scan, taking
from community.files.events import FileExamined, FileRefused
from community.files.kinds import FileKind
from community.files.models import Blob, File, FileSize, Passage, Reading
from community.files.reading import Read, Unreadable
from community.files.stores import store
from community.files.taking import EXAMINE as NAME
from community.files.taking import Part
from community.ledger import record

TRIES = 2  # for a reading that took too much: the machine may have been busy
BATCH = 100
LONGEST_LABEL = 200
PATIENCE = timedelta(hours=1)  # after which what was left lying is asked for again


@dataclass(frozen=True)
class Kept:
    """A file to be examined and its bytes."""

    id: int
    name: str
    state: str
    blob_id: int
    sha256: str
    size: int
    type: str


def examine(file_id: int) -> None:
    """Scan a file, let it be served, read it. Safe to repeat. Raises ScannerAway, Unreadable for another try."""
    file = _kept(file_id)
    if file is None or file.state == "refused":
        return
    if file.state == "checking" and not _is_clean(file):
        return
    try:
        _read(file)
    finally:
        with unit_of_work():
            if session().get(File, file.id) is not None:
                publish(FileExamined(file.id))


def _kept(file_id: int) -> Kept | None:
    query = select(File.id, File.name, File.state, Blob.id, Blob.sha256, Blob.size, Blob.type)
    row = session().execute(query.join(Blob, Blob.id == File.blob_id).where(File.id == file_id)).one_or_none()
    end_reads()
    return Kept(*row) if row else None


def _is_clean(file: Kept) -> bool:
    """Whether the scanner lets the file pass; without a scanner every file does."""
    found, clamd = "", current().clamd
    if clamd:
        with closing(store().read(file.sha256)) as content:
            found = scan.found_in(content, clamd)
    with unit_of_work():
        if found:
            _refuse(file, found)
        else:
            session().execute(update(File).where(File.id == file.id, File.state == "checking").values(state="ready"))
    return not found


def _refuse(file: Kept, found: str) -> None:
    """Every file of these bytes: what was let in before the scanner knew of it is taken back."""
    these = select(File.id).where(File.blob_id == file.blob_id, File.state != "refused")
    for one in session().scalars(these).all():
        session().execute(update(File).where(File.id == one).values(state="refused", why="virus"))
        record("files.file_refused", Ref("files.file", one), System("virus scan"), found[:200])
        publish(FileRefused(one))
        publish(FileExamined(one))


def _read(file: Kept) -> None:
    """Text, outline and findings belong to the bytes and are read once; pictures of the first page to each file."""
    unread, bare = _begin(file), not _lend_pictures(file)
    if not unread and not bare:
        return
    kind = kinds.kind_named(file.type, file.name)
    with closing(store().read(file.sha256)) as chunks, taking.spooled(chunks, file.size) as (content, _size):
        if unread:
            _keep_reading(file, _tried(file, content, kind))
        if bare:
            _keep_pictures(file, _drawn(content, kind))


def _begin(file: Kept) -> bool:
    """Whether the bytes are still to be read. Counted before, so that a file that takes the process with it stops."""
    with unit_of_work():
        row = session().get(Reading, file.blob_id, with_for_update=True)
        if row is None:
            row = Reading(blob_id=file.blob_id, state="waiting", tries=0)
            session().add(row)
        if row.state == "waiting" and row.tries >= TRIES:
            row.state, row.why = "unreadable", "heavy"
        if row.state != "waiting":
            return False
        row.tries += 1
        return True


def _tried(file: Kept, content: IO[bytes], kind: FileKind) -> Read | Unreadable:
    """What was read, or why nothing was. Raises Unreadable when another try may help."""
    try:
        return reading.read(content, kind)
    except Unreadable as failure:
        tries = session().scalar(select(Reading.tries).where(Reading.blob_id == file.blob_id)) or 0
        end_reads()
        if failure.why == "heavy" and tries < TRIES:
            raise
        return failure


def _keep_reading(file: Kept, read: Read | Unreadable) -> None:
    with unit_of_work():
        row = session().get_one(Reading, file.blob_id, with_for_update=True)
        if row.state != "waiting":  # somebody else read the same bytes meanwhile
            return
        row.at = now()
        if isinstance(read, Unreadable):
            row.state, row.why = "unreadable", read.why
            return
        row.state, row.unit, row.count, row.outline, row.findings = (
            "read",
            read.unit,
            read.count,
            read.outline,
            read.findings,
        )
        session().add_all(
            Passage(blob_id=file.blob_id, number=number, label=label[:LONGEST_LABEL], text=text)
            for number, label, text in read.passages
        )


def _drawn(content: IO[bytes], kind: FileKind) -> list[Part]:
    try:
        drawn = reading.picture(content, kind, current().image_max_pixels)
    except Unreadable:
        return []  # its text is worth having without a picture
    return taking.keep_sizes(drawn) if drawn else []


def _keep_pictures(file: Kept, pictures: list[Part]) -> None:
    with unit_of_work():
        if session().get(File, file.id) is not None and not _has_pictures(file):
            taking.add_sizes(file.id, pictures)


def _lend_pictures(file: Kept) -> bool:
    """Whether the file has its pictures, perhaps those of another file with the same bytes."""
    with unit_of_work():
        if _has_pictures(file):
            return True
        other = select(File.id).join(FileSize, FileSize.file_id == File.id)
        twin = session().scalar(other.where(File.blob_id == file.blob_id).order_by(File.id).limit(1))
        theirs = session().execute(select(FileSize.name, FileSize.blob_id).where(FileSize.file_id == twin)).all()
        session().add_all(FileSize(file_id=file.id, name=name, blob_id=blob_id) for name, blob_id in theirs)
    return bool(theirs)


def _has_pictures(file: Kept) -> bool:
    return session().scalar(select(FileSize.name).where(FileSize.file_id == file.id).limit(1)) is not None


def resume() -> None:
    """Ask again for what was left lying: while the scanner was away for long, tasks have given up."""
    left = or_(File.state == "checking", (File.state == "ready") & (Reading.state == "waiting"))
    query = select(File.id, File.public_id).join(Reading, Reading.blob_id == File.blob_id).where(left)
    rows = session().execute(query.where(File.created_at < now() - PATIENCE).order_by(File.id).limit(BATCH)).all()
    keys = [public_id for _id, public_id in rows]
    with unit_of_work():
        for file_id, key in rows:
            tasks.enqueue(NAME, key, file_id=file_id)
        dead = select(Task.id).where(Task.handler == NAME, Task.key.in_(keys), Task.state == "dead")
        for task_id in session().scalars(dead).all():
            tasks.retry(task_id)


TASKS: Mapping[str, Callable[..., None]] = {NAME: examine}
SCHEDULE = (Job("files.resume", "*/20 * * * *", resume),)
