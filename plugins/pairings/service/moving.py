"""How anything comes to another state: allowed or refused in words, and kept with who, when and why."""

from typing import Any

from sqlalchemy import select

from community.sdk import Actor, Conflict, Invalid, Ref, Verdict, publish, record, session, take_turn
from community.sdk import lazy_gettext as _l
from plugins.pairings.events import EntryChanged, RoundMoved
from plugins.pairings.models import Entry, Pairing, Response, Round, Transition
from plugins.pairings.states import follows

KINDS = {Round: "round", Entry: "entry", Pairing: "pairing", Response: "response"}


def in_turn(found: Round) -> Round:
    """Whoever else changes this round waits from here on; it is as it stands now. Inside the unit of work."""
    take_turn("pairings.round", found.id)
    session().refresh(found)
    return found


def pairing_in_turn(found: Pairing) -> tuple[Pairing, Round]:
    """The same for one pairing, and its round."""
    held = in_turn(session().get_one(Round, found.round_id))
    session().refresh(found)
    return found, held


def move(actor: Actor, thing: Any, to: str, reason: str = "") -> None:
    """Bring a round, entry, pairing or response to another state. Raises Conflict where that does not follow."""
    kind, before = KINDS[type(thing)], thing.state
    if not follows(kind, before, to):
        raise Conflict(_l("This has gone on meanwhile, and what you wanted no longer fits. Look at it again."))
    thing.state = to
    session().flush()
    session().add(
        Transition(kind=kind, object_id=thing.id, before=before, after=to, by_id=actor.id, reason=str(reason)[:500])
    )


def move_round(actor: Actor, found: Round, to: str, reason: str = "") -> None:
    """The same for a round, told to others and kept in the ledger."""
    move(actor, found, to, reason)
    record("pairings.round_moved", Ref("pairings.round", found.id), actor, str(reason))
    publish(RoundMoved(found.id, to), actor.id)


def move_entry(actor: Actor, entry: Entry, to: str, reason: str = "") -> None:
    """The same for a team's entry."""
    move(actor, entry, to, reason)
    record("pairings.entry_changed", Ref("pairings.entry", entry.id), actor, str(reason))
    publish(EntryChanged(entry.id, to), actor.id)


def refuse_held(verdict: Verdict) -> None:
    """What belongs to whole teams cannot wait for a moderator: it would be gone for all of them. Raises Invalid."""
    if verdict.held:
        raise Invalid({"": _l("A moderator would have to look at this first. Leave out what may not belong here.")})


def entries_in(found: Round, *states: str) -> list[Entry]:
    """The entries of a round in these states."""
    query = select(Entry).where(Entry.round_id == found.id, Entry.state.in_(states)).order_by(Entry.id)
    return list(session().scalars(query))


def pairings_in(found: Round, *states: str) -> list[Pairing]:
    """The pairings of a round in these states."""
    query = select(Pairing).where(Pairing.round_id == found.id, Pairing.state.in_(states)).order_by(Pairing.id)
    return list(session().scalars(query))
