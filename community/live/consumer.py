"""Follows the event log and nudges those whom each event reaches, as the rules stand at that moment.

It reads and never writes, so no writer waits for it. An old event nudges nobody: who was away catches up.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import select

from community.access import Kind, audience, rules
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads
from community.events import Stored
from community.events.log import read, settled
from community.events.models import LoggedEvent
from community.live import connections
from community.live.hub import Nudge
from community.live.nudges import room_of, send
from community.live.refs import public_refs

log = structlog.get_logger("live")
FRESH = timedelta(minutes=1)
_POSITION = "community.live.position"
SIGN_IN_ENDED = "people.sign_in_ended"
ACCOUNT_CLOSED = "people.account_closed"


def follow() -> bool:
    """A duty's step: announce what is new in the log. Whether there may be more.

    The position is kept in memory alone: a nudge is no promise, so it costs no commit and waits for no writer. Whoever
    takes the duty up begins a minute ago, lest the end of a sign-in fall between two processes.
    """
    kept: dict[str, tuple[int, int]] = current_app.extensions.setdefault(_POSITION, {})
    if "at" not in kept:
        kept["at"] = _a_minute_ago()
    events = read(kept["at"])
    end_reads()
    if events:
        kept["at"] = events[-1].position
        _safely(events)
    return bool(events)


def _a_minute_ago() -> tuple[int, int]:
    old = select(LoggedEvent.xid, LoggedEvent.id).where(settled(), LoggedEvent.at <= now() - FRESH)
    row = session().execute(old.order_by(LoggedEvent.xid.desc(), LoggedEvent.id.desc()).limit(1)).first()
    return (row[0], row[1]) if row else (0, 0)


def _safely(events: list[Stored]) -> None:
    try:
        _close(events)
        _tell([one for one in events if one.at > now() - FRESH])
    except Exception:
        log.exception("live events failed", first=events[0].id)
    finally:
        end_reads()


def _close(events: Iterable[Stored]) -> None:
    for one in events:
        if one.name == SIGN_IN_ENDED:
            connections.close_sign_in(_number(one, "sign_in_id"))
        elif one.name == ACCOUNT_CLOSED:
            connections.close_person(_number(one, "person_id"))


def _number(stored: Stored, name: str) -> int:
    return int(getattr(stored.event, name, 0) or 0)


def _tell(events: list[Stored]) -> None:
    if not connections.anybody():
        return
    known = public_refs(ref for one in events for ref in one.refs)
    told: set[tuple[Ref, str, str]] = set()
    for one in events:
        if one.event is None or one.event.reaches == "nobody":
            continue
        topic = known.get(_topic(one)) if one.refs else None
        if one.event.reaches == "actor":
            send([room_of(one.actor_id)] if one.actor_id else [], Nudge(topic or "*", one.name))
        elif topic and one.subject is not None and (one.subject, topic, one.event.reaches) not in told:
            told.add((one.subject, topic, one.event.reaches))
            send(_rooms(one.subject, topic, at_home=one.event.reaches == "home"), Nudge(topic, one.name))


def _topic(stored: Stored) -> Any:
    """What people have open: the thing that the subject is a part of, if the event names it; else the subject."""
    kind = rules().kinds.get(stored.subject.kind) if stored.subject else None
    above = kind.parent.kind if kind is not None and kind.parent is not None else None
    return next((ref for ref in stored.refs if ref.kind == above), stored.refs[0])


def _rooms(subject: Ref, topic: str, *, at_home: bool) -> list[str]:
    """Content of spaces reaches all who may read it; anything else those among them who have it open."""
    kind = rules().kind(subject.kind)
    readers = audience(kind, subject.id)
    if at_home and kind.in_space:
        readers = readers.where(readers.selected_columns[0].in_(_people_of_its_space(kind, subject.id)))
    here = connections.people()
    if here is not None:
        readers = readers.where(readers.selected_columns[0].in_(here))
    people: Sequence[Any] = session().scalars(readers).all()
    return [room_of(one) if kind.in_space else connections.watch_room(topic, one) for one in people]


def _people_of_its_space(kind: Kind, thing_id: int) -> Any:
    person, space = tuple(rules().scopes["space.member"].pairs().subquery().c)[:2]
    return select(person).where(space == select(kind.model.space_id).where(kind.model.id == thing_id).scalar_subquery())
