"""Tables of spaces: the spaces, shares into them, staff's entries into team spaces, who follows what. No logic."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.clock import now
from community.data.database import Base
from community.data.mixins import Identified, Timestamps

# How closely one follows a thing, from most to least. "first": only the first of each new thing in it (a space, a tag).
LEVELS = ("watching", "first", "tracking", "normal", "muted")


class Space(Identified, Timestamps, Base):
    """Where content lives. Who is in it follows from its kind and its owner, never from rows of its own."""

    __tablename__ = "spaces_space"
    __table_args__ = (UniqueConstraint("kind", "collaboration_id", "team_id"),)

    kind: Mapped[str] = mapped_column(String(40), index=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("people_collaboration.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("people_team.id"), index=True)


class Share(Identified, Base):
    """Lets another space read one version of one thing, from and until. Withdrawn ones stay as history."""

    __tablename__ = "spaces_share"
    __table_args__ = (
        Index("ix_spaces_share_thing", "kind", "object_id"),
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="ends_after_start"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int]
    version: Mapped[int]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    starts_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime | None] = mapped_column(index=True)

    space: Mapped[Space] = relationship(lazy="raise")


class StaffEntry(Identified, Base):
    """Staff entering a team's space: explicit, for a stated time, visible to the team."""

    __tablename__ = "spaces_staff_entry"
    __table_args__ = (CheckConstraint("ends_at >= starts_at", name="ends_after_start"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), index=True)
    reason: Mapped[str] = mapped_column(String(300))
    starts_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime] = mapped_column(index=True)


class Follow(Base):
    """How closely a person follows a thing, by a word of LEVELS; who said nothing has no row."""

    __tablename__ = "spaces_follow"
    __table_args__ = (Index("ix_spaces_follow_thing", "kind", "object_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(60), primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=now)
