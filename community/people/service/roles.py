"""Roles and passes: give and end. Each loads what the actor sees, asks, changes, records and publishes."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, true

from community.access import SITE, Actor, require, visible
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.turns import take_turn
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.events import publish
from community.ledger import record
from community.people.events.roster import PassEnded, PassGiven, RoleEnded, RoleGiven
from community.people.models import Collaboration, ExpertPass, Person, RoleHeld, Team, TeamMembership
from community.people.scopes import current
from community.people.words import NOT_ONESELF
from community.web.i18n import lazy_gettext as _l

COLLABORATION_ROLES = ("facilitator", "moderator")
NETWORK_ROLES = ("staff", "administrator")
ADMINISTRATORS = "people.administrators"  # whose turn it is to make them fewer, so that two at once leave one
LONGEST_PASS = timedelta(days=366)
LONGEST_PURPOSE = 200


def give_role(
    actor: Actor,
    person_id: int,
    role: str,
    collaboration_id: int | None = None,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> RoleHeld:
    """Make a person facilitator or moderator of a collaboration, or staff or administrator of the network.

    Raises NotFound, Forbidden, Invalid, or Conflict when they hold it already.
    """
    with unit_of_work():
        _require_role(actor, collaboration_id)
        if role not in (NETWORK_ROLES if collaboration_id is None else COLLABORATION_ROLES):
            raise Invalid({"role": _l("Choose one of the roles.")})
        person = _person(person_id)
        take_turn("people.role", person.id)
        row = RoleHeld(
            person_id=person.id,
            collaboration_id=collaboration_id,
            role=role,
            starts_at=starts_at or now(),
            ends_at=ends_at,
        )
        if row.ends_at is not None and row.ends_at <= max(row.starts_at, now()):
            raise Invalid({"ends_on": _l("Choose a day to come, after the first day.")})
        same = and_(RoleHeld.role == role, RoleHeld.collaboration_id == collaboration_id)
        _refuse_twice(RoleHeld, row, same, _l("This person holds that role already."))
        session().add(row)
        session().flush()
        record(f"people.{role}_given", Ref("people.person", person.id), actor, scope_id=collaboration_id)
        publish(RoleGiven(row.id, person.id, collaboration_id, role), actor.id)
    return row


def end_role(actor: Actor, role_id: int, *, reason: str = "") -> RoleHeld:
    """End a role now. Raises NotFound, Forbidden, or Conflict for one that is over, and for the last administrator."""
    with unit_of_work():
        take_turn(ADMINISTRATORS)
        row = session().get(RoleHeld, role_id, with_for_update=True)
        if row is None:
            raise NotFound
        _require_role(actor, row.collaboration_id)
        _refuse_over(row)
        if row.role == "administrator" and not _other_administrators(row):
            raise Conflict(_l("The network needs an administrator. Name another one first."))
        row.ends_at = max(now(), row.starts_at)
        session().flush()
        ref = Ref("people.person", row.person_id)
        record(f"people.{row.role}_ended", ref, actor, reason, scope_id=row.collaboration_id)
        publish(RoleEnded(row.id, row.person_id, row.collaboration_id, row.role), actor.id)
    return row


def _require_role(actor: Actor, collaboration_id: int | None) -> None:
    if collaboration_id is None:
        require(actor, "give_network_role", SITE)
    else:
        require(actor, "give_role", _visible(actor, Collaboration, collaboration_id))


def _other_administrators(row: RoleHeld) -> int:
    query = select(RoleHeld.person_id).join(Person, Person.id == RoleHeld.person_id)
    query = query.where(RoleHeld.role == "administrator", RoleHeld.ends_at.is_(None), current(RoleHeld))
    others = query.where(RoleHeld.person_id != row.person_id, Person.closed_at.is_(None))
    return len(set(session().scalars(others)))


def give_pass(
    actor: Actor,
    person_id: int,
    purpose: str,
    ends_at: datetime,
    *,
    collaboration_id: int | None = None,
    team_id: int | None = None,
) -> ExpertPass:
    """Let an outside expert into one collaboration or one team from now on, for a purpose, for at most one year.

    Raises NotFound, Forbidden, Invalid, or Conflict when they are inside already.
    """
    with unit_of_work():
        where = _place(actor, collaboration_id, team_id)
        require(actor, "give_pass", where)
        if person_id == actor.id:
            raise Invalid({"email": NOT_ONESELF})
        person = _person(person_id)
        row = ExpertPass(
            person_id=person.id,
            collaboration_id=collaboration_id,
            team_id=team_id,
            purpose=" ".join(purpose.split()),
            starts_at=now(),
            ends_at=ends_at,
            given_by_id=actor.id,
        )
        _check_pass(row)
        _refuse_inside(row)
        session().add(row)
        session().flush()
        record("people.pass_given", Ref("people.person", person.id), actor, row.purpose, scope_id=_scope_of(where))
        publish(PassGiven(row.id, person.id, collaboration_id, team_id), actor.id)
    return row


def end_pass(actor: Actor, pass_id: int, *, reason: str = "") -> ExpertPass:
    """End a pass now. Raises NotFound, Forbidden, or Conflict for one that is over."""
    with unit_of_work():
        row = session().get(ExpertPass, pass_id, with_for_update=True)
        if row is None:
            raise NotFound
        where = _place(actor, row.collaboration_id, row.team_id)
        require(actor, "give_pass", where)
        _refuse_over(row)
        row.ends_at = max(now(), row.starts_at)
        session().flush()
        record("people.pass_ended", Ref("people.person", row.person_id), actor, reason, scope_id=_scope_of(where))
        publish(PassEnded(row.id, row.person_id, row.collaboration_id, row.team_id), actor.id)
    return row


def _place(actor: Actor, collaboration_id: int | None, team_id: int | None) -> Team | Collaboration:
    """The one place that a pass is for. Raises NotFound for none, and for both."""
    if (collaboration_id is None) == (team_id is None):
        raise NotFound
    if team_id is not None:
        team: Team = _visible(actor, Team, team_id)
        return team
    collaboration: Collaboration = _visible(actor, Collaboration, collaboration_id or 0)
    return collaboration


def _scope_of(where: Team | Collaboration) -> int:
    return where.collaboration_id if isinstance(where, Team) else where.id


def _visible(actor: Actor, model: type[Any], row_id: int) -> Any:
    # Locked, so that two at once cannot give the same thing twice.
    found = session().scalar(visible(actor, model).where(model.id == row_id).with_for_update(of=model))
    if found is None:
        raise NotFound
    return found


def _person(person_id: int) -> Person:
    found = session().get(Person, person_id)
    if found is None or found.closed_at is not None:
        raise NotFound
    return found


def _check_pass(row: ExpertPass) -> None:
    if not row.purpose:
        raise Invalid({"purpose": _l("Say what the expert comes for, so that the team can read it.")})
    if len(row.purpose) > LONGEST_PURPOSE:
        raise Invalid({"purpose": _l("Use 200 characters at most.")})
    if row.ends_at <= row.starts_at:
        raise Invalid({"ends_on": _l("Choose a day to come.")})
    if row.ends_at - row.starts_at > LONGEST_PASS:
        raise Invalid({"ends_on": _l("A pass lasts one year at most. It can be given again.")})


def _refuse_inside(row: ExpertPass) -> None:
    same = and_(ExpertPass.team_id == row.team_id, ExpertPass.collaboration_id == row.collaboration_id)
    _refuse_twice(ExpertPass, row, same, _l("This person has a pass for that time already."))
    member = select(func.count()).select_from(TeamMembership).join(Team, Team.id == TeamMembership.team_id)
    member = member.where(TeamMembership.person_id == row.person_id, current(TeamMembership))
    place = Team.id == row.team_id if row.team_id else Team.collaboration_id == row.collaboration_id
    if session().scalar(member.where(place)):
        raise Conflict(_l("This person is a member there and needs no pass."))


def _refuse_twice(model: Any, row: Any, same: Any, words: str) -> None:
    begun = model.starts_at < row.ends_at if row.ends_at is not None else true()
    meets = and_(begun, or_(model.ends_at.is_(None), model.ends_at > row.starts_at))
    with session().no_autoflush:
        found = session().scalars(select(model.id).where(model.person_id == row.person_id, same, meets)).first()
    if found is not None:
        raise Conflict(words)


def _refuse_over(row: RoleHeld | ExpertPass) -> None:
    if row.ends_at is not None and row.ends_at <= now():
        raise Conflict(_l("This has already ended."))
