"""What the core keeps of a person: the account, its sign-ins and invitations, their places in the roster."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import joinedload

from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.events import publish
from community.files import service as files
from community.host.contract import PersonalData
from community.people.browsers import in_words
from community.people.events.roster import PassEnded, RoleEnded, TeamLeft
from community.people.models import ExpertPass, Invitation, Person, RoleHeld, SignIn, Team, TeamMembership, Token
from community.people.queries.faces import faces

TABLES = (
    "people_person",
    "people_sign_in",
    "people_token",
    "people_invitation",
    "people_team_membership",
    "people_role",
    "people_pass",
)
Rows = Iterable[Mapping[str, Any]]


def export(person_id: int) -> Rows:
    """Everything of theirs in the core's tables; secrets are left out."""
    yield from _account(person_id)
    yield from _sign_ins(person_id)
    yield from _invitations(person_id)
    yield from _places(person_id)


def _account(person_id: int) -> Rows:
    query = select(Person).options(joinedload(Person.organization)).where(Person.id == person_id)
    person = session().scalars(query).one()
    yield {
        "what": "account",
        "name": person.name,
        "email": person.email,
        "handle": person.handle,
        "organization": person.organization.name if person.organization else None,
        "work_title": person.work_title,
        "about": person.about,
        "language": person.locale,
        "time_zone": person.zone,
        "picture": f"/files/{person.avatar_file}" if person.avatar_file else None,
        "opened": person.created_at,
        "changed": person.updated_at,
    }


def _sign_ins(person_id: int) -> Rows:
    for row in session().scalars(select(SignIn).where(SignIn.person_id == person_id).order_by(SignIn.id)):
        dates = {"started": row.started_at, "last_used": row.seen_at, "ended": row.ended_at}
        yield {"what": "sign-in", "browser": in_words(row.agent), **dates}


def _invitations(person_id: int) -> Rows:
    query = select(Invitation).where(or_(Invitation.person_id == person_id, Invitation.invited_by_id == person_id))
    for row in session().scalars(query.order_by(Invitation.id)):
        what = "invitation accepted" if row.person_id == person_id else "invitation sent"
        to = {"to": row.email} if row.person_id == person_id else {}  # the others' addresses are theirs
        yield {"what": what, **to, "as": row.team_role or row.role, "made": row.made_at, "accepted": row.accepted_at}


def _places(person_id: int) -> Rows:
    member = select(TeamMembership).options(joinedload(TeamMembership.team).joinedload(Team.organization))
    for row in session().scalars(member.where(TeamMembership.person_id == person_id)):
        told = {"team": row.team.organization.name, "role": row.role, "decision_maker": row.decision_maker}
        yield {"what": "membership", **told, "from": row.starts_at, "until": row.ends_at}
    for held in session().scalars(select(RoleHeld).where(RoleHeld.person_id == person_id)):
        yield {"what": "role", "role": held.role, "from": held.starts_at, "until": held.ends_at}
    given = {one.id: one for one in session().scalars(select(ExpertPass).where(ExpertPass.person_id == person_id))}
    by = faces(one.given_by_id for one in given.values())
    for one in given.values():
        told = {"purpose": one.purpose, "given_by": by[one.given_by_id].name}
        yield {"what": "pass", **told, "from": one.starts_at, "until": one.ends_at}


def erase(person_id: int) -> None:
    """The row stays, without name and address; places end; links, browsers and what was said go."""
    person = session().get_one(Person, person_id, with_for_update=True)
    at, address = now(), person.email
    _end_places(person_id)
    session().execute(delete(Token).where(Token.person_id == person_id))
    mine = or_(Invitation.person_id == person_id, Invitation.email == address)
    session().execute(delete(Token).where(Token.invitation_id.in_(select(Invitation.id).where(mine))))
    waiting = (mine, Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    session().execute(update(Invitation).where(*waiting).values(withdrawn_at=at))
    session().execute(update(Invitation).where(mine).values(email="", name=""))
    session().execute(
        update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None)).values(ended_at=at)
    )
    session().execute(update(SignIn).where(SignIn.person_id == person_id).values(agent=""))
    files.release(Ref("people.person", person_id))
    person.email = person.password_hash = person.locale = person.zone = person.avatar_file = None
    person.organization_id = None
    person.name, person.handle = "Former member", f"former-{person.public_id}"
    person.work_title = person.about = person.about_html = ""
    person.closed_at = at
    session().flush()


def _end_places(person_id: int) -> None:
    """Memberships, roles and passes that count now, or would later, end now; each is said, so that access follows."""
    at = now()
    team = select(TeamMembership).where(TeamMembership.person_id == person_id, _lasting(TeamMembership, at))
    for membership in session().scalars(team):
        membership.ends_at = max(at, membership.starts_at)
        publish(TeamLeft(membership.id, membership.team_id, person_id))
    for role in session().scalars(select(RoleHeld).where(RoleHeld.person_id == person_id, _lasting(RoleHeld, at))):
        role.ends_at = max(at, role.starts_at)
        publish(RoleEnded(role.id, person_id, role.collaboration_id, role.role))
    for one in session().scalars(select(ExpertPass).where(ExpertPass.person_id == person_id, _lasting(ExpertPass, at))):
        one.ends_at = max(at, one.starts_at)
        publish(PassEnded(one.id, person_id, one.collaboration_id, one.team_id))


def _lasting(row: Any, at: Any) -> Any:
    return or_(row.ends_at.is_(None), row.ends_at > at)


personal_data = PersonalData(TABLES, export, erase)
