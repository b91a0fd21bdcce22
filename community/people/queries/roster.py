"""Reading collaborations and teams: who is in them, with which role, until when. Never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from community.access import Actor, visible
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.errors import NotFound
from community.people import addresses
from community.people.models import Collaboration, ExpertPass, Organization, Person, RoleHeld, Team, TeamMembership
from community.people.scopes import current

Spell = tuple[int, int | None, int | None]  # person, team, collaboration


def collaborations(actor: Actor) -> list[Collaboration]:
    """The collaborations that the actor may read, by title, with their phases."""
    query = visible(actor, Collaboration).options(selectinload(Collaboration.phases))
    return list(session().scalars(query.order_by(Collaboration.title, Collaboration.id)))


def collaboration(actor: Actor, slug: str) -> Collaboration:
    """The collaboration of that address, with its phases. Raises NotFound."""
    query = visible(actor, Collaboration).options(selectinload(Collaboration.phases))
    found: Collaboration | None = session().scalar(query.where(Collaboration.slug == slug))
    if found is None:
        raise NotFound
    return found


def team(actor: Actor, slug: str) -> Team:
    """The team of that address, with its district and collaboration. Raises NotFound."""
    query = visible(actor, Team).options(joinedload(Team.organization), joinedload(Team.collaboration))
    found: Team | None = session().scalar(query.where(Team.slug == slug))
    if found is None:
        raise NotFound
    return found


def teams_in(actor: Actor, collaboration_id: int) -> list[Team]:
    """The open teams of a collaboration by district, with their districts."""
    query = visible(actor, Team).options(joinedload(Team.organization), joinedload(Team.collaboration))
    query = query.join(Organization, Organization.id == Team.organization_id)
    query = query.where(Team.collaboration_id == collaboration_id, Team.closed_at.is_(None))
    return list(session().scalars(query.order_by(Organization.name, Team.id)))


def members_of(teams: Sequence[Team]) -> Mapping[int, list[TeamMembership]]:
    """The members now, by team, leads first. The caller has loaded the teams as visible."""
    query = _memberships(teams).where(current(TeamMembership))
    found: dict[int, list[TeamMembership]] = {one.id: [] for one in teams}
    for membership in session().scalars(query.order_by(TeamMembership.lead.desc(), Person.name)):
        found[membership.team_id].append(membership)
    return found


def former_members(of: Team) -> list[TeamMembership]:
    """Those who were in the team, the last to leave first. For readers of the team's record."""
    query = _memberships([of]).where(TeamMembership.ends_at <= now(), TeamMembership.ends_at > TeamMembership.starts_at)
    return list(session().scalars(query.order_by(TeamMembership.ends_at.desc(), TeamMembership.id)))


def coming_members(of: Team) -> list[TeamMembership]:
    """Those who will be in the team. For readers of the team's record."""
    at = now()
    open_end = or_(TeamMembership.ends_at.is_(None), TeamMembership.ends_at > TeamMembership.starts_at)
    query = _memberships([of]).where(TeamMembership.starts_at > at, open_end)
    return list(session().scalars(query.order_by(TeamMembership.starts_at, TeamMembership.id)))


def _memberships(teams: Sequence[Team]) -> Select[TeamMembership]:
    query = select(TeamMembership).join(Person, Person.id == TeamMembership.person_id)
    loaded = joinedload(TeamMembership.person).joinedload(Person.organization)
    return query.options(loaded).where(TeamMembership.team_id.in_([one.id for one in teams]))


def membership(actor: Actor, public_id: str) -> TeamMembership:
    """One membership of a team whose record the actor may read, with its team and person. Raises NotFound."""
    teams = visible(actor, Team, "read_record").with_only_columns(Team.id)
    where = joinedload(TeamMembership.team)
    query = select(TeamMembership).options(
        joinedload(TeamMembership.person),
        where.joinedload(Team.organization),
        where.joinedload(Team.collaboration),
    )
    query = query.where(TeamMembership.public_id == public_id, TeamMembership.team_id.in_(teams))
    found: TeamMembership = _one(query)
    return found


def roles_in(collaboration_id: int) -> list[RoleHeld]:
    """Facilitators and moderators now and to come. The caller has loaded the collaboration as visible."""
    return _roles(RoleHeld.collaboration_id == collaboration_id)


def network_roles() -> list[RoleHeld]:
    """Administrators and staff now and to come. The caller has asked whether the reader keeps the roster."""
    return _roles(RoleHeld.collaboration_id.is_(None))


def _roles(where: Any) -> list[RoleHeld]:
    query = select(RoleHeld).join(Person, Person.id == RoleHeld.person_id).where(where, _not_over(RoleHeld))
    query = query.options(joinedload(RoleHeld.person).joinedload(Person.organization))
    return list(session().scalars(query.order_by(RoleHeld.role, Person.name, RoleHeld.id)))


