"""The log: publish a fact inside the unit of work, read facts in commit order. No effect happens here."""

import contextvars
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, Text, and_, cast, func, insert, literal, or_, select, text

from community.clock import now
from community.data.database import is_sqlite, session
from community.data.refs import Ref
from community.data.unit_of_work import in_unit_of_work, unit_of_work
from community.events.contract import Event
from community.events.models import LoggedEvent, Task
from community.events.registry import registry

MAX_DEPTH = 5

# A snapshot counts what runs on the whole server. What is known to be another database's, or maintenance, publishes
# nothing here; a transaction that cannot be told counts as ours.
_OLDEST = text("""(
    SELECT min(xid) FROM (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xid
        UNION ALL
        SELECT running::text::bigint FROM pg_snapshot_xip(pg_current_snapshot()) AS running
        WHERE NOT EXISTS (
            SELECT FROM pg_stat_activity AS other WHERE other.backend_xid = running::xid
            AND (other.datname <> current_database() OR other.backend_type = 'autovacuum worker')
        )
    ) AS ours
)""")


@dataclass(frozen=True)
class Stored:
    """An event as the log holds it."""

    id: int
    xid: int
    name: str
    event: Any  # the Event; None when its module is gone or it has another shape now
    actor_id: int | None
    at: datetime
    depth: int
    subject: Ref | None

    @property
    def position(self) -> tuple[int, int]:
        """Its place in commit order."""
        return (self.xid, self.id)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The things it is about."""
        return self.event.refs if self.event else ()


cause: contextvars.ContextVar[Stored | None] = contextvars.ContextVar("community_cause", default=None)


def publish(event: Event, actor_id: int | None = None) -> int:
    """Log a fact, and one task row for each task handler, inside the open unit of work. Returns the event's id.

    Consumers are woken once the unit has committed. Raises RuntimeError outside a unit of work, or where handlers
    answer each other's events more than five deep.
    """
    if not in_unit_of_work():
        raise RuntimeError(f"{event.name} was published outside a unit of work")
    known, parent, subject = registry(), cause.get(), event.subject
    depth = parent.depth + 1 if parent else 0
    if depth > MAX_DEPTH:
        raise RuntimeError(f"{event.name}: handlers answer each other's events more than {MAX_DEPTH} deep")
    row = {
        "xid": literal(0) if is_sqlite() else cast(cast(func.pg_current_xact_id(), Text), BigInteger),
        "name": event.name,
        "version": event.version,
        "narrows": event.narrows or event.name in known.narrowing,
        "subject_kind": subject.kind if subject else None,
        "subject_id": subject.id if subject else None,
        "payload": event.payload(),
        "actor_id": actor_id,
        "cause_id": parent.id if parent else None,
        "depth": depth,
        "at": now(),
    }
    found: int = session().execute(insert(LoggedEvent).values(**row).returning(LoggedEvent.id)).scalar_one()
    _make_tasks(event.name, found)
    with unit_of_work() as work:
        work.after_commit(known.wake)
    return found


def _make_tasks(name: str, event_id: int) -> None:
    due = now()
    rows = [
        {"handler": handler.name, "key": f"event:{event_id}", "event_id": event_id, "due_at": due, "made_at": due}
        for handler in registry().task_handlers(name)
    ]
    if rows:
        session().execute(insert(Task), rows)


def settled() -> Any:
    """True for events that no running transaction can still come before: on PostgreSQL those of transactions older
    than the oldest running one of this database; on SQLite all, since writers queue.
    """
    if is_sqlite():
        return literal(value=True)
    return LoggedEvent.xid < _OLDEST


def after(position: tuple[int, int]) -> Any:
    """True for events later in commit order than `position`."""
    xid, event_id = position
    return or_(LoggedEvent.xid > xid, and_(LoggedEvent.xid == xid, LoggedEvent.id > event_id))


def read(position: tuple[int, int], limit: int = 500) -> list[Stored]:
    """The settled events after `position`, in commit order."""
    return load(select(LoggedEvent).where(after(position), settled()).limit(limit))


def narrowing_after(position: tuple[int, int]) -> list[Stored]:
    """Every committed event after `position` that may take something away from somebody, settled or not."""
    return load(select(LoggedEvent).where(LoggedEvent.narrows, after(position)))


def head() -> tuple[int, int]:
    """The position of the last settled event; (0, 0) for an empty log."""
    query = select(LoggedEvent.xid, LoggedEvent.id).where(settled())
    row = session().execute(query.order_by(LoggedEvent.xid.desc(), LoggedEvent.id.desc()).limit(1)).first()
    return (row[0], row[1]) if row else (0, 0)


def load(query: Select[LoggedEvent]) -> list[Stored]:
    """The events of a query, in commit order, as values."""
    rows = session().scalars(query.order_by(LoggedEvent.xid, LoggedEvent.id)).all()
    return [_stored(row) for row in rows]


def _stored(row: LoggedEvent) -> Stored:
    subject = Ref(row.subject_kind, row.subject_id) if row.subject_kind and row.subject_id else None
    return Stored(row.id, row.xid, row.name, _event(row), row.actor_id, row.at, row.depth, subject)


def _event(row: LoggedEvent) -> Event | None:
    kind = registry().events.get(row.name)
    if kind is None or kind.version != row.version:
        return None
    try:
        return kind(**row.payload)
    except TypeError:  # written when the event had other fields
        return None
