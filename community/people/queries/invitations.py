"""Reads of invitations: those that the actor looks after, the one behind a link, the places one may invite into."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from community.access import Actor, visible
from community.clock import now
from community.data.database import session
from community.errors import NotFound
from community.people import tokens
from community.people.models import (
    Collaboration,
    Invitation,
    Organization,
    Person,
    RoleHeld,
    Team,
    TeamMembership,
    Token,
)
from community.people.queries.faces import nobody
from community.people.scopes import current
from community.people.words import ROLES, TEAM_ROLES

PURPOSE = "invitation"


@dataclass(frozen=True)
class Asked:
    """An invitation as pages and mails show it. `state`: open, accepted, withdrawn or expired."""

    id: int
    public_id: str
    email: str
    name: str
    locale: str
    role: Any
    place: str
    by: str
    state: str
    sent_at: datetime | None
    expires_at: datetime | None
    ends_at: datetime | None
    purpose: str


def _asked() -> Any:
    inviter = aliased(Person)
    whole = or_(Collaboration.id == Invitation.collaboration_id, Collaboration.id == Team.collaboration_id)
    link = aliased(Token)
    last = select(func.max(link.id)).where(link.invitation_id == Invitation.id).correlate(Invitation).scalar_subquery()
    return (
        select(Invitation, Organization.name, Collaboration.title, inviter.name, inviter.email, Token.expires_at)
        .outerjoin(Team, Team.id == Invitation.team_id)
        .outerjoin(Organization, Organization.id == Team.organization_id)
        .outerjoin(Collaboration, whole)
        .outerjoin(inviter, inviter.id == Invitation.invited_by_id)
        .outerjoin(Token, Token.id == last)
    )  # fmt: skip


def _shown(row: Any) -> Asked:
    one, team, title, by, by_email, expires = row
    role = TEAM_ROLES.get(one.team_role) if one.team_role else ROLES.get(one.role)
    return Asked(
        one.id, one.public_id, one.email, one.name, one.locale, role, ", ".join(part for part in (team, title) if part),
        (by if by_email else nobody().name) if by else "", _state(one, expires), one.sent_at, expires, one.ends_at,
        one.purpose,
    )  # fmt: skip


def _state(one: Invitation, expires: datetime | None) -> str:
    if one.accepted_at is not None:
        return "accepted"
    if one.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if expires is not None and expires <= now() else "open"


def invitations(actor: Actor, limit: int = 200) -> list[Asked]:
    """The invitations that the actor looks after, the newest first."""
    mine = visible(actor, Invitation).with_only_columns(Invitation.id)
    query = _asked().where(Invitation.id.in_(mine)).order_by(Invitation.id.desc()).limit(limit)
    return [_shown(row) for row in session().execute(query)]


def invitation(actor: Actor, public_id: str, action: str = "read") -> Invitation:
    """The invitation with that public id. Raises NotFound."""
    query = visible(actor, Invitation, action).where(Invitation.public_id == public_id)
    found: Invitation | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def asked(invitation_id: int) -> Asked | None:
    """One invitation, for its mail."""
    row = session().execute(_asked().where(Invitation.id == invitation_id)).first()
    return _shown(row) if row else None


def behind(secret: str) -> Asked | None:
    """The invitation that a link belongs to, whatever its state; a link that a later one replaced is expired."""
    found = session().scalars(
        select(Token).where(Token.purpose == PURPOSE, Token.token_hash == tokens.digest(secret))
    ).one_or_none()  # fmt: skip
    if found is None or found.invitation_id is None:
        return None
    one = asked(found.invitation_id)
    if one is not None and one.state == "open" and found.expires_at <= now():
        return Asked(**{**vars(one), "state": "expired", "expires_at": found.expires_at})
    return one


def is_waiting(address: str, target: ColumnElement[bool]) -> bool:
    """Whether an invitation of that address to that target is open now."""
    query = _asked().where(Invitation.email == address, target, Invitation.accepted_at.is_(None))
    return any(_shown(row).state == "open" for row in session().execute(query.where(Invitation.withdrawn_at.is_(None))))


def is_there(address: str, team_id: int | None, collaboration_id: int | None, role: str) -> bool:
    """Whether the person with that address has that place already."""
    if team_id is not None:
        query = select(TeamMembership.id).join(Person, Person.id == TeamMembership.person_id)
        query = query.where(TeamMembership.team_id == team_id, current(TeamMembership))
    else:
        query = select(RoleHeld.id).join(Person, Person.id == RoleHeld.person_id)
        query = query.where(RoleHeld.role == role, RoleHeld.collaboration_id == collaboration_id, current(RoleHeld))
    return session().scalar(query.where(Person.email == address).limit(1)) is not None


def teams_to_invite_into(actor: Actor) -> list[tuple[str, str]]:
    """(public id, words) of the teams that the actor may invite into."""
    query = (
        visible(actor, Team, "invite")
        .join(Organization, Organization.id == Team.organization_id)
        .join(Collaboration, Collaboration.id == Team.collaboration_id)
        .where(Team.closed_at.is_(None))
        .with_only_columns(Team.public_id, Organization.name, Collaboration.title)
        .order_by(Collaboration.title, Organization.name)
    )
    return [(row[0], f"{row[1]}, {row[2]}") for row in session().execute(query)]


def collaborations_to_invite_into(actor: Actor) -> list[tuple[str, str]]:
    """(public id, title) of the collaborations that the actor may invite into."""
    query = visible(actor, Collaboration, "invite").order_by(Collaboration.title)
    rows = session().execute(query.with_only_columns(Collaboration.public_id, Collaboration.title))
    return [(row[0], row[1]) for row in rows]


def team(actor: Actor, public_id: str) -> Team:
    """The team to invite into. Raises NotFound."""
    found: Team | None = session().scalars(visible(actor, Team).where(Team.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def collaboration(actor: Actor, public_id: str) -> Collaboration:
    """The collaboration to invite into. Raises NotFound."""
    query = visible(actor, Collaboration).where(Collaboration.public_id == public_id)
    found: Collaboration | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def domain_of(team_id: int) -> str:
    """The mail domain of a team's district; empty where none is kept."""
    query = select(Organization.email_domain).join(Team, Team.organization_id == Organization.id)
    return session().scalar(query.where(Team.id == team_id)) or ""