def passes_to(*, collaboration_id: int | None = None, team_id: int | None = None) -> list[ExpertPass]:
    """Passes now and to come to a whole collaboration, or to a team. For readers who may see them."""
    where = ExpertPass.team_id == team_id if team_id else ExpertPass.collaboration_id == collaboration_id
    query = select(ExpertPass).where(where, _not_over(ExpertPass))
    query = query.options(joinedload(ExpertPass.person).joinedload(Person.organization))
    return list(session().scalars(query.order_by(ExpertPass.ends_at, ExpertPass.id)))


def team_passes_in(collaboration_id: int) -> list[tuple[ExpertPass, Team]]:
    """Passes to single teams of a collaboration, with the teams. For those who give passes there."""
    query = select(ExpertPass, Team).join(Team, Team.id == ExpertPass.team_id)
    query = query.where(Team.collaboration_id == collaboration_id, _not_over(ExpertPass)).options(
        joinedload(ExpertPass.person).joinedload(Person.organization), joinedload(Team.organization)
    )
    rows = session().execute(query.order_by(ExpertPass.ends_at, ExpertPass.id))
    return [(row[0], row[1]) for row in rows]


@dataclass(frozen=True)
class Held:
    """A role or a pass: its id, and the address of the collaboration it is kept in (None: the network)."""

    id: int
    slug: str | None


def role(actor: Actor, public_id: str) -> Held:
    """A role that the actor may end, as far as loading goes; the service decides. Raises NotFound."""
    mine = visible(actor, Collaboration).with_only_columns(Collaboration.id)
    query = select(RoleHeld.id, Collaboration.slug).outerjoin(
        Collaboration, Collaboration.id == RoleHeld.collaboration_id
    )
    seen = or_(RoleHeld.collaboration_id.in_(mine), actor.within("network.staff", 0))
    return _held(query.where(RoleHeld.public_id == public_id, seen))


def expert_pass(actor: Actor, public_id: str) -> Held:
    """A pass that the actor may end, as far as loading goes; the service decides. Raises NotFound."""
    mine = visible(actor, Collaboration).with_only_columns(Collaboration.id)
    place = func.coalesce(ExpertPass.collaboration_id, Team.collaboration_id)
    query = select(ExpertPass.id, Collaboration.slug).outerjoin(Team, Team.id == ExpertPass.team_id)
    query = query.join(Collaboration, Collaboration.id == place)
    return _held(query.where(ExpertPass.public_id == public_id, Collaboration.id.in_(mine)))


def _held(query: Any) -> Held:
    found = session().execute(query).one_or_none()
    if found is None:
        raise NotFound
    return Held(found[0], found[1])


def _not_over(row: Any) -> Any:
    return or_(row.ends_at.is_(None), and_(row.ends_at > now(), row.ends_at > row.starts_at))


def _one(query: Select[Any]) -> Any:
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def person_of(email: str) -> Person | None:
    """The open account with that address. For those who may add people; what they may learn is the service's matter."""
    return session().scalar(select(Person).where(Person.email == addresses.tidy(email), Person.closed_at.is_(None)))


def described_collaborations(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """Title and address of those collaborations that the actor may read."""
    mine = visible(actor, Collaboration).where(Collaboration.id.in_(ids))
    rows = session().execute(mine.with_only_columns(Collaboration.id, Collaboration.title, Collaboration.slug))
    return {row[0]: (row[1], f"/collaborations/{row[2]}") for row in rows}


def described_teams(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """Title and address of those teams that the actor may read."""
    mine = visible(actor, Team).join(Organization, Organization.id == Team.organization_id).where(Team.id.in_(ids))
    rows = session().execute(mine.with_only_columns(Team.id, Organization.name, Team.slug))
    return {row[0]: (row[1], f"/teams/{row[2]}") for row in rows}


def passed(since: datetime, until: datetime) -> list[Ref]:
    """The persons whose membership, role or pass begins or ends by the clock in (since, until]."""
    return [Ref("people.person", person) for person in sorted({spell[0] for spell in boundaries(since, until)})]


def boundaries(since: datetime, until: datetime) -> list[Spell]:
    """(person, team, collaboration) of memberships, roles and passes that begin or end in (since, until]."""
    found: set[Spell] = set()
    memberships = select(TeamMembership.person_id, TeamMembership.team_id, Team.collaboration_id).join(
        Team, Team.id == TeamMembership.team_id
    )
    roles = select(RoleHeld.person_id, RoleHeld.id, RoleHeld.collaboration_id)
    passes = select(ExpertPass.person_id, ExpertPass.team_id, ExpertPass.collaboration_id)
    found.update((row[0], row[1], row[2]) for row in _crossed(memberships, TeamMembership, since, until))
    found.update((row[0], None, row[2]) for row in _crossed(roles, RoleHeld, since, until))
    found.update((row[0], row[1], row[2]) for row in _crossed(passes, ExpertPass, since, until))
    return sorted(found, key=lambda spell: (spell[0], spell[1] or 0, spell[2] or 0))


def _crossed(query: Any, row: Any, since: datetime, until: datetime) -> list[Any]:
    begins = and_(row.starts_at > since, row.starts_at <= until)
    ends = and_(row.ends_at > since, row.ends_at <= until)
    return list(session().execute(query.where(or_(begins, ends))))
