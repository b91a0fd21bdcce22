"""Mails that follow from what happened: invitations, new passwords, sign-ins that may surprise. Safe to repeat."""

from community.config import current
from community.events import Stored
from community.mail.message import Recipient
from community.mail.service import compose, link, send
from community.people.browsers import in_words
from community.people.events.accounts import InvitationSent, PasswordChanged, SignInStarted
from community.people.queries import accounts
from community.people.queries.invitations import asked
from community.people.service import invitations, passwords
from community.web.filters import day, moment
from community.web.i18n import lazy_gettext as _l


def mail_invitation(stored: Stored) -> None:
    """Ask whoever is invited, in the language that was chosen for them."""
    if not isinstance(stored.event, InvitationSent):
        return
    one = asked(stored.event.invitation_id)
    if one is None or one.state in {"accepted", "withdrawn"}:
        return
    secret = invitations.link_for(one.id, f"event:{stored.id}")
    message = compose(
        "people/mail/invitation",
        Recipient(one.email, one.name, one.locale),
        f"people.invitation:{stored.id}",
        _l("You are invited to %(site)s", site=current().site_name),
        asked=one,
        day=day,
        days=invitations.LIFETIME.days,
        action_url=link(f"/join/{secret}"),
        action_label=_l("Accept the invitation"),
        reason=_l("You get this mail because somebody typed your address into an invitation."),
    )
    send(message)
    invitations.note_sent(one.id)


def mail_reset(person_id: int | None, mark: str) -> None:
    """Send the link for a new password; nothing for an address that has no account."""
    account = accounts.account(person_id) if person_id is not None else None
    if account is None:
        return
    secret = passwords.reset_link(account.id, mark)
    message = compose(
        "people/mail/reset",
        _to(account),
        f"people.reset:{mark}",
        _l("A new password for %(site)s", site=current().site_name),
        action_url=link(f"/password/new/{secret}"),
        action_label=_l("Choose a new password"),
    )
    send(message)


def mail_password_changed(stored: Stored) -> None:
    """Tell the owner, so that a stranger's change does not stay unseen."""
    account = accounts.account(stored.event.person_id) if isinstance(stored.event, PasswordChanged) else None
    if account is None:
        return
    message = compose(
        "people/mail/password_changed",
        _to(account),
        f"people.password_changed:{stored.id}",
        _l("Your password for %(site)s was changed", site=current().site_name),
        action_url=link("/password/forgotten"),
        action_label=_l("It was not me: choose a new password"),
    )
    send(message)


def mail_unfamiliar_sign_in(stored: Stored) -> None:
    """Tell the owner of a browser that was never used with this account. Sample people get no mail of it."""
    event = stored.event
    if not isinstance(event, SignInStarted) or not event.unfamiliar or current().sample:
        return
    account, row = accounts.account(event.person_id), accounts.sign_in(event.sign_in_id)
    if account is None or row is None:
        return
    message = compose(
        "people/mail/sign_in",
        _to(account),
        f"people.sign_in:{stored.id}",
        _l("A new sign-in to %(site)s", site=current().site_name),
        agent=row.agent,
        in_words=in_words,
        moment=moment,
        at=row.started_at,
        action_url=link("/sign-ins"),
        action_label=_l("See where you are signed in"),
    )
    send(message)


def _to(account: accounts.Account) -> Recipient:
    return Recipient(account.email, account.name, account.locale or current().locales[0])
