"""Tables of files: bytes, files people brought, their holders, what was read in them, uploads under way. No logic."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.data.database import Base, Json
from community.data.mixins import Identified


class Blob(Base):
    """Bytes in the store, kept once however many files hold them. `touched_at`: when somebody last brought them."""

    __tablename__ = "files_blob"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(String(100))
    width: Mapped[int | None]
    height: Mapped[int | None]
    touched_at: Mapped[datetime] = mapped_column(default=now, index=True)


class File(Identified, Base):
    """A file a person brought. Until a thing holds it only they see it, and it expires.

    `state`: "checking" (nobody gets its bytes yet), "ready", or "refused" (nobody ever does), with `why` as a word.
    `organization_id` is whose allowance it counts against: the owner's at the time.
    """

    __tablename__ = "files_file"

    blob_id: Mapped[int] = mapped_column(ForeignKey("files_blob.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("people_organization.id"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces_space.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    alt: Mapped[str] = mapped_column(String(1000), default="")
    purpose: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12), default="ready", index=True)
    why: Mapped[str] = mapped_column(String(40), default="")
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Holder(Base):
    """A thing that holds a file: whoever may read one of its holders may read the file.

    `since` and `until`: the versions of the thing that do. Who reads the thing through a share gets the files of the
    version that is shared.
    """

    __tablename__ = "files_holder"
    __table_args__ = (Index("ix_files_holder_thing", "kind", "object_id"),)

    file_id: Mapped[int] = mapped_column(ForeignKey("files_file.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(80), primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[int] = mapped_column(default=1)
    until: Mapped[int | None]


class FileSize(Base):
    """A picture of a file, by name: "small", "thumb"; of a document, its first page."""

    __tablename__ = "files_size"

    file_id: Mapped[int] = mapped_column(ForeignKey("files_file.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("files_blob.id"), index=True)


class Reading(Base):
    """What was read in some bytes. `state`: "waiting", "read" or "unreadable", with `why` as a word.

    `unit` is what `count` counts ("page", "slide", "sheet", or "" where there is but one text); `outline` is a list of
    [level, words, number]; `findings` are {"what", "count", "detail"}: what the file says without showing it.
    """

    __tablename__ = "files_reading"

    blob_id: Mapped[int] = mapped_column(ForeignKey("files_blob.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    why: Mapped[str] = mapped_column(String(40), default="")
    unit: Mapped[str] = mapped_column(String(12), default="")
    count: Mapped[int] = mapped_column(default=0)
    outline: Mapped[list[Any]] = mapped_column(Json, default=list)
    findings: Mapped[list[Any]] = mapped_column(Json, default=list)
    tries: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(default=now)


class Passage(Base):
    """The text of one page, slide or sheet of some bytes, by its number from 1."""

    __tablename__ = "files_passage"

    blob_id: Mapped[int] = mapped_column(ForeignKey("files_blob.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)


class Upload(Identified, Base):
    """A file on its way, in as many requests as it takes; its bytes so far lie in the store's staging place.

    `file_id` once it has arrived; `refusal` in words for a person when it was not taken.
    """

    __tablename__ = "files_upload"

    owner_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("people_organization.id"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces_space.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    alt: Mapped[str] = mapped_column(String(1000), default="")
    size: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files_file.id"), index=True)
    refusal: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
