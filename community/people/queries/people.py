"""Reads of people for pages: one person, their places, oneself. Every one starts from visible(...)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from community.access import Actor, visible
from community.data.database import session
from community.errors import NotFound
from community.people.models import Collaboration, ExpertPass, Organization, Person, RoleHeld, Team, TeamMembership
from community.people.scopes import current
from community.people.words import ROLES, TEAM_ROLES
from community.web.i18n import gettext as _


def person(actor: Actor, public_id: str, action: str = "read") -> Person:
    """The person at an address, with their organization. Raises NotFound when absent, closed or not for this reader."""
    query = visible(actor, Person, action).where(Person.public_id == public_id)
    found: Person | None = session().scalars(query.options(joinedload(Person.organization))).one_or_none()
    if found is None:
        raise NotFound
    return found


def oneself(actor: Actor) -> Person:
    """The actor's own row, with their organization. Raises NotFound for an actor who is no person."""
    query = visible(actor, Person, "edit").where(Person.id == actor.id).options(joinedload(Person.organization))
    found: Person | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def described(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (name, address)} of people that the actor may read about, for cards."""
    query = visible(actor, Person).where(Person.id.in_(ids))
    rows = session().execute(query.with_only_columns(Person.id, Person.name, Person.public_id))
    return {row[0]: (row[1], f"/people/{row[2]}") for row in rows}


def by_handle(actor: Actor, handles: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """{handle: (name, address)} for mentions: of people that the actor may read about, so that nobody is found by
    guessing.
    """
    query = visible(actor, Person).where(Person.handle.in_(handles))
    rows = session().execute(query.with_only_columns(Person.handle, Person.name, Person.public_id))
    return {row[0]: (row[1], f"/people/{row[2]}") for row in rows}


@dataclass(frozen=True)
class Place:
    """Where a person stands now: as what, in which collaboration and team; `slug` is the team's space, if any."""

    role: Any
    title: str
    slug: str = ""
    decision_maker: bool = False
    lead: bool = False


def places_of(actor: Actor, person_id: int) -> list[Place]:
    """The places of a person now, of those that the actor has a part in too; staff and oneself see all of them."""
    return [*_teams(actor, person_id), *_roles(actor, person_id), *_passes(actor, person_id)]


def _shown(actor: Actor, owner: Any, collaboration: Any) -> Any:
    all_of_it = or_(actor.within("network.staff", 0), actor.is_(owner))
    return or_(all_of_it, actor.within("collaboration.member", collaboration))


def _teams(actor: Actor, person_id: int) -> list[Place]:
    query: Any = (
        select(TeamMembership, Organization.name, Collaboration.title, Team.slug)
        .join(Team, Team.id == TeamMembership.team_id)
        .join(Organization, Organization.id == Team.organization_id)
        .join(Collaboration, Collaboration.id == Team.collaboration_id)
        .where(TeamMembership.person_id == person_id, current(TeamMembership), Team.closed_at.is_(None))
        .order_by(Collaboration.title, Organization.name)
    )
    guest = actor.within("team.guest", Team.id)
    shown = or_(_shown(actor, TeamMembership.person_id, Team.collaboration_id), guest)
    return [
        Place(TEAM_ROLES.get(row.role, row.role), f"{team}, {title}", slug, row.decision_maker, row.lead)
        for row, team, title, slug in session().execute(query.where(shown))
    ]


def _roles(actor: Actor, person_id: int) -> list[Place]:
    query = (
        select(RoleHeld.role, Collaboration.title, Collaboration.slug)
        .select_from(RoleHeld)
        .outerjoin(Collaboration, Collaboration.id == RoleHeld.collaboration_id)
        .where(RoleHeld.person_id == person_id, current(RoleHeld))
        .order_by(Collaboration.title)
    )
    of_network = RoleHeld.collaboration_id.is_(None)
    shown = or_(of_network, _shown(actor, RoleHeld.person_id, RoleHeld.collaboration_id))
    rows = session().execute(query.where(shown))
    return [Place(ROLES.get(role, role), title or _("The whole network"), slug or "") for role, title, slug in rows]


def _passes(actor: Actor, person_id: int) -> list[Place]:
    query = (
        select(Organization.name, Collaboration.title)
        .select_from(ExpertPass)
        .outerjoin(Team, Team.id == ExpertPass.team_id)
        .outerjoin(Organization, Organization.id == Team.organization_id)
        .outerjoin(Collaboration, Collaboration.id == ExpertPass.collaboration_id)
        .where(ExpertPass.person_id == person_id, current(ExpertPass))
    )
    with_team = and_(ExpertPass.team_id.is_not(None), actor.within("team.member", ExpertPass.team_id))
    shown = or_(with_team, _shown(actor, ExpertPass.person_id, ExpertPass.collaboration_id))
    rows = session().execute(query.where(shown))
    return [Place(ROLES["expert"], team or title or "") for team, title in rows]
