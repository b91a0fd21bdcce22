"""Publishing pairs: each gets its place, reads what the receiver shows, and is told. And bringing in somebody else."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    PersonRow,
    Ref,
    Share,
    Space,
    System,
    found_space,
    new_public_id,
    now,
    publish,
    record,
    session,
    share,
    shares_now,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.pairings.events import TeamsPaired
from plugins.pairings.models import Entry, Pairing, Partnership, Round
from plugins.pairings.queries import checklist, pairings, rounds, teams
from plugins.pairings.queries.days import today
from plugins.pairings.service.moving import entries_in, in_turn, move, move_round, pairing_in_turn
from plugins.pairings.service.releasing import let_go

SHOWN = System("a team handed it in for feedback")
SHORTEST = timedelta(days=10)  # that whoever comes late has for writing


def publish_pairs(actor: Actor, public_id: str, number: int, reason: str = "") -> None:
    """Let every team see with whom it is paired, by one proposal.

    Where the checklist is not all right, a reason is asked for. Raises NotFound, Forbidden, Invalid or Conflict.
    """
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        proposal = rounds.proposal(found, number)
        if proposal.how == "repair" or found.state != "proposed":
            raise Conflict(_l("This has gone on meanwhile, and what you wanted no longer fits. Look at it again."))
        wrong = [one for one in checklist.of(found, proposal) if not one.holds]
        if any(one.hard for one in wrong):
            raise Conflict(_l("Since this was proposed, a team or a rule has changed. Propose again."))
        if wrong and not reason:
            raise Invalid({"reason": _l("Not everything on the checklist holds. Say why you publish all the same.")})
        found.chosen, found.published_at = number, now()
        move_round(actor, found, "published", reason)
        entries = {one.team_id: one for one in entries_in(found, "submitted")}
        slugs = checklist.ids_of(found)
        for one in proposal.outcome["pairs"]:
            pair_up(actor, found, (slugs[one["giver"]], slugs[one["receiver"]]), one, entries=entries)


def pair_up(
    actor: Actor, found: Round, pair: tuple[int, int], why: dict[str, Any], *, entries: Mapping[int, Entry]
) -> Pairing:
    """Make one pairing of two teams, and let the giver read what the receiver shows. Inside the unit of work."""
    giver, receiver = pair
    space = _partnership(found, min(pair), second=max(pair))
    row = Pairing(
        round_id=found.id, space_id=space.id, giver_id=giver, receiver_id=receiver, why=why, due=due_day(found)
    )
    return _made(actor, row, entries[receiver], space)


def due_day(found: Round) -> date:
    """Until when feedback that is asked for today is to be given."""
    return max(found.feedback_by, min(today() + SHORTEST, max(found.guaranteed_by, today() + timedelta(days=1))))


def _made(actor: Actor, row: Pairing, entry: Entry, space: Space) -> Pairing:
    session().add(row)
    session().flush()
    move(actor, row, "active")
    show(entry, space, entry.version)
    record("pairings.teams_paired", Ref("pairings.pairing", row.id), actor)
    publish(TeamsPaired(row.id), actor.id)
    return row


def show(entry: Entry, space: Space, version: int) -> None:
    """Let a partnership read a version of what an entry shows, if it does not yet."""
    if entry.object_id is None:
        return
    there = select(Share.id).where(
        Share.kind == entry.kind, Share.object_id == entry.object_id, Share.version == version,
        Share.space_id == space.id, shares_now(),
    )  # fmt: skip
    if session().scalar(there) is None:
        share(SHOWN, Ref(entry.kind, entry.object_id), space.public_id, version=version)


def _partnership(found: Round, first: int, *, second: int | None = None, expert: int | None = None) -> Space:
    """The space of two partners; made when they meet for the first time, open again when they meet anew."""
    query = select(Partnership).where(
        Partnership.first_id == first, Partnership.second_id == second, Partnership.expert_id == expert
    )
    known = session().scalars(query).one_or_none()
    if known is not None:
        known.ended_at = None
        return session().get_one(Space, known.space_id)
    names = teams.named([first, second])
    title = names[first].short, names[second].short if second is not None else teams.people([expert])[expert or 0]
    home = session().get_one(Space, found.space_id)
    space = found_space(
        "pairing", f"pairing-{new_public_id().lower()}", " · ".join(title)[:160], collaboration_id=home.collaboration_id
    )
    session().add(Partnership(space_id=space.id, first_id=first, second_id=second, expert_id=expert))
    session().flush()
    return space


def stand_in(actor: Actor, pairing_id: str, person: str, reason: str) -> Pairing:
    """Somebody from outside the teams, by public id, takes over feedback that is overdue, so that the team has it.

    What the first giver wrote stays with them. Raises NotFound, Forbidden, Invalid or Conflict.
    """
    if not reason:
        raise Invalid({"reason": _l("Say why, so that both teams can read it.")})
    with unit_of_work():
        late, found = pairing_in_turn(pairings.pairing_to(actor, "steer", pairing_id))
        if late.state != "overdue":
            raise Conflict(_l("Somebody can stand in when the last day has passed and nothing was given."))
        home = session().get_one(Space, found.space_id)
        chosen = session().scalars(select(PersonRow).where(PersonRow.public_id == person)).one_or_none()
        if chosen is None or person not in {one for one, _name in teams.experts(home)}:
            raise Invalid({"person": _l("Choose one from the list.")})
        entry = (
            session().scalars(select(Entry).where(Entry.round_id == found.id, Entry.team_id == late.receiver_id)).one()
        )
        space = _partnership(found, late.receiver_id, expert=chosen.id)
        row = Pairing(
            round_id=found.id, space_id=space.id, expert_id=chosen.id, receiver_id=late.receiver_id,
            why={"flags": ["stands_in"]}, due=due_day(found),
        )  # fmt: skip
        made = _made(actor, row, entry, space)
        late.replaced_by_id = made.id
        let_go(actor, late, reason, to="replaced")
    return made


def waive(actor: Actor, pairing_id: str, reason: str) -> None:
    """Let an owed feedback go without anybody in its place. Raises NotFound, Forbidden, Invalid or Conflict."""
    if not reason:
        raise Invalid({"reason": _l("Say why, so that both teams can read it.")})
    with unit_of_work():
        found, _round = pairing_in_turn(pairings.pairing_to(actor, "steer", pairing_id))
        let_go(actor, found, reason, to="waived")


def extend(actor: Actor, pairing_id: str, due: date, reason: str) -> None:
    """Give one pairing another last day. Raises NotFound, Forbidden, Invalid or Conflict."""
    with unit_of_work():
        found, held = pairing_in_turn(pairings.pairing_to(actor, "steer", pairing_id))
        if found.state not in {"active", "drafting", "overdue"}:
            raise Conflict(_l("This has gone on meanwhile, and what you wanted no longer fits. Look at it again."))
        if not today() <= due <= held.answers_by:
            raise Invalid({"due": _l("Choose a day from today to the last day for answers.")})
        found.due = due
        if found.state == "overdue":
            move(
                actor,
                found,
                "drafting" if pairings.newest(found) else "active",
                reason or _l("It has another last day."),
            )
        record("pairings.due_moved", Ref("pairings.pairing", found.id), actor, reason)
