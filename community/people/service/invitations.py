"""Asking somebody to join: invite, send again, withdraw. Accepting is in joining.py."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_

from community.access import SITE, Actor, can, require
from community.clock import now
from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.turns import take_turn
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid
from community.events import publish
from community.ledger import record
from community.people import addresses
from community.people.events.accounts import InvitationSent, InvitationWithdrawn
from community.people.models import Invitation, Team
from community.people.queries import accounts
from community.people.queries import invitations as queries
from community.people.service import tokens
from community.people.service.roles import LONGEST_PASS
from community.people.words import NOT_ONESELF, ROLES, TEAM_ROLES
from community.web.i18n import lazy_gettext as _l

LIFETIME = timedelta(days=14)
OF_COLLABORATIONS = ("facilitator", "moderator", "expert")
OF_THE_NETWORK = ("staff", "administrator")


@dataclass(frozen=True, kw_only=True)
class Invite:
    """Who is asked, and as what: a member of `team`, or `role` in `collaboration`, or (neither) of the network.

    `team` and `collaboration` are public ids. An expert has a `purpose` and an end, and either of the two places.
    """

    email: str
    locale: str
    name: str = ""
    team: str = ""
    team_role: str = ""
    decision_maker: bool = False
    collaboration: str = ""
    role: str = ""
    purpose: str = ""
    ends_at: datetime | None = None


def invite(actor: Actor, asked: Invite, *, by_mail: bool = True) -> Invitation:
    """Ask an address to join; the mail follows, unless the link is handed over in another way (see link_for).

    Raises NotFound, Forbidden, Invalid.
    """
    email = addresses.tidy(asked.email)
    _check(asked, email)
    with unit_of_work():
        place = _place(actor, asked, email)
        take_turn("people.invitation", email)
        if _is_own(actor, email):
            raise Invalid({"email": NOT_ONESELF})
        if queries.is_there(email, place.get("team_id"), place.get("collaboration_id"), asked.role):
            raise Invalid({"email": _l("This person is there already.")})
        if queries.is_waiting(email, _same_place(place, asked)):
            raise Invalid({"email": _l("This address was invited already. You can send that invitation again.")})
        row = Invitation(
            email=email, name=asked.name, locale=asked.locale, invited_by_id=actor.id, team_role=asked.team_role,
            decision_maker=asked.decision_maker, role=asked.role, purpose=asked.purpose, ends_at=asked.ends_at, **place,
        )  # fmt: skip
        session().add(row)
        session().flush()
        record("people.invited", Ref("people.invitation", row.id), actor)
        if by_mail:
            publish(InvitationSent(row.id), actor.id)
    return row


def _is_own(actor: Actor, email: str) -> bool:
    account = accounts.account_of(email)
    return account is not None and account.id == actor.id


def _check(asked: Invite, email: str) -> None:
    wrong: dict[str, object] = {}
    if not addresses.is_mail(email):
        wrong["email"] = _l("This is not a mail address.")
    if asked.locale not in current().locales:
        wrong["locale"] = _l("Choose one of the list.")
    if asked.role and asked.role not in ROLES:
        wrong["role"] = _l("Choose one of the list.")
    if not asked.role and asked.team_role not in TEAM_ROLES:
        wrong["team_role"] = _l("Choose one of the list.")
    if asked.role == "expert" and (asked.ends_at is None or asked.ends_at <= now()):
        wrong["ends_on"] = _l("A pass needs a last day that is still to come.")
    if asked.role == "expert" and not asked.purpose:
        wrong["purpose"] = _l("Say what the expert is asked to do.")
    if asked.role == "expert" and asked.ends_at is not None and asked.ends_at > now() + LONGEST_PASS:
        wrong["ends_on"] = _l("A pass lasts one year at most. It can be given again.")
    if wrong:
        raise Invalid(wrong)


def _place(actor: Actor, asked: Invite, email: str) -> dict[str, int]:
    """The place as columns, once the rules have said yes."""
    if asked.team:
        team = queries.team(actor, asked.team)
        require(actor, "invite", team)
        if not asked.role:
            _keep_to_domain(actor, team, email)
        elif asked.role != "expert":
            raise Invalid({"role": _l("Choose one of the list.")})
        return {"team_id": team.id}
    if asked.collaboration:
        place = queries.collaboration(actor, asked.collaboration)
        require(actor, "invite", place)
        if asked.role not in OF_COLLABORATIONS:
            raise Invalid({"role": _l("Choose one of the list.")})
        return {"collaboration_id": place.id}
    require(actor, "invite_staff", SITE)
    if asked.role not in OF_THE_NETWORK:
        raise Invalid({"role": _l("Choose one of the list.")})
    return {}


def _keep_to_domain(actor: Actor, team: Team, email: str) -> None:
    domain = queries.domain_of(team.id)
    if domain and not addresses.in_domain(email, domain) and not can(actor, "invite_from_elsewhere", team):
        words = _l(
            "Addresses of this district end in %(domain)s. Ask a facilitator to invite anybody else.", domain=domain
        )
        raise Invalid({"email": words})


def _same_place(place: dict[str, int], asked: Invite) -> Any:
    return and_(
        Invitation.team_id == place.get("team_id"),
        Invitation.collaboration_id == place.get("collaboration_id"),
        Invitation.role == asked.role,
    )


def resend(actor: Actor, public_id: str) -> Invitation:
    """Mail a fresh link; the old one ends. Raises NotFound, Forbidden, or Conflict when nothing is left to accept."""
    with unit_of_work():
        row = _open(actor, public_id, "resend")
        row.sent_at = None
        record("people.invited_again", Ref("people.invitation", row.id), actor)
        publish(InvitationSent(row.id), actor.id)
    return row


def withdraw(actor: Actor, public_id: str) -> Invitation:
    """Take an invitation back; its link ends. Raises NotFound, Forbidden, or Conflict when it is accepted or over."""
    with unit_of_work():
        row = _open(actor, public_id, "withdraw")
        row.withdrawn_at = now()
        tokens.end(queries.PURPOSE, invitation_id=row.id)
        record("people.invitation_withdrawn", Ref("people.invitation", row.id), actor)
        publish(InvitationWithdrawn(row.id), actor.id)
    return row


def _open(actor: Actor, public_id: str, action: str) -> Invitation:
    row = queries.invitation(actor, public_id)
    require(actor, action, row)
    if row.accepted_at is not None:
        raise Conflict(_l("This invitation was accepted already."))
    if row.withdrawn_at is not None:
        raise Conflict(_l("This invitation was withdrawn already."))
    return row


def link_for(invitation_id: int, key: str) -> str:
    """The secret of the link for the mail: the same when the mail is sent again. Earlier links end."""
    with unit_of_work():
        return tokens.issue(queries.PURPOSE, key, LIFETIME, invitation_id=invitation_id)


def note_sent(invitation_id: int) -> None:
    """The mail has left."""
    with unit_of_work():
        session().get_one(Invitation, invitation_id).sent_at = now()
