"""Cursors: consumers that read the log in order, each with its own position in the commit of its effect."""

from collections.abc import Sequence

from sqlalchemy import update

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import end_reads, unit_of_work
from community.events.contract import Handler
from community.events.log import Stored, cause, read
from community.events.models import CursorPosition
from community.events.registry import registry

BATCH = 200
IDLE = 50  # so many unwanted events a cursor may be behind without anything being wrong


def advance(handler: Handler) -> bool:
    """Let one cursor take its next events. Returns whether there may be more. Effect and position commit together.

    A few events that it does not want are left to be passed later, so that they cost it no commit.
    """
    if not _worth_a_commit(handler):
        return False
    with unit_of_work():
        at = _position(handler.name)
        events = read((at.xid, at.event_id), BATCH)
        if not events:
            return False
        _apply(handler, events)
        last = events[-1]
        session().execute(
            update(CursorPosition)
            .where(CursorPosition.name == handler.name)
            .values(xid=last.xid, event_id=last.id, moved_at=now(), failures=0, last_error=None)
        )
    return len(events) == BATCH


def _worth_a_commit(handler: Handler) -> bool:
    at = session().get(CursorPosition, handler.name)
    events = read((at.xid, at.event_id) if at else (0, 0), BATCH)
    end_reads()
    return len(events) >= IDLE or any(handler.wants(one.name) for one in events)


def _apply(handler: Handler, events: Sequence[Stored]) -> None:
    wanted = [one for one in events if one.event is not None and handler.wants(one.name)]
    if not wanted or (registry().is_off(handler.owner) and not handler.when_off):
        return
    token = cause.set(wanted[-1])
    try:
        handler.call(wanted)
    finally:
        cause.reset(token)


def failed(handler: Handler, error: str) -> int:
    """Keep what went wrong where operators see it. Returns how often in a row."""
    with unit_of_work():
        at = _position(handler.name)
        at.failures, at.last_error = at.failures + 1, error[-4000:]
        return at.failures


def _position(name: str) -> CursorPosition:
    found = session().get(CursorPosition, name, with_for_update=True)
    if found is None:
        found = CursorPosition(name=name, xid=0, event_id=0, failures=0, moved_at=now())
        session().add(found)
        session().flush()
    return found
