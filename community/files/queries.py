"""Reads of files. What a person asks for starts from visible(...); upkeep looks at all rows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from community.access import Actor, Kind, visible
from community.data.database import session
from community.errors import Conflict, NotFound
from community.files import policy
from community.files.addresses import address
from community.files.models import Blob, File, FileSize, Holder, Reading, Upload
from community.files.words import of_state
from community.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Served:
    """What is needed to hand a file out: where its bytes are, and what they are.

    `still`: it was read, and nothing in it would run where it is shown.
    """

    sha256: str
    type: str
    size: int
    name: str
    still: bool = True

    @property
    def image(self) -> bool:
        """Whether it is a picture: those we wrote ourselves."""
        return self.type.startswith("image/")


def served(actor: Actor, public_id: str, size: str | None = None) -> Served:
    """The file that the actor may read, or one of its smaller sizes. Raises NotFound, or Conflict in words while the
    file is being checked, and for ever when it was refused.
    """
    query = readable_files(actor, [public_id])
    _require_ready(query)
    if size is None:
        query = query.join(Blob, Blob.id == File.blob_id)
    else:
        query = query.join(FileSize, FileSize.file_id == File.id).join(Blob, Blob.id == FileSize.blob_id)
        query = query.where(FileSize.name == size)
    query = query.outerjoin(Reading, Reading.blob_id == Blob.id)
    columns = (Blob.sha256, Blob.type, Blob.size, File.name, Reading.state, Reading.findings)
    row = session().execute(query.with_only_columns(*columns)).one_or_none()
    if row is None:
        raise NotFound
    sha256, media_type, bytes_, name, state, findings = row
    still = state == "read" and all(one["what"] != "javascript" for one in findings)
    return Served(sha256, media_type, bytes_, name, still)


def _require_ready(query: Select[Any]) -> None:
    row = session().execute(query.with_only_columns(File.state, File.why)).one_or_none()
    if row is not None and row.state != "ready":
        raise Conflict(of_state(row.state, row.why))


def file(actor: Actor, public_id: str) -> File:
    """The file, if the actor may read it. Raises NotFound."""
    found: File | None = session().scalar(readable_files(actor, [public_id]))
    if found is None:
        raise NotFound
    return found


def readable_files(actor: Actor, public_ids: Collection[str]) -> Select[Any]:
    """Those of these files that the actor may read."""
    return _readable(actor, File.public_id.in_(public_ids))


def _readable(actor: Actor, these: ColumnElement[bool]) -> Select[Any]:
    """Files that meet a condition and that the actor may read."""
    with policy.among(holding_kinds(these)):
        return visible(actor, File).where(these)


def holding_kinds(these: ColumnElement[bool]) -> Sequence[str]:
    """The kinds of things that hold files of a condition: asked first, so that the rule about holders stays short."""
    query = select(Holder.kind).join(File, File.id == Holder.file_id).where(these)
    return session().scalars(query.distinct()).all()


def described(actor: Actor, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Title and address of files that the actor may read, by id."""
    query = _readable(actor, File.id.in_(ids)).with_only_columns(File.id, File.public_id, File.name)
    return {one: (name, address(public_id)) for one, public_id, name in session().execute(query)}


def owner_of(file_id: int) -> Select[Any]:
    """The id of whoever brought a file, if they are still here: whom notices about it concern."""
    return select(File.owner_id).where(File.id == file_id, File.owner_id.is_not(None))


def owned_by(person_id: int) -> list[File]:
    """Every file that a person brought, oldest first: for the person's own export."""
    return list(session().scalars(select(File).where(File.owner_id == person_id).order_by(File.id)))


FILE = Kind("files.file", File, _l("file"), describe=described, page="files.show", actions=("attach",))


def unreferenced_blobs() -> Select[int]:
    """The ids of bytes that no file and no size holds."""
    held = select(File.blob_id).union(select(FileSize.blob_id))
    return select(Blob.id).where(Blob.id.not_in(held))


def blobs_after(sha256: str, count: int) -> list[Blob]:
    """The next `count` rows of stored bytes in the order of their names, after `sha256`."""
    return list(session().scalars(select(Blob).where(Blob.sha256 > sha256).order_by(Blob.sha256).limit(count)))


def unknown(names: Iterable[str]) -> set[str]:
    """Which of these names have no row."""
    asked = set(names)
    return asked - set(session().scalars(select(Blob.sha256).where(Blob.sha256.in_(asked))))


def unknown_uploads(public_ids: Iterable[str]) -> set[str]:
    """Which of these uploads have no row."""
    asked = set(public_ids)
    return asked - set(session().scalars(select(Upload.public_id).where(Upload.public_id.in_(asked))))


def waiting(since: datetime) -> list[str]:
    """The public ids of files that came before a moment and still wait for the scanner, or to be read."""
    left = or_(File.state == "checking", and_(File.state == "ready", Reading.state == "waiting"))
    query = select(File.public_id).outerjoin(Reading, Reading.blob_id == File.blob_id)
    return list(session().scalars(query.where(left, File.created_at < since).order_by(File.id)))
