"""Tables of moderation: takedowns. A takedown limits who sees a thing; it never edits the thing. No logic."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Base, Identified, now

STANDING = text("lifted_at IS NULL")


class Takedown(Identified, Base):
    """One thing kept from its readers: "hidden" by a moderator, or "held" until one has looked. Lifted ones stay."""

    __tablename__ = "moderation_takedown"
    __table_args__ = (
        Index("uq_moderation_takedown_standing", "kind", "object_id", unique=True, sqlite_where=STANDING,
              postgresql_where=STANDING),
        Index("ix_moderation_takedown_queue", "space_id", "lifted_at"),
    )  # fmt: skip

    kind: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"))  # whose moderators decide
    state: Mapped[str] = mapped_column(String(10))  # held, hidden
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)  # said to the author
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)  # None: a screen
    at: Mapped[datetime] = mapped_column(default=now)
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
