"""Tables of the event room: the log, positions of cursors, tasks, leases, the schedule. No logic."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.data.database import Base


class LoggedEvent(Base):
    """One fact. `xid` is the writing transaction on PostgreSQL (ids are not commit order there), 0 on SQLite."""

    __tablename__ = "events_event"
    __table_args__ = (
        Index("ix_events_event_order", "xid", "id"),
        Index("ix_events_event_narrowing", "xid", "id", sqlite_where=text("narrows"), postgresql_where=text("narrows")),
        Index("ix_events_event_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    xid: Mapped[int] = mapped_column(BigInteger, default=0)
    name: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(default=1)
    narrows: Mapped[bool] = mapped_column(default=False)
    subject_kind: Mapped[str | None] = mapped_column(String(60))
    subject_id: Mapped[int | None]
    payload: Mapped[dict[str, Any]]
    actor_id: Mapped[int | None]
    cause_id: Mapped[int | None]
    depth: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(default=now, index=True)


class CursorPosition(Base):
    """How far a cursor has read, kept in the same commit as its effect."""

    __tablename__ = "events_cursor"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    xid: Mapped[int] = mapped_column(BigInteger, default=0)
    event_id: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    moved_at: Mapped[datetime] = mapped_column(default=now)


class Task(Base):
    """One effect of one event, or one piece of work asked for by name. Done rows are kept for a while."""

    __tablename__ = "events_task"
    __table_args__ = (
        UniqueConstraint("handler", "key"),
        Index("ix_events_task_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handler: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(160))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events_event.id"))
    arguments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(10), default="due")  # due, leased, done, dead
    due_at: Mapped[datetime] = mapped_column(default=now)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class Lease(Base):
    """One holder at a time for a named duty; free again when `until` has passed."""

    __tablename__ = "events_lease"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime]


class JobRun(Base):
    """When a scheduled job is next due and how the last run went."""

    __tablename__ = "events_job"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    next_at: Mapped[datetime]
    last_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)
