"""Tables of the ledger: entries with ids only, notes that may be purged, the chain. No logic."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.clock import now
from community.data.database import Base


class Entry(Base):
    """One deed: who, what, to which thing; free text only as a keyed digest."""

    __tablename__ = "ledger_entry"
    __table_args__ = (Index("ix_ledger_entry_thing", "kind", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    action: Mapped[str] = mapped_column(String(80), index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    system: Mapped[str] = mapped_column(String(120), default="")  # the site's reason, where no person acted
    kind: Mapped[str | None] = mapped_column(String(60))
    object_id: Mapped[int | None]
    scope_id: Mapped[int | None] = mapped_column(index=True)  # collaboration it belongs to
    digest: Mapped[str] = mapped_column(String(64), default="")  # keyed, of the note
    sequence: Mapped[int | None] = mapped_column(unique=True)  # place in the chain; None until sealed
    seal: Mapped[str | None] = mapped_column(String(64))

    note: Mapped["Note | None"] = relationship(lazy="raise")


class Note(Base):
    """The free text of an entry. May be purged; the entry's digest then stands alone."""

    __tablename__ = "ledger_note"

    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
