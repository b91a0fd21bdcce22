"""Tables of notifications: notices, each person's count, events that nobody could be told of yet. No logic."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Base, now

_UNREAD = text("read_at IS NULL")
_DUE = text("mail = 'due'")


class Notice(Base):
    """One event for one person. `seq` counts a person's notices without gaps and is its address; one event never makes
    two for the same person. `about` must be readable for it to show; `thing` is what it is collapsed by.
    """

    __tablename__ = "notifications_notice"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        Index("ix_notifications_notice_unread", "person_id", "seq", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ix_notifications_notice_due", "at", sqlite_where=_DUE, postgresql_where=_DUE),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(80))  # of its declaration
    event_id: Mapped[int]
    about_kind: Mapped[str] = mapped_column(String(60))
    about_id: Mapped[int]
    thing_kind: Mapped[str] = mapped_column(String(60))
    thing_id: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]
    mail: Mapped[str] = mapped_column(String(8), default="never")  # never, due, asked, sent, dropped
    mailed_at: Mapped[datetime | None]


class Inbox(Base):
    """How many notices a person ever got: the number of the last one."""

    __tablename__ = "notifications_inbox"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    last_seq: Mapped[int] = mapped_column(default=0)


class Waiting(Base):
    """An event about something that was held or hidden when people would have been told of it."""

    __tablename__ = "notifications_waiting"
    __table_args__ = (Index("ix_notifications_waiting_about", "about_kind", "about_id"),)

    event_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    about_kind: Mapped[str] = mapped_column(String(60), primary_key=True)
    about_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
