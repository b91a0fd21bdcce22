"""Keeping the log's side tables small. Events themselves stay a month; nothing that waits is touched."""

from datetime import timedelta

from sqlalchemy import delete, exists, select

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events.log import after, head
from community.events.models import CursorPosition, LoggedEvent, Task
from community.events.registry import registry

KEEP_TASKS = timedelta(days=7)
KEEP_EVENTS = timedelta(days=30)
BATCH = 5_000


def tidy() -> None:
    """Drop tasks done a week ago, and events a month old that every cursor has passed and no task needs."""
    while _drop_tasks() == BATCH:
        pass
    while _drop_events() == BATCH:
        pass


def _drop_tasks() -> int:
    with unit_of_work():
        old = Task.ended_at < now() - KEEP_TASKS
        some = select(Task.id).where(Task.state == "done", old).limit(BATCH)
        return len(session().scalars(delete(Task).where(Task.id.in_(some)).returning(Task.id)).all())


def _drop_events() -> int:
    with unit_of_work():
        reached = _passed_by_all()
        passed = ~after(reached) & (LoggedEvent.id != reached[1])
        needed = exists(select(Task.id).where(Task.event_id == LoggedEvent.id))
        some = select(LoggedEvent.id).where(LoggedEvent.at < now() - KEEP_EVENTS, passed, ~needed).limit(BATCH)
        return len(
            session().scalars(delete(LoggedEvent).where(LoggedEvent.id.in_(some)).returning(LoggedEvent.id)).all()
        )


def _passed_by_all() -> tuple[int, int]:
    """How far the last of the present cursors has come: those of modules that are gone hold nothing back."""
    known = {row.name: (row.xid, row.event_id) for row in session().scalars(select(CursorPosition))}
    return min((known.get(handler.name, (0, 0)) for handler in registry().cursors()), default=head())
