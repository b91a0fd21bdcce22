"""Reading the ledger: who may read which entries. Never writes."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from community.access import Actor
from community.access.witness import asked
from community.ledger.models import Entry


def readable_entries(actor: Actor) -> Select[Entry]:
    """Entries the actor may read: administrators all, moderators those of their collaborations,
    and everybody their own deeds.
    """
    asked()
    return (
        select(Entry)
        .options(joinedload(Entry.note))
        .where(
            or_(
                actor.within("network.administrator", 0),
                actor.within("collaboration.moderator", Entry.scope_id),
                actor.is_(Entry.actor_id),
            )
        )
    )
