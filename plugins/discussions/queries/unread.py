"""What is new to a reader: threads with an unread opening or unread replies, counted by what the rules let them see."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from community.sdk import Actor, readable, rules, session
from plugins.discussions.models import Reading, Reply, SpaceReading, Thread


def seen(actor: Actor) -> ColumnElement[bool]:
    """True for replies that the reader may see."""
    return readable(actor, rules().kind("discussions.reply"))


def _new_to(actor: Actor, mine: Any) -> tuple[ColumnElement[bool], tuple[ColumnElement[bool], ...]]:
    """Whether a thread's opening is new to the reader, and which of its replies are; `mine` is their position in it."""
    since = (
        select(SpaceReading.since)
        .where(SpaceReading.person_id == actor.id, SpaceReading.space_id == Thread.space_id)
        .correlate(Thread)  # said aloud: it also stands two levels below the query of threads
        .scalar_subquery()
    )
    later = (
        Reply.thread_id == Thread.id,
        Reply.number > func.coalesce(mine.read_number, 0),
        or_(mine.person_id.is_not(None), since.is_(None), Reply.created_at > since),
        Reply.author_id.is_distinct_from(actor.id),
        seen(actor),
    )
    fresh = and_(
        or_(mine.person_id.is_(None), mine.read_number < 0),
        Thread.author_id.is_distinct_from(actor.id),
        or_(since.is_(None), Thread.created_at > since),
    )
    return fresh, later


def unread(actor: Actor) -> Select[Any]:
    """Threads joined to the reader's position, with what came after it from others."""
    mine = aliased(Reading)
    fresh, later = _new_to(actor, mine)
    count = select(func.count(Reply.id)).where(*later).scalar_subquery()
    query = select(Thread.id, Thread.space_id, fresh.label("fresh"), count.label("later"))
    query = query.outerjoin(mine, and_(mine.thread_id == Thread.id, mine.person_id == actor.id))
    return query.where(
        or_(fresh, exists(select(Reply.id).where(*later))), readable(actor, rules().kind("discussions.thread"))
    )


def first_unread(actor: Actor, thread_id: int) -> str | None:
    """The public id of the first reply that is new to the reader; None where the opening is, or nothing."""
    mine = aliased(Reading)
    fresh, later = _new_to(actor, mine)
    query = select(Reply.public_id).join(Thread, Thread.id == Reply.thread_id)
    query = query.outerjoin(mine, and_(mine.thread_id == Thread.id, mine.person_id == actor.id))
    found: str | None = session().scalar(
        query.where(Thread.id == thread_id, ~fresh, *later).order_by(Reply.number).limit(1)
    )
    return found


def opened_since(actor: Actor, since: datetime) -> Mapping[int, int]:
    """{space: number of threads that others opened in it after `since`}, as far as the reader sees them."""
    query = select(Thread.space_id, func.count()).where(
        Thread.created_at > since,
        Thread.author_id.is_distinct_from(actor.id),
        readable(actor, rules().kind("discussions.thread")),
    )
    return dict(session().execute(query.group_by(Thread.space_id)).all())


def unread_of(actor: Actor, thread_ids: Sequence[int]) -> Mapping[int, int]:
    """{thread: number of new replies} of those among `thread_ids` with anything new; 0 when only the opening is."""
    if not thread_ids or actor.id is None:
        return {}
    query = unread(actor).where(Thread.id.in_(thread_ids))
    return {row.id: row.later for row in session().execute(query)}


def unread_by_space(actor: Actor, space_ids: Sequence[int]) -> Mapping[int, int]:
    """How many threads hold something new for the reader, in each of the spaces."""
    if not space_ids or actor.id is None:
        return {}
    rows = unread(actor).where(Thread.space_id.in_(space_ids)).subquery()
    query = select(rows.c.space_id, func.count()).group_by(rows.c.space_id)
    return dict(session().execute(query).all())


def moved_since(actor: Actor, since: datetime, limit: int = 50) -> list[tuple[str, int]]:
    """(thread's public id, number of others' replies after `since`) of threads the reader sees, newest first."""
    query = (
        select(Thread.public_id, func.count(Reply.id))
        .join(Reply, Reply.thread_id == Thread.id)
        .where(
            Reply.created_at > since,
            Reply.author_id.is_distinct_from(actor.id),
            seen(actor),
            readable(actor, rules().kind("discussions.thread")),
        )
        .group_by(Thread.public_id)
        .order_by(func.max(Reply.id).desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session().execute(query)]
