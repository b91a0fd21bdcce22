"""What discussions do after the commit: where newcomers begin, and activity that follows moderation. Safe to repeat."""

from collections.abc import Sequence

from sqlalchemy import func, select, update

from community.sdk import Anonymous, Stored, narrowed, rules, session, spaces_of_person
from plugins.discussions import service
from plugins.discussions.models import Reply, Thread


def newcomers_begin(events: Sequence[Stored]) -> None:
    """Whoever joined starts with nothing unread: what was written before is there, but does not count as new."""
    for stored in events:
        person_id: int = getattr(stored.event, "person_id", 0)
        for space_id in spaces_of_person(person_id):
            service.begin_space(person_id, space_id)


def activity_follows(events: Sequence[Stored]) -> None:
    """A hidden reply no longer moves its thread to the top; a restored one does again."""
    replies = {ref.id for stored in events for ref in stored.refs if ref.kind == "discussions.reply"}
    threads = session().scalars(select(Reply.thread_id).where(Reply.id.in_(replies)).distinct()).all()
    for thread_id in threads:
        open_to_all = narrowed(Anonymous(), rules().kind("discussions.reply"))
        last = select(func.max(Reply.created_at)).where(Reply.thread_id == thread_id, open_to_all).scalar_subquery()
        at = func.coalesce(last, Thread.created_at)
        session().execute(
            update(Thread).where(Thread.id == thread_id).values(active_at=at, updated_at=Thread.updated_at)
        )
