"""Accepting an invitation: with a new account, or with the one that the address has. Uses the link up."""

from dataclasses import dataclass

from community.access import Actor, System
from community.clock import now
from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, unit_of_work
from community.errors import Conflict, Forbidden, Invalid
from community.events import publish
from community.ledger import record
from community.people import passwords
from community.people.events.accounts import InvitationAccepted
from community.people.models import Invitation, Person, Team
from community.people.queries import invitations as queries
from community.people.service import roster, sign_in, tokens
from community.people.service.accounts import open_account
from community.web.i18n import lazy_gettext as _l

LINK_IS_OVER = _l("This link can no longer be used. Ask whoever invited you to send it again.")


@dataclass(frozen=True)
class NewAccount:
    """What whoever was asked says of themselves."""

    name: str
    password: str
    locale: str


def accept_with_account(actor: Actor, secret: str) -> Invitation:
    """Take the place that was offered. Raises Conflict (link is over), Forbidden (it is somebody else's)."""
    with unit_of_work():
        invitation = _used(secret)
        person = session().get_one(Person, actor.id)
        if person.email != invitation.email:
            raise Forbidden(_l("This invitation is for another address."))
        _take_place(invitation, person)
    return invitation


def accept_as_new(secret: str, new: NewAccount, agent: str) -> str:
    """Open the account, take the place, sign the browser in. Returns the secret for its cookie.

    Raises Invalid (password too easy, no such language), Conflict (link is over, or the address has an account).
    """
    asked = queries.behind(secret)
    end_reads()
    if asked is None or asked.state != "open":
        raise Conflict(LINK_IS_OVER)
    weakness = passwords.weakness(new.password, (new.name, asked.email))
    if weakness:
        raise Invalid({"password": weakness})
    if new.locale not in current().locales:
        raise Invalid({"locale": _l("Choose one of the list.")})
    kept = passwords.hashed(new.password)
    with unit_of_work():
        invitation = _used(secret)
        by = System("an invitation was accepted")
        home = _organization_of(invitation)
        person = open_account(
            by, invitation.email, new.name, password_hash=kept, organization_id=home, locale=new.locale
        )
        _take_place(invitation, person)
        return sign_in.start(person, agent)


def _used(secret: str) -> Invitation:
    link = tokens.use(queries.PURPOSE, secret)
    if link is None or link.invitation_id is None:
        raise Conflict(LINK_IS_OVER)
    invitation = session().get_one(Invitation, link.invitation_id, with_for_update=True)
    if invitation.accepted_at is not None or invitation.withdrawn_at is not None:
        raise Conflict(LINK_IS_OVER)
    return invitation


def _organization_of(invitation: Invitation) -> int | None:
    if invitation.team_id is None or invitation.role:
        return None
    return session().get_one(Team, invitation.team_id).organization_id


def _take_place(invitation: Invitation, person: Person) -> None:
    """Enter the person into the roster. Whoever invited had the right to; the site acts on their word."""
    by = System(f"invitation {invitation.id} was accepted")
    if invitation.role == "expert":
        if invitation.ends_at is None or invitation.ends_at <= now():
            raise Conflict(_l("The time of this pass is over. Ask whoever invited you for another one."))
        roster.give_pass(
            by, person.id, invitation.purpose, invitation.ends_at, collaboration_id=invitation.collaboration_id,
            team_id=invitation.team_id,
        )  # fmt: skip
    elif invitation.role:
        roster.give_role(by, person.id, invitation.role, invitation.collaboration_id)
    elif invitation.team_id is not None:
        decides = invitation.decision_maker
        roster.join_team(by, invitation.team_id, person.id, invitation.team_role, decision_maker=decides)
    invitation.accepted_at, invitation.person_id = now(), person.id
    session().flush()
    record("people.invitation_accepted", Ref("people.invitation", invitation.id), sign_in.as_actor(person))
    publish(InvitationAccepted(invitation.id, person.id), person.id)
