"""What discussions keep of a person: what they wrote, what they follow and read. Export and erase."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, update

from community.sdk import PersonalData, session
from plugins.discussions.models import Reading, Reply, Revision, SpaceReading, Thread

TABLES = (
    "discussions_thread",
    "discussions_reply",
    "discussions_revision",
    "discussions_reading",
    "discussions_space_reading",
)


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """Threads, replies and earlier wordings by the person, and what they follow."""
    for thread in session().scalars(select(Thread).where(Thread.author_id == person_id)):
        yield {"what": "thread", "title": thread.title, "text": thread.body, "at": thread.created_at.isoformat()}
    for reply in session().scalars(select(Reply).where(Reply.author_id == person_id)):
        yield {"what": "reply", "text": reply.body, "at": reply.created_at.isoformat()}
    for old in session().scalars(select(Revision).where(Revision.by_id == person_id)):
        yield {"what": "earlier wording", "title": old.title, "text": old.body, "at": old.at.isoformat()}
    query = select(Thread.public_id, Reading.follows).join(Thread, Thread.id == Reading.thread_id)
    for public_id, follows in session().execute(query.where(Reading.person_id == person_id)):
        # Its address alone: what it says now may no longer be for them.
        yield {"what": "followed thread" if follows else "read thread", "address": f"/discussions/threads/{public_id}"}


def erase(person_id: int) -> None:
    """Texts stay, from a former member, so that what others answered stays whole; habits go."""
    session().execute(update(Thread).where(Thread.author_id == person_id).values(author_id=None))
    session().execute(update(Reply).where(Reply.author_id == person_id).values(author_id=None))
    session().execute(update(Revision).where(Revision.by_id == person_id).values(by_id=None))
    session().execute(delete(Reading).where(Reading.person_id == person_id))
    session().execute(delete(SpaceReading).where(SpaceReading.person_id == person_id))


personal_data = PersonalData(TABLES, export, erase)
