"""Teams and experts as rounds name them: by their organizations and names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, union

from community.sdk import Actor, Organization, Person, PersonRow, Space, Team, rules, session
from plugins.pairings.models import Round

PLACES = ("space.member", "team.member", "team.guest")


@dataclass(frozen=True)
class TeamName:
    """A team with the name of its organization, and the colour that stands for it."""

    id: int
    public_id: str
    slug: str
    name: str
    short: str
    colour: int


def _query() -> Select[int, str, str, str, str, int]:
    query = select(Team.id, Team.public_id, Team.slug, Organization.name, Organization.short_name, Organization.colour)
    return query.join(Organization, Organization.id == Team.organization_id)


def named(ids: Iterable[int | None]) -> Mapping[int, TeamName]:
    """Those teams by number. The caller may know that they exist."""
    rows = session().execute(_query().where(Team.id.in_({one for one in ids if one is not None})))
    return {row[0]: TeamName(row[0], row[1], row[2], row[3], row[4] or row[3], row[5]) for row in rows}


def of_collaboration(collaboration_id: int | None) -> Sequence[TeamName]:
    """The teams that take part in a collaboration now, by name."""
    query = _query().where(Team.collaboration_id == collaboration_id, Team.closed_at.is_(None))
    rows = session().execute(query.order_by(Organization.name, Team.id))
    return [TeamName(row[0], row[1], row[2], row[3], row[4] or row[3], row[5]) for row in rows]


def mine(actor: Actor) -> frozenset[int]:
    """The numbers of the teams that the actor is in now."""
    return actor.scopes.get("team.member", frozenset()) if isinstance(actor, Person) else frozenset()


def spaces(ids: Iterable[int]) -> Mapping[int, Space]:
    """The own spaces of teams, by the team's number."""
    rows = session().scalars(select(Space).where(Space.kind == "team", Space.team_id.in_(list(ids))))
    return {one.team_id: one for one in rows if one.team_id is not None}


def people_of(team_id: int, scope: str = "team.member") -> Sequence[tuple[int, str]]:
    """(number, name) of those in a team now, or of those who lead it, by name."""
    person, team = tuple(rules().scopes[scope].pairs().subquery().c)[:2]
    query = select(PersonRow.id, PersonRow.name).join_from(PersonRow, person.table, person == PersonRow.id)
    rows = session().execute(query.where(team == team_id).order_by(PersonRow.name, PersonRow.id))
    return [(row[0], row[1]) for row in rows]


def experts(space: Space) -> Sequence[tuple[str, str]]:
    """(public id, name) of those who may stand in: who facilitates, moderates or has a pass, and is in none of the
    collaboration's teams.
    """
    teams_here = select(Team.id).where(Team.collaboration_id == space.collaboration_id)
    scopes = {name: tuple(rules().scopes[name].pairs().subquery().c)[:2] for name in PLACES}
    inside, member = scopes["space.member"], scopes["team.member"]
    guest = scopes["team.guest"]
    can = union(
        select(inside[0]).where(inside[1] == space.id), select(guest[0]).where(guest[1].in_(teams_here))
    ).subquery()
    query = select(PersonRow.public_id, PersonRow.name).where(
        PersonRow.id.in_(select(can.c[0])), PersonRow.id.not_in(select(member[0]).where(member[1].in_(teams_here)))
    )
    return [(row[0], row[1]) for row in session().execute(query.order_by(PersonRow.name, PersonRow.id))]


def people(ids: Iterable[int | None]) -> Mapping[int, str]:
    """Names of persons by number."""
    wanted = {one for one in ids if one is not None}
    return {
        row[0]: row[1]
        for row in session().execute(select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(wanted)))
    }


def home_of_round(round_id: int) -> Space:
    """The space of a round's collaboration."""
    return session().scalars(select(Space).join(Round, Round.space_id == Space.id).where(Round.id == round_id)).one()
