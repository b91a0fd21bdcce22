"""Which persons stand in which relation to what, as pairs: the ground that all rules stand on. No rule here."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, literal, or_, select, union

from community.access import Scope
from community.data.database import MOMENT
from community.people.models import ExpertPass, RoleHeld, Team, TeamMembership

Pairs = Select[int, Any]


def current(row: Any) -> Any:
    """True for memberships, roles and passes that count now."""
    return and_(row.starts_at <= MOMENT, or_(row.ends_at.is_(None), row.ends_at > MOMENT))


def team_members() -> Pairs:
    """(person, team): members now."""
    return select(TeamMembership.person_id, TeamMembership.team_id).where(current(TeamMembership))


def team_leads() -> Pairs:
    """(person, team): those members who lead it now."""
    return team_members().where(TeamMembership.lead)


def team_guests() -> Pairs:
    """(person, team): experts with a pass to the team now."""
    return select(ExpertPass.person_id, ExpertPass.team_id).where(current(ExpertPass), ExpertPass.team_id.is_not(None))


def collaboration_team_members() -> Pairs:
    """(person, collaboration): members of its teams now."""
    joined = select(TeamMembership.person_id, Team.collaboration_id).join(Team, Team.id == TeamMembership.team_id)
    return joined.where(current(TeamMembership), Team.closed_at.is_(None))


def role_in_collaboration(*roles: str) -> Pairs:
    """(person, collaboration): those who hold one of the roles there now."""
    held = select(RoleHeld.person_id, RoleHeld.collaboration_id)
    return held.where(RoleHeld.role.in_(roles), RoleHeld.collaboration_id.is_not(None), current(RoleHeld))


def collaboration_guests() -> Pairs:
    """(person, collaboration): experts with a pass to the whole collaboration now."""
    passes = select(ExpertPass.person_id, ExpertPass.collaboration_id)
    return passes.where(current(ExpertPass), ExpertPass.collaboration_id.is_not(None))


def ways_into_collaborations() -> Sequence[Pairs]:
    """(person, collaboration): team members; facilitators and moderators; experts of the whole collaboration, now."""
    return collaboration_team_members(), role_in_collaboration("facilitator", "moderator"), collaboration_guests()


def collaboration_members() -> Pairs:
    """(person, collaboration): whoever is in it in one of these ways."""
    found = union(*ways_into_collaborations()).subquery()
    return select(*found.c)


def network_role(*roles: str) -> Pairs:
    """(person, 0): those who hold one of the network's roles now."""
    held = select(RoleHeld.person_id, literal(0).label("site"))
    return held.where(RoleHeld.role.in_(roles), RoleHeld.collaboration_id.is_(None), current(RoleHeld))


def ways_into_the_network() -> Sequence[Pairs]:
    """(person, 0): everybody with a place in a collaboration, a team or the network now."""
    places = [*ways_into_collaborations(), team_guests()]
    inside = [select(next(iter(one.subquery().c)), literal(0).label("site")) for one in places]
    return *inside, network_role("staff", "administrator")


def network_members() -> Pairs:
    """(person, 0): whoever is in it in one of these ways."""
    found = union(*ways_into_the_network()).subquery()
    return select(*found.c)


SCOPES = (
    Scope("team.member", team_members),
    Scope("team.lead", team_leads),
    Scope("team.guest", team_guests),
    Scope("collaboration.member", collaboration_members),
    Scope("collaboration.facilitator", lambda: role_in_collaboration("facilitator")),
    Scope("collaboration.moderator", lambda: role_in_collaboration("moderator")),
    Scope("network.member", network_members),
    Scope("network.staff", lambda: network_role("staff", "administrator")),
    Scope("network.administrator", lambda: network_role("administrator")),
)
