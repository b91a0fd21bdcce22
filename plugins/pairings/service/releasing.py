"""Letting a pairing go: whoever wrote keeps the draft, and what was shared for it is recalled."""

from sqlalchemy import select

from community.sdk import Actor, Ref, Share, System, now, publish, record, session, shares_now, withdraw_share
from plugins.pairings.events import PairingReleased
from plugins.pairings.models import Entry, Pairing, Partnership
from plugins.pairings.service.moving import move
from plugins.pairings.states import OVER

RECALLED = System("the pairing for which it was shared was released")


def let_go(actor: Actor, found: Pairing, reason: str, *, to: str = "released") -> None:
    """Release a pairing; the receiver's version is recalled where no other pairing of this round needs it."""
    move(actor, found, to, reason)
    record("pairings.pairing_released", Ref("pairings.pairing", found.id), actor, str(reason))
    publish(PairingReleased(found.id), actor.id)
    same = select(Pairing.id).where(Pairing.space_id == found.space_id, Pairing.state.not_in(OVER))
    here = same.where(Pairing.receiver_id == found.receiver_id, Pairing.round_id == found.round_id)
    if session().scalar(here.limit(1)) is None:
        _recall(found)
    if session().scalar(same.limit(1)) is None:
        partnership = session().scalars(select(Partnership).where(Partnership.space_id == found.space_id)).one()
        partnership.ended_at = now()


def _recall(found: Pairing) -> None:
    entry = (
        session()
        .scalars(select(Entry).where(Entry.round_id == found.round_id, Entry.team_id == found.receiver_id))
        .one_or_none()
    )
    if entry is None or entry.object_id is None:
        return
    shared = select(Share.public_id).where(
        Share.kind == entry.kind, Share.object_id == entry.object_id, Share.space_id == found.space_id,
        Share.version >= entry.version, shares_now(),
    )  # fmt: skip
    for share_id in session().scalars(shared).all():
        withdraw_share(RECALLED, share_id)
