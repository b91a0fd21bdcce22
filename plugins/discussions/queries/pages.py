"""What whole pages need, in a fixed number of queries: a space's threads, one thread, the news for My work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from community.sdk import Actor, Face, Page, Ref, actions_for, faces, newest_first, resolved, session, visible
from plugins.discussions.models import Reading, Reply, Thread
from plugins.discussions.queries import threads
from plugins.discussions.queries.unread import unread, unread_of

THREAD_ACTIONS = ("reply", "edit", "close", "follow", "share", "moderate")
REPLY_ACTIONS = ("edit", "moderate")


@dataclass(frozen=True)
class Row:
    """A thread in a list, for one reader."""

    thread: Thread
    title: str
    replies: int
    unread: bool
    new_replies: int
    face: Face


@dataclass(frozen=True)
class Post:
    """A reply on its thread's page."""

    reply: Reply
    html: Markup
    face: Face
    may: set[str]


@dataclass(frozen=True)
class ThreadPage:
    """A thread as one reader sees it, from some reply on."""

    thread: Thread
    wording: threads.Wording
    html: Markup
    face: Face
    may: set[str]
    reading: Reading | None
    posts: Sequence[Post]
    older: int | None
    newer: int | None
    count: int

    @property
    def read_number(self) -> int:
        """How far the reader had read when the page was made; -1: nothing."""
        return self.reading.read_number if self.reading else -1

    @property
    def may_by_ref(self) -> dict[Ref, set[str]]:
        """What the reader may do to each thing on the page; for the tools of other modules beside them."""
        found = {Ref("discussions.reply", post.reply.id): post.may for post in self.posts}
        return found | {Ref("discussions.thread", self.thread.id): self.may}

    @property
    def public_ids(self) -> dict[Ref, str]:
        """The public ids of the things on the page."""
        found = {Ref("discussions.reply", post.reply.id): post.reply.public_id for post in self.posts}
        return found | {Ref("discussions.thread", self.thread.id): self.thread.public_id}

    @property
    def last_number(self) -> int:
        """The number of the last reply on the page; 0 when there is none."""
        return self.posts[-1].reply.number if self.posts else 0


def thread_page(actor: Actor, public_id: str, from_number: int = 0) -> ThreadPage:
    """One thread, with up to fifty replies from a number on. Raises NotFound."""
    found = threads.thread(actor, public_id)
    wording = threads.wordings(actor, [found.id])[found.id]
    replies, newer = threads.replies_in(actor, found.id, from_number=from_number)
    html = resolved([wording.html, *(one.html for one in replies)], actor)
    known = faces([found.author_id, *(one.author_id for one in replies)])
    may_reply = actions_for(actor, Reply, [one.id for one in replies], REPLY_ACTIONS)
    posts = [
        Post(one, text, known[one.author_id], may_reply.get(one.id, set()))
        for one, text in zip(replies, html[1:], strict=True)
    ]
    return ThreadPage(
        found, wording, html[0], known[found.author_id],
        actions_for(actor, Thread, [found.id], THREAD_ACTIONS).get(found.id, set()),
        threads.reading(actor.id, found.id), posts,
        threads.page_before(actor, found.id, from_number) if from_number else None, newer,
        threads.reply_counts(actor, [found.id]).get(found.id, 0),
    )  # fmt: skip


def threads_in(actor: Actor, space_id: int, after: str | None = None) -> Page[Row]:
    """The threads of a space, the most recently active first, with what is new to the reader: in so many queries."""
    query = visible(actor, Thread).where(Thread.space_id == space_id)
    page = newest_first(query, (Thread.active_at, Thread.id), after=after)
    return Page(rows(actor, page.items), page.more)


def rows(
    actor: Actor,
    found: Sequence[Thread],
    counts: Mapping[int, int] | None = None,
    news: Mapping[int, int] | None = None,
) -> list[Row]:
    """Threads as rows of a list, in their order; those that the reader may not see are left out."""
    ids = [one.id for one in found]
    counts = threads.reply_counts(actor, ids) if counts is None else counts
    news = unread_of(actor, ids) if news is None else news
    known, said = faces([one.author_id for one in found]), threads.wordings(actor, [one.id for one in found])
    return [
        Row(one, said[one.id].title, counts.get(one.id, 0), one.id in news, news.get(one.id, 0), known[one.author_id])
        for one in found
        if one.id in said
    ]


def unread_threads(actor: Actor, limit: int = 8) -> list[Row]:
    """The threads with something new for the reader, the most recently active first; for My work."""
    if actor.id is None:
        return []
    fresh = unread(actor).subquery()
    query = select(Thread, fresh.c.later).join(fresh, fresh.c.id == Thread.id)
    found: list[Any] = list(session().execute(query.order_by(Thread.active_at.desc(), Thread.id.desc()).limit(limit)))
    news = {row[0].id: row[1] for row in found}
    return rows(actor, [row[0] for row in found], threads.reply_counts(actor, list(news)), news)
