"""Reads of discussions. Every one starts from visible(...); counts count what the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from community.sdk import Actor, NotFound, Page, newest_first, readable, rules, session, versions_for, visible
from plugins.discussions.models import Reading, Reply, Revision, SpaceReading, Thread

REPLIES_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A thread in a list, for one reader."""

    thread: Thread
    replies: int
    unread: bool
    new_replies: int


def thread(actor: Actor, public_id: str) -> Thread:
    """The thread at an address. Raises NotFound when it is absent, hidden or not for this reader."""
    found: Thread | None = session().scalars(visible(actor, Thread).where(Thread.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def reply(actor: Actor, public_id: str) -> Reply:
    """The reply with that public id. Raises NotFound."""
    found: Reply | None = session().scalars(visible(actor, Reply).where(Reply.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Wording:
    """What a thread's opening says in one version."""

    title: str
    body: str
    html: str
    version: int


def wordings(actor: Actor, ids: Sequence[int]) -> Mapping[int, Wording]:
    """The wording of each thread that the reader may see: today's at home, the shared one elsewhere. Two queries."""
    versions = versions_for(actor, rules().kind("discussions.thread"), ids)
    found = {}
    for one in session().scalars(select(Thread).where(Thread.id.in_(list(versions)))):
        if versions[one.id] == one.version:
            found[one.id] = Wording(one.title, one.body, one.html, one.version)
    rest = [one for one in versions if one not in found]
    for old in session().scalars(select(Revision).where(Revision.thread_id.in_(rest))) if rest else ():
        if old.thread_id is not None and versions[old.thread_id] == old.version:
            found[old.thread_id] = Wording(old.title, old.body, old.html, old.version)
    return found


def threads_in(actor: Actor, space_id: int, after: str | None = None) -> Page[Row]:
    """The threads of a space, the most recently active first, with what is new to the reader: three queries."""
    query = visible(actor, Thread).where(Thread.space_id == space_id)
    page = newest_first(query, (Thread.active_at, Thread.id), after=after)
    ids = [one.id for one in page.items]
    counts, news = reply_counts(actor, ids), unread_of(actor, ids)
    return Page([Row(one, counts.get(one.id, 0), one.id in news, news.get(one.id, 0)) for one in page.items], page.more)


def reply_counts(actor: Actor, thread_ids: Sequence[int]) -> Mapping[int, int]:
    """How many replies the reader sees in each thread."""
    if not thread_ids:
        return {}
    query = select(Reply.thread_id, func.count()).where(Reply.thread_id.in_(thread_ids), _seen(actor))
    return dict(session().execute(query.group_by(Reply.thread_id)).tuples().all())


def _seen(actor: Actor) -> ColumnElement[bool]:
    return readable(actor, rules().kind("discussions.reply"))


def replies_in(actor: Actor, thread_id: int, *, from_number: int = 0) -> tuple[list[Reply], int | None]:
    """Replies the reader sees, oldest first, from a number on; and the number that the next page starts at."""
    query = visible(actor, Reply).where(Reply.thread_id == thread_id, Reply.number >= from_number)
    rows: list[Reply] = list(session().scalars(query.order_by(Reply.number).limit(REPLIES_A_PAGE + 1)))
    more = rows[REPLIES_A_PAGE].number if len(rows) > REPLIES_A_PAGE else None
    return rows[:REPLIES_A_PAGE], more


def page_before(actor: Actor, thread_id: int, number: int) -> int | None:
    """The number that the page before `number` starts at; None on the first page."""
    query = visible(actor, Reply).where(Reply.thread_id == thread_id, Reply.number < number)
    numbers = query.with_only_columns(Reply.number).order_by(Reply.number.desc()).limit(REPLIES_A_PAGE)
    earlier = list(session().scalars(numbers))
    return earlier[-1] if earlier else None


def reading(person_id: int, thread_id: int) -> Reading | None:
    """Whether a person follows a thread, and how far they read."""
    return session().get(Reading, (person_id, thread_id))


def _unread(actor: Actor) -> Select[Any]:
    """Threads joined to the reader's position, with what came after it from others."""
    mine = aliased(Reading)
    since = (
        select(SpaceReading.since)
        .where(SpaceReading.person_id == actor.id, SpaceReading.space_id == Thread.space_id)
        .scalar_subquery()
    )
    later = (
        Reply.thread_id == Thread.id,
        Reply.number > func.coalesce(mine.read_number, 0),
        or_(mine.person_id.is_not(None), since.is_(None), Reply.created_at > since),
        Reply.author_id.is_distinct_from(actor.id),
        _seen(actor),
    )
    fresh = and_(
        or_(mine.person_id.is_(None), mine.read_number < 0),
        Thread.author_id.is_distinct_from(actor.id),
        or_(since.is_(None), Thread.created_at > since),
    )
    count = select(func.count(Reply.id)).where(*later).scalar_subquery()
    query = select(Thread.id, Thread.space_id, fresh.label("fresh"), count.label("later"))
    query = query.outerjoin(mine, and_(mine.thread_id == Thread.id, mine.person_id == actor.id))
    return query.where(or_(fresh, exists(select(Reply.id).where(*later))), readable(actor, rules().kind("discussions.thread")))


def unread_of(actor: Actor, thread_ids: Sequence[int]) -> Mapping[int, int]:
    """{thread: number of new replies} of those among `thread_ids` with anything new; 0 when only the opening is."""
    if not thread_ids or actor.id is None:
        return {}
    query = _unread(actor).where(Thread.id.in_(thread_ids))
    return {row.id: row.later for row in session().execute(query)}


def unread_by_space(actor: Actor, space_ids: Sequence[int]) -> Mapping[int, int]:
    """How many threads hold something new for the reader, in each of the spaces."""
    if not space_ids or actor.id is None:
        return {}
    rows = _unread(actor).where(Thread.space_id.in_(space_ids)).subquery()
    query = select(rows.c.space_id, func.count()).group_by(rows.c.space_id)
    return dict(session().execute(query).tuples().all())


def unread_threads(actor: Actor, limit: int = 8) -> list[Row]:
    """The threads with something new for the reader, the most recently active first; for My work."""
    if actor.id is None:
        return []
    rows = _unread(actor).subquery()
    query = select(Thread, rows.c.later).join(rows, rows.c.id == Thread.id)
    found = session().execute(query.order_by(Thread.active_at.desc(), Thread.id.desc()).limit(limit)).all()
    counts = reply_counts(actor, [row[0].id for row in found])
    return [Row(row[0], counts.get(row[0].id, 0), unread=True, new_replies=row[1]) for row in found]


def followers(thread_id: int) -> Select[tuple[int]]:
    """The ids of those who follow a thread."""
    return select(Reading.person_id).where(Reading.thread_id == thread_id, Reading.follows)


def revisions(thread_id: int | None = None, reply_id: int | None = None) -> list[Revision]:
    """Earlier wordings, newest first. The caller asked whether the reader may see the thing at home."""
    of = Revision.thread_id == thread_id if reply_id is None else Revision.reply_id == reply_id
    return list(session().scalars(select(Revision).where(of).order_by(Revision.version.desc())))


def describe_threads(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)}, for cards, notices and the ledger."""
    titles = wordings(actor, ids)
    rows = session().execute(select(Thread.id, Thread.public_id).where(Thread.id.in_(list(titles))))
    return {row[0]: (titles[row[0]].title, f"/discussions/threads/{row[1]}") for row in rows}


def describe_replies(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (the thread's title, address of the reply)}."""
    rows = session().execute(select(Reply.id, Reply.thread_id, Reply.public_id).where(Reply.id.in_(ids))).all()
    titles = wordings(actor, [row[1] for row in rows])
    return {row[0]: (titles[row[1]].title, f"/discussions/replies/{row[2]}") for row in rows if row[1] in titles}
