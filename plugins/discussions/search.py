"""What of discussions can be found: threads by their opening, replies by their text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from community.sdk import DocumentSource, Draft, Space, faces, plain, session
from community.sdk import lazy_gettext as _l
from plugins.discussions.models import Reply, Revision, Thread


def load_threads(ids: Sequence[int]) -> Iterable[Draft]:
    """Drafts of threads."""
    rows = (
        session()
        .execute(select(Thread, Space.title).join(Space, Space.id == Thread.space_id).where(Thread.id.in_(ids)))
        .all()
    )
    known = faces([thread.author_id for thread, _ in rows])
    for thread, space in rows:
        face = known[thread.author_id]
        yield Draft(
            kind="discussions.thread",
            id=thread.id,
            title=thread.title,
            body=plain(thread.body, addresses=False),
            author_id=thread.author_id,
            author=face.name,
            districts=face.districts,
            district=face.organization,
            space_id=thread.space_id,
            space=space,
            language=thread.language,
            created=thread.created_at,
            updated=thread.edited_at or thread.created_at,
        )


def load_replies(ids: Sequence[int]) -> Iterable[Draft]:
    """Drafts of replies, under their thread's title."""
    query = select(Reply, Thread.title, Space.title).join(Thread, Thread.id == Reply.thread_id)
    rows = session().execute(query.join(Space, Space.id == Reply.space_id).where(Reply.id.in_(ids))).all()
    known = faces([reply.author_id for reply, _, _ in rows])
    for reply, title, space in rows:
        face = known[reply.author_id]
        yield Draft(
            kind="discussions.reply",
            id=reply.id,
            title=title,
            body=plain(reply.body, addresses=False),
            author_id=reply.author_id,
            author=face.name,
            districts=face.districts,
            district=face.organization,
            space_id=reply.space_id,
            space=space,
            language=reply.language,
            created=reply.created_at,
            updated=reply.edited_at or reply.created_at,
        )


def load_versions(wanted: Mapping[int, Sequence[int]]) -> Iterable[Draft]:
    """Drafts of the versions of threads that are shared."""
    drafts = {draft.id: draft for draft in load_threads(list(wanted))}
    for thread_id, version in session().execute(select(Thread.id, Thread.version).where(Thread.id.in_(list(drafts)))):
        if version in wanted[thread_id]:
            yield replace(drafts[thread_id], version=version)
    query = select(Revision).where(Revision.thread_id.in_(list(wanted)))
    for old in session().scalars(query):
        if old.thread_id in drafts and old.version in wanted[old.thread_id]:
            said = plain(old.body, addresses=False)
            told = replace(drafts[old.thread_id], language=old.language, updated=old.at)
            yield replace(told, title=old.title, body=said, version=old.version)


def thread_ids(after: int, limit: int) -> Sequence[int]:
    """Ids of threads in rising order."""
    return session().scalars(select(Thread.id).where(Thread.id > after).order_by(Thread.id).limit(limit)).all()


def reply_ids(after: int, limit: int) -> Sequence[int]:
    """Ids of replies in rising order."""
    return session().scalars(select(Reply.id).where(Reply.id > after).order_by(Reply.id).limit(limit)).all()


threads = DocumentSource(
    "discussions.thread", load_threads, thread_ids, _l("Threads"), ("thread", "hilo"), versions=load_versions
)
replies = DocumentSource("discussions.reply", load_replies, reply_ids, _l("Replies"), ("reply", "respuesta"))
