"""Who is told of what happens in rounds: the people of the teams that it concerns."""

from typing import Any

from sqlalchemy import Select, select, union

from community.sdk import Space, rules
from plugins.pairings.models import Entry, Pairing, Round
from plugins.pairings.states import ENTERING


def of_team_asked(entry_id: int) -> Select[int]:
    """The people of a team, as long as its round waits for what it says."""
    person, team = _members()
    query = select(person).join(Entry, Entry.team_id == team).join(Round, Round.id == Entry.round_id)
    return query.where(Entry.id == entry_id, Entry.state == "invited", Round.state.in_(sorted(ENTERING)))


def of_round_called_off(round_id: int) -> Select[int]:
    """The people of the teams of a round that was called off; nobody where it was not."""
    person, team = _members()
    query = select(person).join(Entry, Entry.team_id == team).join(Round, Round.id == Entry.round_id)
    return query.where(Entry.round_id == round_id, Round.state == "cancelled").distinct()


def of_entry(entry_id: int) -> Select[int]:
    """The people of the team."""
    person, team = _members()
    return select(person).join(Entry, Entry.team_id == team).where(Entry.id == entry_id)


def of_giver(pairing_id: int) -> Select[int]:
    """The people of the giving team, or the expert who stands in."""
    person, team = _members()
    of_team = select(person).join(Pairing, Pairing.giver_id == team).where(Pairing.id == pairing_id)
    standing, paired = tuple(rules().scopes["pairings.expert"].pairs().subquery().c)[:2]
    expert = select(standing).where(paired == pairing_id)
    return _one(of_team, expert)


def of_facilitators(pairing_id: int) -> Select[int]:
    """Those who facilitate the collaboration of a pairing."""
    person, place = tuple(rules().scopes["collaboration.facilitator"].pairs().subquery().c)[:2]
    query = select(person).join(Space, Space.collaboration_id == place).join(Pairing, Pairing.space_id == Space.id)
    return query.where(Pairing.id == pairing_id)


def of_receiver(pairing_id: int) -> Select[int]:
    """The people of the receiving team."""
    person, team = _members()
    return select(person).join(Pairing, Pairing.receiver_id == team).where(Pairing.id == pairing_id)


def of_both(pairing_id: int) -> Select[int]:
    """The people of both."""
    return _one(of_giver(pairing_id), of_receiver(pairing_id))


def _members() -> tuple[Any, Any]:
    person, team = tuple(rules().scopes["team.member"].pairs().subquery().c)[:2]
    return person, team


def _one(*parts: Select[Any]) -> Select[int]:
    found = union(*parts).subquery()
    return select(next(iter(found.c)))


def itself(model: type, thing_id: int) -> Select[int]:
    """The id of one thing, as a Select for an IN."""
    return select(model.id).where(model.id == thing_id)  # type: ignore[attr-defined]


def written_for(model: type, pairing_id: int) -> Select[int]:
    """The ids of the feedback or the response of a pairing, as a Select for an IN."""
    return select(model.id).where(model.pairing_id == pairing_id)  # type: ignore[attr-defined]
