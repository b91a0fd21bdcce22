"""Threads and replies: one, many, and what they say to this reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from community.sdk import Actor, NotFound, person_ids_in, require, rules, session, versions_for, visible
from plugins.discussions.models import Reading, Reply, Revision, Thread
from plugins.discussions.queries.unread import seen

REPLIES_A_PAGE = 50


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
    language: str
    edited_at: datetime | None


def wordings(actor: Actor, ids: Sequence[int]) -> Mapping[int, Wording]:
    """The wording of each thread that the reader may see: today's at home, the shared one elsewhere. Two queries."""
    versions = versions_for(actor, rules().kind("discussions.thread"), ids)
    found, rest = {}, []
    for one in session().scalars(visible(actor, Thread).where(Thread.id.in_(list(versions)))):
        if versions[one.id] == one.version:
            found[one.id] = Wording(one.title, one.body, one.html, one.version, one.language, one.edited_at)
        else:
            rest.append(one.id)
    for old in session().scalars(select(Revision).where(Revision.thread_id.in_(rest))) if rest else ():
        if old.thread_id is not None and versions[old.thread_id] == old.version:
            edited = old.at if old.version > 1 else None
            found[old.thread_id] = Wording(old.title, old.body, old.html, old.version, old.language, edited)
    return found


def reply_counts(actor: Actor, thread_ids: Sequence[int]) -> Mapping[int, int]:
    """How many replies the reader sees in each thread."""
    if not thread_ids:
        return {}
    query = select(Reply.thread_id, func.count()).where(Reply.thread_id.in_(thread_ids), seen(actor))
    return dict(session().execute(query.group_by(Reply.thread_id)).all())


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


def followers(thread_id: int) -> Select[int]:
    """The ids of those who follow a thread."""
    return select(Reading.person_id).where(Reading.thread_id == thread_id, Reading.follows)


def itself(thread_id: int) -> Select[int]:
    """The id of one thread, as a Select for an IN."""
    return select(Thread.id).where(Thread.id == thread_id)


def replies_up_to(thread_id: int, number: int) -> Select[int]:
    """The ids of a thread's replies up to a number."""
    return select(Reply.id).where(Reply.thread_id == thread_id, Reply.number <= number)


def people_at_home(space_id: int) -> Select[int]:
    """The ids of those who are in a thread's own space."""
    return person_ids_in(space_id)


def describe_threads(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)}, for cards, notices and the ledger."""
    titles = wordings(actor, ids)
    rows = session().execute(select(Thread.id, Thread.public_id).where(Thread.id.in_(list(titles))))
    return {row[0]: (titles[row[0]].title, f"/discussions/threads/{row[1]}") for row in rows}


def describe_replies(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (the thread's title, address of the reply)}."""
    query = visible(actor, Reply).where(Reply.id.in_(ids))
    rows = session().execute(query.with_only_columns(Reply.id, Reply.thread_id, Reply.public_id)).all()
    titles = wordings(actor, [row[1] for row in rows])
    return {row[0]: (titles[row[1]].title, f"/discussions/replies/{row[2]}") for row in rows if row[1] in titles}


def thread_to(actor: Actor, action: str, public_id: str) -> Thread:
    """The thread at an address, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = thread(actor, public_id)
    require(actor, action, found)
    return found


def reply_to(actor: Actor, action: str, public_id: str) -> Reply:
    """The reply with that public id, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = reply(actor, public_id)
    require(actor, action, found)
    return found


def place_of(actor: Actor, found: Reply) -> tuple[str, int]:
    """The public id of a reply's thread, and the number that the page with the reply starts at."""
    where = session().scalars(visible(actor, Thread).where(Thread.id == found.thread_id)).one_or_none()
    if where is None:
        raise NotFound
    before = visible(actor, Reply).where(Reply.thread_id == where.id, Reply.number <= found.number)
    numbers = list(session().scalars(before.with_only_columns(Reply.number).order_by(Reply.number)))
    start = numbers[(len(numbers) - 1) // REPLIES_A_PAGE * REPLIES_A_PAGE]
    return where.public_id, start if len(numbers) > REPLIES_A_PAGE else 0
