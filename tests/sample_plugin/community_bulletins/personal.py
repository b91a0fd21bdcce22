"""What bulletins keep of a person: what they posted, opened and edit. Export and erase."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, update

from community.sdk import PersonalData, Space, session
from community_bulletins.models import Bulletin, Editor, Reading

TABLES = ("bulletins_bulletin", "bulletins_reading", "bulletins_editor")


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """Bulletins by the person, the titles of those they opened, the spaces they edit."""
    for row in session().scalars(select(Bulletin).where(Bulletin.author_id == person_id)):
        yield {"what": "bulletin", "title": row.title, "text": row.body, "at": row.created_at.isoformat()}
    opened = select(Bulletin.title).join(Reading).where(Reading.person_id == person_id)
    for title in session().scalars(opened):
        yield {"what": "opened bulletin", "title": title}
    for title in session().scalars(select(Space.title).join(Editor).where(Editor.person_id == person_id)):
        yield {"what": "editor", "space": title}


def erase(person_id: int) -> None:
    """Bulletins stay, from a former member; the rest goes."""
    session().execute(update(Bulletin).where(Bulletin.author_id == person_id).values(author_id=None))
    session().execute(delete(Reading).where(Reading.person_id == person_id))
    session().execute(delete(Editor).where(Editor.person_id == person_id))


personal_data = PersonalData(TABLES, export, erase)
