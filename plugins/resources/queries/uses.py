"""Who uses a resource: teams that said so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from community.sdk import Actor, Organization, Team, session, visible
from plugins.resources.models import Resource, Use


def counts(resource_ids: Sequence[int]) -> Mapping[int, int]:
    """How many teams use each resource now. One query."""
    query = select(Use.resource_id, func.count()).where(Use.resource_id.in_(resource_ids), Use.ended_at.is_(None))
    return dict(session().execute(query.group_by(Use.resource_id)).all())


@dataclass(frozen=True)
class Used:
    """A team that uses a resource, or did."""

    team: Team
    name: str
    use: Use


@dataclass(frozen=True)
class Uses:
    """Who uses a resource, for one reader: teams they may know, how many more there are, and their own teams."""

    teams: Sequence[Used]
    others: int
    own: Sequence[tuple[Team, str, Use | None]]


def of(actor: Actor, found: Resource) -> Uses:
    """Who uses a resource, those who do now first. A fixed number of queries."""
    known = visible(actor, Team).with_only_columns(Team.id)
    query = select(Use, Team, Organization.name).join(Team, Team.id == Use.team_id)
    query = query.join(Organization, Organization.id == Team.organization_id).where(Use.resource_id == found.id)
    order = (Use.ended_at.is_not(None), Use.at, Use.id)
    rows = session().execute(query.where(Team.id.in_(known)).order_by(*order)).all()
    teams = [Used(team, name, use) for use, team, name in rows]
    now_known = sum(one.use.ended_at is None for one in teams)
    said = {one.team.id: one.use for one in teams}
    own = [(team, name, said.get(team.id)) for team, name in _own(actor)]
    return Uses(teams, counts([found.id]).get(found.id, 0) - now_known, own)


def own_teams(actor: Actor) -> Sequence[Team]:
    """The teams that the actor is in."""
    return [team for team, _name in _own(actor)]


def _own(actor: Actor) -> Sequence[tuple[Team, str]]:
    query = select(Team, Organization.name).join(Organization, Organization.id == Team.organization_id)
    rows = session().execute(query.where(actor.within("team.member", Team.id)).order_by(Organization.name, Team.id))
    return [(row[0], row[1]) for row in rows]
