"""Who may do what in rounds. Facilitators steer; a team enters, gives and answers; reading follows spaces."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select, union

from community.sdk import Actor, Policy, Scope, Space, Team, session
from community.sdk import rules as known
from plugins.pairings.models import Entry, Feedback, Pairing, Partnership, Response, Round
from plugins.pairings.states import OVER

rules = Policy("pairings")


@rules.grant(Space, "pairings.start")
def facilitators_of_a_collaboration(actor: Actor) -> ColumnElement[bool]:
    """Those who facilitate the collaboration start rounds in its space."""
    return and_(Space.kind == "collaboration", actor.within("space.owner", Space.id))


@rules.grant(Round, "steer")
def facilitators_of_its_collaboration(actor: Actor) -> ColumnElement[bool]:
    """Those who facilitate its collaboration."""
    return actor.within("space.owner", Round.space_id)


@rules.grant(Entry, "read")
def whoever_reads_their_work(actor: Actor) -> ColumnElement[bool]:
    """Those who facilitate the round, and whoever is in the space of a partnership in which the team receives."""
    steered = exists(
        select(literal(1))
        .where(Round.id == Entry.round_id, actor.within("space.owner", Round.space_id))
        .correlate(Entry)
    )
    paired = exists(
        select(literal(1))
        .where(
            Pairing.round_id == Entry.round_id, Pairing.receiver_id == Entry.team_id, Pairing.state.not_in(OVER),
            actor.within("space.member", Pairing.space_id),
        )
        .correlate(Entry)
    )  # fmt: skip
    return or_(steered, paired)


def entry_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index: where it is at home, the round's collaboration, and the partnerships."""
    homes = select(Entry.id, Entry.space_id, Round.space_id).join(Round, Round.id == Entry.round_id)
    rows = session().execute(homes.where(Entry.id.in_(ids)))
    found = {one: {f"space.member:{home}", f"space.owner:{round_}"} for one, home, round_ in rows}
    received = and_(Pairing.round_id == Entry.round_id, Pairing.receiver_id == Entry.team_id)
    pairs = select(Entry.id, Pairing.space_id).join(Pairing, received)
    for one, place in session().execute(pairs.where(Entry.id.in_(ids), Pairing.state.not_in(OVER))):
        found[one].add(f"space.member:{place}")
    return {one: frozenset(labels) for one, labels in found.items()}


@rules.grant(Entry, "edit")
def its_team(actor: Actor) -> ColumnElement[bool]:
    """The people of the team."""
    return actor.within("space.owner", Entry.space_id)


@rules.grant(Pairing, "read")
def whoever_was_paired(actor: Actor) -> ColumnElement[bool]:
    """Both teams and the expert, also when it was released and their space is closed: what they wrote is theirs."""
    return or_(
        actor.within("team.member", Pairing.giver_id),
        actor.within("team.member", Pairing.receiver_id),
        actor.within("pairings.expert", Pairing.id),
    )


