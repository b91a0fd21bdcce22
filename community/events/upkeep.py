"""Keeping the log's side tables small. Events themselves stay a month; nothing that waits is touched."""

from datetime import timedelta

from sqlalchemy import delete, exists, func, select

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events.models import CursorPosition, LoggedEvent, Task

KEEP_TASKS = timedelta(days=7)
KEEP_EVENTS = timedelta(days=30)
BATCH = 5_000


def tidy() -> None:
    """Drop tasks done a week ago, and events a month old that every cursor has passed and no task needs."""
    with unit_of_work():
        old = Task.ended_at < now() - KEEP_TASKS
        some = select(Task.id).where(Task.state == "done", old).limit(BATCH)
        session().execute(delete(Task).where(Task.id.in_(some)))
    with unit_of_work():
        passed = select(func.min(CursorPosition.event_id)).where(CursorPosition.event_id > 0).scalar_subquery()
        needed = exists(select(Task.id).where(Task.event_id == LoggedEvent.id))
        query = select(LoggedEvent.id).where(LoggedEvent.at < now() - KEEP_EVENTS, LoggedEvent.id < passed, ~needed)
        session().execute(delete(LoggedEvent).where(LoggedEvent.id.in_(query.limit(BATCH))))
