"""What the ledger keeps of a person: their deeds, with the notes they wrote."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from community.data.database import session
from community.host.contract import PersonalData
from community.ledger.models import Entry, Note


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """Every deed, oldest first."""
    query = select(Entry).options(joinedload(Entry.note)).where(Entry.actor_id == person_id).order_by(Entry.id)
    for entry in session().scalars(query):
        note = entry.note.text if entry.note else ""
        yield {"what": entry.action, "at": entry.at.isoformat(), "note": note}


def erase(person_id: int) -> None:
    """Their notes go; what was done stays, as numbers that lead to nobody's name."""
    mine = select(Entry.id).where(Entry.actor_id == person_id)
    session().execute(delete(Note).where(Note.entry_id.in_(mine)))


personal_data = PersonalData((), export, erase)
