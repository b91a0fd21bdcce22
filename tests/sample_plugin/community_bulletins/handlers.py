"""What bulletins do after the commit. Safe to repeat."""

from datetime import timedelta

from community.sdk import Ref, Stored, now, unit_of_work
from community_bulletins import service

KEPT = timedelta(days=30)


def note_thread(stored: Stored) -> None:
    """A thread was opened: a lead for the editors of its space."""
    space_id = getattr(stored.event, "space_id", None)
    if stored.subject is not None and space_id is not None:
        with unit_of_work():
            service.note_lead(Ref(stored.subject.kind, stored.subject.id), space_id)


def count_minutes(bulletin_id: int) -> None:
    """A task: how long a bulletin takes to read."""
    service.count_minutes(bulletin_id)


def forget_leads() -> None:
    """A job: leads of last month are no news."""
    service.forget_leads(now() - KEPT)
