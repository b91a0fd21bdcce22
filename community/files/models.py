"""Tables of files: bytes as stored, the files people brought, and their sizes. No logic."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.data.database import Base
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
    """A file a person brought. Until it is attached to a thing only they see it, and it expires."""

    __tablename__ = "files_file"
    __table_args__ = (Index("ix_files_file_attached", "attached_kind", "attached_id"),)

    blob_id: Mapped[int] = mapped_column(ForeignKey("files_blob.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces_space.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    alt: Mapped[str] = mapped_column(String(1000), default="")
    purpose: Mapped[str] = mapped_column(String(20))
    attached_kind: Mapped[str | None] = mapped_column(String(80))
    attached_id: Mapped[int | None]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class FileSize(Base):
    """A smaller picture of a file, by name: "small", "thumb"."""

    __tablename__ = "files_size"

    file_id: Mapped[int] = mapped_column(ForeignKey("files_file.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("files_blob.id"), index=True)
