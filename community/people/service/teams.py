"""Who is in a team: join, change, leave. Each loads what the actor sees, asks, changes, records and publishes."""

from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import joinedload

from community.access import Actor, can, require, visible
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.turns import take_turn
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.events import publish
from community.ledger import record
from community.people.checklist import ROLES
from community.people.events.roster import MembershipChanged, TeamJoined, TeamLeft
from community.people.models import Person, Team, TeamMembership
from community.people.words import NOT_ONESELF
from community.web.i18n import lazy_gettext as _l


class Terms(TypedDict, total=False):
    """What may be said of a membership besides its role. Times are aware; `ends_at` is the first moment outside."""

    decision_maker: bool
    lead: bool
    starts_at: datetime | None
    ends_at: datetime | None


class Changes(Terms, total=False):
    """What may be changed of a membership; what is absent stays."""

    role: str


def join_team(actor: Actor, team_id: int, person_id: int, role: str, **terms: Unpack[Terms]) -> TeamMembership:
    """Put a person into a team, from now or from `starts_at` on.

    Raises NotFound, Forbidden, Invalid, or Conflict when they are in a team of this collaboration at that time.
    A lead adds people of the team's own district alone; others are asked by invitation.
    """
    with unit_of_work():
        team = _team(actor, team_id)
        require(actor, "change_members", team)
        if team.closed_at is not None:
            raise Conflict(_l("This team is closed."))
        person = _person(actor, team, person_id)
        row = TeamMembership(
            team_id=team.id,
            person_id=person.id,
            role=role,
            decision_maker=terms.get("decision_maker", False),
            lead=terms.get("lead", False),
            starts_at=terms.get("starts_at") or now(),
            ends_at=terms.get("ends_at"),
        )
        _check(row)
        _refuse_second_place(row, team)
        session().add(row)
        session().flush()
        record("people.team_joined", Ref("people.person", person.id), actor, scope_id=team.collaboration_id)
        publish(TeamJoined(row.id, team.id, person.id), actor.id)
    return row


def change_membership(actor: Actor, membership_id: int, **changes: Unpack[Changes]) -> TeamMembership:
    """Change role, marks or dates of a membership that is not over. Raises NotFound, Forbidden, Invalid or Conflict."""
    with unit_of_work():
        row, team = _membership(actor, membership_id)
        if _is_over(row):
            raise Conflict(_l("This membership is over. Add the person anew."))
        before = _state(row)
        for name, value in changes.items():
            if name != "starts_at" or value is not None:
                setattr(row, name, value)
        if row.person_id == actor.id and _state(row)[1:] != before[1:]:
            raise Invalid(
                {"": _l("Ask somebody else to change your own dates and marks. You can leave the team yourself.")}
            )
        _check(row)
        _refuse_second_place(row, team)
        if _state(row) == before:
            return row
        session().flush()
        record("people.membership_changed", Ref("people.person", row.person_id), actor, scope_id=team.collaboration_id)
        publish(MembershipChanged(row.id, team.id, row.person_id), actor.id)
    return row


def leave_team(
    actor: Actor, membership_id: int, *, ends_at: datetime | None = None, reason: str = ""
) -> TeamMembership:
    """End a membership now, or at `ends_at` to come. It stays as history. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        row, team = _membership(actor, membership_id)
        if _is_over(row):
            raise Conflict(_l("This membership has already ended."))
        row.ends_at = max(ends_at or now(), now(), row.starts_at)
        session().flush()
        record("people.team_left", Ref("people.person", row.person_id), actor, reason, scope_id=team.collaboration_id)
        publish(TeamLeft(row.id, team.id, row.person_id), actor.id)
    return row


def _team(actor: Actor, team_id: int) -> Team:
    # The row is locked, so that nobody else changes who is in the team meanwhile.
    query = visible(actor, Team).options(joinedload(Team.organization)).where(Team.id == team_id)
    found: Team | None = session().scalar(query.with_for_update(of=Team))
    if found is None:
        raise NotFound
    return found


def _membership(actor: Actor, membership_id: int) -> tuple[TeamMembership, Team]:
    row = session().get(TeamMembership, membership_id)
    if row is None:
        raise NotFound
    team = _team(actor, row.team_id)
    session().refresh(row)
    require(actor, "change_members", team)
    return row, team


def _person(actor: Actor, team: Team, person_id: int) -> Person:
    """The person to add; never the actor, so that nobody who keeps the roster lets themselves into a team's space.

    To a lead, people of other districts are as unknown as those without an account.
    """
    if person_id == actor.id:
        raise Invalid({"email": NOT_ONESELF})
    found = session().get(Person, person_id)
    if found is None or found.closed_at is not None:
        raise NotFound
    if found.organization_id != team.organization_id and not can(actor, "manage", team):
        raise Invalid({"email": _l("Nobody with this address can be added here. Send an invitation first.")})
    return found


def _is_over(row: TeamMembership) -> bool:
    return row.ends_at is not None and row.ends_at <= now()


def _state(row: TeamMembership) -> tuple[object, ...]:
    return (row.role, row.decision_maker, row.lead, row.starts_at, row.ends_at)


def _check(row: TeamMembership) -> None:
    if row.role not in ROLES:
        raise Invalid({"role": _l("Choose central office, site or classroom.")})
    if row.ends_at is not None and row.ends_at <= row.starts_at:
        raise Invalid({"ends_on": _l("The last day must not be before the first.")})


def _refuse_second_place(row: TeamMembership, team: Team) -> None:
    take_turn("people.place", team.collaboration_id, row.person_id)
    other = TeamMembership
    begun = other.starts_at < row.ends_at if row.ends_at is not None else true()
    meets = and_(begun, or_(other.ends_at.is_(None), other.ends_at > row.starts_at))
    query = select(other.team_id).join(Team, Team.id == other.team_id)
    query = query.where(Team.collaboration_id == team.collaboration_id, other.person_id == row.person_id, meets)
    if row.id is not None:
        query = query.where(other.id != row.id)
    with session().no_autoflush:
        found = session().scalars(query).first()
    if found == team.id:
        raise Conflict(_l("This person is in the team already."))
    if found is not None:
        raise Conflict(_l("This person is in another team of this collaboration."))