def pairing_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index, with where it is at home."""
    query = select(Pairing.id, Pairing.space_id, Pairing.giver_id, Pairing.receiver_id).where(Pairing.id.in_(ids))
    return {
        one: frozenset(
            {f"space.member:{home}", f"team.member:{giver}", f"team.member:{receiver}", f"pairings.expert:{one}"}
        )
        for one, home, giver, receiver in session().execute(query)
    }


@rules.grant(Pairing, "give")
def whoever_gives(actor: Actor) -> ColumnElement[bool]:
    """The people of the giving team; the expert who stands in."""
    return or_(actor.within("team.member", Pairing.giver_id), actor.within("pairings.expert", Pairing.id))


@rules.grant(Pairing, "send")
def whoever_speaks_for_the_giver(actor: Actor) -> ColumnElement[bool]:
    """Those who lead the giving team; where nobody leads it, everybody in it; the expert who stands in."""
    return or_(_speaks(actor, Pairing.giver_id), actor.within("pairings.expert", Pairing.id))


@rules.grant(Pairing, "receive")
def whoever_receives(actor: Actor) -> ColumnElement[bool]:
    """The people of the receiving team."""
    return actor.within("team.member", Pairing.receiver_id)


@rules.grant(Pairing, "answer")
def whoever_speaks_for_the_receiver(actor: Actor) -> ColumnElement[bool]:
    """Those who lead the receiving team; where nobody leads it, everybody in it."""
    return _speaks(actor, Pairing.receiver_id)


def _speaks(actor: Actor, team: Any) -> ColumnElement[bool]:
    leads = known().scopes["team.lead"].pairs().subquery()
    _person, led = tuple(leads.c)[:2]
    has_lead = exists(select(literal(1)).select_from(leads).where(led == team))
    return or_(actor.within("team.lead", team), and_(actor.within("team.member", team), ~has_lead))


@rules.grant(Pairing, "steer")
def facilitators_of_the_round(actor: Actor) -> ColumnElement[bool]:
    """Those who facilitate the collaboration."""
    return actor.within("space.owner", Pairing.space_id)


@rules.grant(Feedback, "read")
@rules.grant(Feedback, "edit")
def the_expert_who_writes_it(actor: Actor) -> ColumnElement[bool]:
    """The expert who stands in; their draft lives among the staff, where they need not be."""
    return actor.within("pairings.expert", Feedback.pairing_id)


def feedback_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index: where it is at home, and the expert who stands in."""
    rows = session().execute(select(Feedback.id, Feedback.space_id, Feedback.pairing_id).where(Feedback.id.in_(ids)))
    return {row[0]: frozenset({f"space.member:{row[1]}", f"pairings.expert:{row[2]}"}) for row in rows}


@rules.grant(Feedback, "edit")
def the_team_that_writes_it(actor: Actor) -> ColumnElement[bool]:
    """The people of the giving team."""
    return actor.within("space.owner", Feedback.space_id)


@rules.grant(Response, "edit")
def the_team_that_answers(actor: Actor) -> ColumnElement[bool]:
    """The people of the receiving team."""
    return actor.within("space.owner", Response.space_id)


def experts() -> Select[Any, Any]:
    """(person, pairing) of those who stand in, as long as they have a place in the collaboration."""
    parts = []
    for person, home in _places():
        of = select(Pairing.expert_id, Pairing.id).join(Space, Space.id == Pairing.space_id)
        parts.append(of.join(home.table, (person == Pairing.expert_id) & (home == Space.collaboration_id)))
    found = union(*parts).subquery()
    return select(*found.c)


def _places() -> list[tuple[Any, Any]]:
    """(person, collaboration) of everybody in a collaboration, and of experts with a pass to one of its teams."""
    guests = known().scopes["team.guest"].pairs().subquery()
    person, team = tuple(guests.c)[:2]
    of_teams = select(person, Team.collaboration_id.label("home")).join(Team, Team.id == team)
    ways = (known().scopes["collaboration.member"].pairs(), of_teams)
    columns = (list(way.subquery().c) for way in ways)
    return [(one[0], one[1]) for one in columns]


SCOPES = (Scope("pairings.expert", experts),)


def partners() -> Select[int, int]:
    """(space, person) of partnerships: both teams, the expert, and those who facilitate or moderate."""
    going_on = Partnership.ended_at.is_(None)
    parts: list[Any] = []
    for column in (Partnership.first_id, Partnership.second_id):
        person, team = _pairs("team.member")
        parts.append(select(Partnership.space_id, person).where(column == team, going_on))
    for person, home in _places():
        standing = select(Partnership.space_id, Partnership.expert_id).join(Space, Space.id == Partnership.space_id)
        here = (person == Partnership.expert_id) & (home == Space.collaboration_id)
        parts.append(standing.join(home.table, here).where(going_on))
    parts += [_of("collaboration.facilitator"), _of("collaboration.moderator")]
    found = union(*parts).subquery()
    return select(*found.c)


def partners_moderators() -> Select[int, int]:
    """(space, person) of those who moderate in partnerships: the moderators of their collaboration."""
    return _of("collaboration.moderator")


def _of(scope: str) -> Select[int, int]:
    person, place = _pairs(scope)
    return select(Space.id, person).where(Space.kind == "pairing", Space.collaboration_id == place)


def _pairs(scope: str) -> tuple[ColumnElement[int], ColumnElement[int]]:
    person, thing = tuple(known().scopes[scope].pairs().subquery().c)[:2]
    return person, thing
