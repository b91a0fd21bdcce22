"""Tables of discussions: threads, replies, their earlier wordings, who follows, who read how far. No logic."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Authored, Base, Identified, InSpace, Timestamps, now


class Thread(Identified, InSpace, Authored, Timestamps, Base):
    """A question or a topic, with its opening post. `version` counts wordings of title and opening.

    `about_kind` and `about_id` name the thing of another module that it is about, "" and None for none;
    `about_version` is the version of it that the space read then, 0 where it is at home.
    """

    __tablename__ = "discussions_thread"
    __table_args__ = (
        Index("ix_discussions_thread_activity", "space_id", "active_at", "id"),
        Index("ix_discussions_thread_about", "about_kind", "about_id"),
    )

    title: Mapped[str] = mapped_column(String(160))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(8), default="en")
    version: Mapped[int] = mapped_column(default=1)
    last_number: Mapped[int] = mapped_column(default=0)  # of its newest reply
    active_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    about_kind: Mapped[str] = mapped_column(String(60), default="")
    about_id: Mapped[int | None]
    about_version: Mapped[int] = mapped_column(default=0)


class Reply(Identified, InSpace, Authored, Timestamps, Base):
    """An answer. `number` is its place in the thread, from 1; numbers are never used twice."""

    __tablename__ = "discussions_reply"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("discussions_thread.id"))
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(8), default="en")
    version: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime | None]


class Revision(Base):
    """An earlier wording of a thread's opening or of a reply, kept when it is edited."""

    __tablename__ = "discussions_revision"
    __table_args__ = (
        UniqueConstraint("thread_id", "reply_id", "version"),
        CheckConstraint("(thread_id IS NULL) <> (reply_id IS NULL)", name="of_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("discussions_thread.id"), index=True)
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("discussions_reply.id"), index=True)
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(160), default="")
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(8), default="en")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Reading(Base):
    """A person and a thread: whether they follow it, and the number up to which they read."""

    __tablename__ = "discussions_reading"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("discussions_thread.id"), primary_key=True, index=True)
    follows: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(String(12), default="")  # wrote, replied, asked
    read_number: Mapped[int] = mapped_column(default=-1)  # -1: not even the opening
    read_at: Mapped[datetime | None]


class SpaceReading(Base):
    """A person and a space: threads older than this count as read, so that joining does not bury anybody."""

    __tablename__ = "discussions_space_reading"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=now)
