"""Reads of the files that things hold: what a page shows of each, and the text in them for the index."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from community.access import Actor, visible
from community.data.database import session
from community.data.refs import Ref
from community.errors import NotFound
from community.files import kinds, policy, queries
from community.files.addresses import address
from community.files.kinds import FileKind
from community.files.models import Blob, File, FileSize, Holder, Passage, Reading
from community.files.reading import why_words
from community.files.words import of_state, size_in_words

_SHOWN = ("thumb", "small")  # which of its smaller pictures stands for a file


@dataclass(frozen=True)
class Attached:
    """A file as a page shows it.

    `state`: "checking" and "refused" have no bytes for anybody (`why` is a word, `words` says it to people). `unit` is
    what `count` counts, "" and 0 until it was read. `findings`, which its owner alone gets, are {"what", "count",
    "detail"}; `outline` is a list of [level, words, number]. `mine`: the reader brought it. `unread` says in words why
    its text could not be read.
    """

    public_id: str
    name: str
    type: str
    kind: FileKind
    size: int
    state: str
    why: str
    alt: str
    image: bool
    width: int | None
    height: int | None
    picture_url: str
    mine: bool
    unit: str = ""
    count: int = 0
    outline: list[Any] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)
    unread: str = ""

    @property
    def url(self) -> str:
        """Where its bytes are handed out."""
        return address(self.public_id)

    @property
    def url_here(self) -> str:
        """Where a browser shows it, or plays it, in the page; other kinds are saved there, too."""
        return f"{self.url}?inline=1"

    @property
    def ready(self) -> bool:
        """Whether its bytes are handed out."""
        return self.state == "ready"

    @property
    def size_words(self) -> str:
        """How large it is, for people."""
        return size_in_words(self.size)

    @property
    def words(self) -> str:
        """Why its bytes are not handed out, for people; empty when they are."""
        return of_state(self.state, self.why)


def attached(actor: Actor, refs: Collection[Ref]) -> dict[Ref, list[Attached]]:
    """The files that each of these things holds and that the actor may read, oldest first; every ref has a list.

    The caller knows that the actor may read the things. Three statements for any number of them.
    """
    found: dict[Ref, list[Attached]] = {ref: [] for ref in refs}
    if not found:
        return found
    held = select(Holder.file_id).where(_held_by(refs)).correlate(None)
    query = _described(actor, File.id.in_(held)).join(Holder, Holder.file_id == File.id).where(_held_by(refs))
    for *row, kind, number in session().execute(query.add_columns(Holder.kind, Holder.object_id).order_by(File.id)):
        found[Ref(kind, number)].append(_as_shown(actor, row))
    return found


def files_of(actor: Actor, public_ids: Collection[str]) -> dict[str, Attached]:
    """Those of these files that the actor may read, by public id: one question for a whole page."""
    query = _described(actor, File.public_id.in_(public_ids))
    return {row[0].public_id: _as_shown(actor, row) for row in session().execute(query)}


def file_of(actor: Actor, public_id: str) -> Attached:
    """One file that the actor may read. Raises NotFound."""
    found = files_of(actor, [public_id])
    if not found:
        raise NotFound
    return found[public_id]


def passages_of(refs: Collection[Ref]) -> dict[Ref, list[tuple[str, int, str, str]]]:
    """The text in the files that these things hold, page by page, for the index: (unit, number, label, text).

    Nobody is asked: who may find the thing may read its files. What is not ready says nothing.
    """
    found: dict[Ref, list[tuple[str, int, str, str]]] = {ref: [] for ref in refs}
    if not found:
        return found
    query = (
        select(Holder.kind, Holder.object_id, Reading.unit, Passage.number, Passage.label, Passage.text)
        .join(File, File.id == Holder.file_id)
        .join(Reading, Reading.blob_id == File.blob_id)
        .join(Passage, Passage.blob_id == File.blob_id)
        .where(_held_by(refs), File.state == "ready")
        .order_by(File.id, Passage.number)
    )
    for kind, holder, unit, number, label, text in session().execute(query):
        found[Ref(kind, holder)].append((unit, number, label, text))
    return found


def _held_by(refs: Collection[Ref]) -> ColumnElement[bool]:
    ids: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        ids[ref.kind].append(ref.id)
    return or_(*(and_(Holder.kind == kind, Holder.object_id.in_(these)) for kind, these in ids.items()))


def _described(actor: Actor, these: ColumnElement[bool]) -> Select[Any]:
    with policy.among(queries.holding_kinds(these)):
        query = visible(actor, File).where(these)
    picture = select(FileSize.name).where(FileSize.file_id == File.id, FileSize.name.in_(_SHOWN)).limit(1)
    return (
        query.join(Blob, Blob.id == File.blob_id)
        .outerjoin(Reading, Reading.blob_id == File.blob_id)
        .with_only_columns(File, Blob, Reading, picture.scalar_subquery())
    )


def _as_shown(actor: Actor, row: Sequence[Any]) -> Attached:
    file, blob, reading, picture = row
    mine = file.owner_id is not None and file.owner_id == actor.id
    read = reading if file.state == "ready" and reading is not None else Reading(unit="", count=0, outline=[])
    return Attached(
        public_id=file.public_id,
        name=file.name,
        type=blob.type,
        kind=kinds.kind_named(blob.type, file.name),
        size=blob.size,
        state=file.state,
        why=file.why,
        alt=file.alt,
        image=blob.width is not None,
        width=blob.width,
        height=blob.height,
        picture_url=address(file.public_id, picture) if picture and file.state == "ready" else "",
        mine=mine,
        unit=read.unit,
        count=read.count,
        outline=read.outline,
        findings=read.findings if mine and read.findings else [],
        unread=why_words(read.why) if read.state == "unreadable" else "",
    )
