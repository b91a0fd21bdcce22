"""What moderation keeps of a person: takedowns of what they wrote, and decisions they made."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from community.sdk import PersonalData, session
from plugins.moderation.models import Takedown


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """Takedowns of the person's own content, with the reason they were told."""
    for row in session().scalars(select(Takedown).where(Takedown.author_id == person_id)):
        yield {"what": f"{row.state} {row.kind}", "reason": row.reason, "at": row.at.isoformat()}
    for row in session().scalars(select(Takedown).where(Takedown.by_id == person_id)):
        yield {"what": f"hid a {row.kind}", "reason": row.reason, "at": row.at.isoformat()}


def erase(person_id: int) -> None:
    """Takedowns stand; whose they were goes."""
    for column in (Takedown.author_id, Takedown.by_id, Takedown.lifted_by_id):
        session().execute(update(Takedown).where(column == person_id).values({column.key: None}))


personal_data = PersonalData(("moderation_takedown",), export, erase)
