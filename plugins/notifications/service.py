"""What changes notices: telling people of events, in sets; and marking as read what they have seen."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Select,
    delete,
    exists,
    func,
    insert,
    literal,
    outerjoin,
    select,
    update,
)

from community.sdk import (
    Actor,
    Anonymous,
    Kind,
    LoggedEvent,
    Ref,
    Seen,
    Stored,
    audience,
    host,
    load_events,
    narrowed,
    now,
    nudge,
    rules,
    session,
    unit_of_work,
)
from community.sdk import Notice as Declaration
from plugins.notifications.models import Inbox, Notice, Waiting
from plugins.notifications.queries import notices

HISTORY = timedelta(days=14)  # an event older than that is history: a cursor that begins late tells nobody of it
BELL = "bell"


def tell(stored: Stored) -> set[int]:
    """Make the notices of one event, inside the open unit of work. Returns the ids of those who got one.

    One event is one notice at most for a person: the first declaration that concerns them. Safe to repeat.
    """
    told: set[int] = set()
    if stored.event is not None and stored.at > now() - HISTORY:
        told |= _tell(stored, stored.at)
    return told


def _tell(stored: Stored, at: datetime) -> set[int]:
    told: set[int] = set()
    for declared in host().notices():
        if isinstance(stored.event, declared.event):
            told |= _fan_out(declared, stored, at)
    if told:
        _count(stored.id)
    return told


def _fan_out(declared: Declaration, stored: Stored, at: datetime) -> set[int]:
    about = declared.about(stored)
    kind = rules().kinds.get(about.kind)
    if kind is None:
        return set()
    if _is_kept_back(kind, about.id):
        _wait(stored.id, about)
    rows = _rows(declared, stored, at)
    names = [column.name for column in rows.selected_columns]
    statement = insert(Notice).from_select(names, rows, include_defaults=False)
    return set(session().scalars(statement.returning(Notice.person_id)))


def _wait(event_id: int, about: Ref) -> None:
    known = exists().where(Waiting.event_id == event_id, Waiting.about_kind == about.kind, Waiting.about_id == about.id)
    columns = Waiting.__table__.c
    row = [
        literal(value, columns[name].type)
        for name, value in {"event_id": event_id, "about_kind": about.kind, "about_id": about.id}.items()
    ]
    session().execute(insert(Waiting).from_select(["event_id", "about_kind", "about_id"], select(*row).where(~known)))


def _rows(declared: Declaration, stored: Stored, at: datetime) -> Select[Any]:
    """A row for everybody who is concerned and may read what it is about; not the actor, nobody twice."""
    about, thing = declared.about(stored), declared.thing(stored)
    readers = audience(rules().kind(about.kind), about.id)
    person = readers.selected_columns[0]
    told = exists(select(literal(1)).where(Notice.event_id == stored.id, Notice.person_id == person))
    values = {
        "name": declared.name,
        "event_id": stored.id,
        "about_kind": about.kind,
        "about_id": about.id,
        "thing_kind": thing.kind,
        "thing_id": thing.id,
        "actor_id": stored.actor_id,
        "at": at,
        "mail": "due" if declared.urgent else "never",
    }
    columns = Notice.__table__.c
    # No subquery around the rules: they are nested deeply already, and SQLite's parser has an end.
    query = (
        readers.with_only_columns(
            person.label("person_id"),
            (func.coalesce(Inbox.last_seq, 0) + 1).label("seq"),
            *(literal(value, columns[name].type).label(name) for name, value in values.items()),
        )
        .select_from(outerjoin(person.table, Inbox, Inbox.person_id == person))
        .where(person.in_(declared.to(stored)), ~told)
    )
    return query if stored.actor_id is None else query.where(person != stored.actor_id)


def _count(event_id: int) -> None:
    """Bring the numbers of those whom an event reached up to date: rows in the order of ids, so that nobody waits in
    a circle.
    """
    reached = select(Notice.person_id).where(Notice.event_id == event_id)
    known = exists(select(literal(1)).where(Inbox.person_id == Notice.person_id))
    fresh = select(Notice.person_id, literal(0)).where(Notice.event_id == event_id, ~known)
    session().execute(
        insert(Inbox).from_select(["person_id", "last_seq"], fresh.order_by(Notice.person_id), include_defaults=False)
    )
    locked = select(Inbox.person_id).where(Inbox.person_id.in_(reached)).order_by(Inbox.person_id).with_for_update()
    session().execute(locked).all()
    last = select(func.max(Notice.seq)).where(Notice.person_id == Inbox.person_id).scalar_subquery()
    _change(update(Inbox).where(Inbox.person_id.in_(reached)).values(last_seq=last))


def _is_kept_back(kind: Kind, about_id: int) -> bool:
    """Whether a limit keeps a thing from its ordinary readers at the moment."""
    open_to_readers = exists().where(kind.model.id == about_id, narrowed(Anonymous(), kind))
    return not session().scalar(select(open_to_readers))


def tell_waiting(stored: Stored) -> set[int]:
    """Something was released or restored: tell now of the events that nobody could be told of. Returns who was told."""
    if stored.subject is None or stored.subject.kind not in rules().kinds:
        return set()
    subject = select(literal(stored.subject.id))
    told: set[int] = set()
    for condition in _inside(rules().kind(stored.subject.kind), subject):
        ids = set(session().scalars(select(Waiting.event_id).where(condition)))
        session().execute(delete(Waiting).where(condition))
        for waiting in load_events(select(LoggedEvent).where(LoggedEvent.id.in_(ids))) if ids else ():
            told |= _tell(waiting, stored.at)
    return told


def _inside(kind: Kind, ids: Select[Any]) -> Iterator[ColumnElement[bool]]:
    """What waits about things of `kind` among `ids`, and about whatever lives inside them."""
    yield (Waiting.about_kind == kind.name) & Waiting.about_id.in_(ids)
    for child in rules().children(kind.name):
        if child.parent is not None:
            yield from _inside(child, select(child.model.id).where(child.parent.column.in_(ids)))


def see(stored: Stored) -> set[int]:
    """Mark as read what the actor of an event has seen by it, inside the open unit of work. Returns whose bell fell."""
    changed = 0
    for declared in host().seen() if stored.actor_id is not None else ():
        if isinstance(stored.event, declared.event):
            changed += _see(declared, stored)
    return {stored.actor_id} if changed and stored.actor_id is not None else set()


def _see(declared: Seen, stored: Stored) -> int:
    unread = (Notice.person_id == stored.actor_id, Notice.read_at.is_(None))
    about = (Notice.about_kind == declared.kind, Notice.about_id.in_(declared.ids(stored)))
    return _change(update(Notice).where(*unread, *about).values(read_at=stored.at))


def read_thing(actor: Actor, seq: int) -> None:
    """Mark as read the actor's notice number `seq` and their earlier ones about the same thing.

    Raises NotFound when there is no such notice, or its reader may no longer read what it is about.
    """
    with unit_of_work():
        one = notices.notice(actor, seq)
        same = (Notice.thing_kind == one.thing_kind, Notice.thing_id == one.thing_id)
        _read(actor, seq, *same)


def read_all(actor: Actor, up_to: int) -> None:
    """Mark as read the actor's notices up to number `up_to`: those that they had before them."""
    with unit_of_work():
        _read(actor, up_to)


def _read(actor: Actor, up_to: int, *more: ColumnElement[bool]) -> None:
    mine = (Notice.person_id == actor.id, Notice.seq <= up_to, Notice.read_at.is_(None))
    if _change(update(Notice).where(*mine, *more).values(read_at=now())):
        nudge([actor.id], BELL, "notifications.read")


def note_mail(person_id: int, thing: Ref, up_to: int, state: str) -> None:
    """Keep how far the mail about a person's notices on a thing got: asked (a task has it), sent, dropped."""
    before = "due" if state == "asked" else "asked"
    mine = (Notice.person_id == person_id, Notice.seq <= up_to, Notice.mail == before)
    same = (Notice.thing_kind == thing.kind, Notice.thing_id == thing.id)
    at = now() if state == "sent" else None
    with unit_of_work():
        _change(update(Notice).where(*mine, *same).values(mail=state, mailed_at=at))


def _change(statement: Any) -> int:
    found = session().execute(statement, execution_options={"synchronize_session": False})
    return found.rowcount if isinstance(found, CursorResult) else 0
