"""What notifications keep of a person: their notices and how many they got. Export and erase."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, update

from community.sdk import PersonalData, host, session
from plugins.notifications.models import Inbox, Notice


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """Each notice: of what sort, when it came, was read and mailed."""
    titles = {declared.name: declared.title for declared in host().notices()}
    query = select(Notice).where(Notice.person_id == person_id).order_by(Notice.seq)
    for one in session().scalars(query):
        yield {
            "what": "notice",
            "number": one.seq,
            "title": str(titles.get(one.name, one.name)),
            "at": one.at.isoformat(),
            "read_at": one.read_at.isoformat() if one.read_at else None,
            "mailed_at": one.mailed_at.isoformat() if one.mailed_at else None,
        }


def erase(person_id: int) -> None:
    """Their own notices go. Notices that others got of their deeds stay, from a former member."""
    session().execute(delete(Notice).where(Notice.person_id == person_id))
    session().execute(delete(Inbox).where(Inbox.person_id == person_id))
    session().execute(update(Notice).where(Notice.actor_id == person_id).values(actor_id=None))


personal_data = PersonalData(("notifications_notice", "notifications_inbox"), export, erase)
