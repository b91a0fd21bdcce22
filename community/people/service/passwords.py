"""Having another password: changing it, asking for a link, using the link. Hashing happens before the transaction."""

import secrets
from datetime import timedelta

from community.access import Actor
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.events import publish
from community.events.tasks import enqueue
from community.ledger import record
from community.people import addresses, passwords
from community.people.events.accounts import PasswordChanged
from community.people.models import Person, Token
from community.people.queries import accounts
from community.people.service import sign_in, tokens
from community.web.i18n import lazy_gettext as _l

PURPOSE, LIFETIME = "reset", timedelta(hours=1)
MAIL_RESET = "people.mail_reset"
LINK_IS_OVER = _l("This link was used already, or its hour is over. Ask for a new one.")


def ask_for_reset(address: str) -> None:
    """Have a link mailed, if the address has an account. Does the same work if not, so that nobody can tell."""
    found = accounts.account_of(addresses.tidy(address))
    mark = secrets.token_hex(16)
    with unit_of_work():
        enqueue(MAIL_RESET, mark, person_id=found.id if found else None, mark=mark)


def reset_link(person_id: int, mark: str) -> str:
    """The secret of the link for the mail: the same when the mail is sent again. Earlier links end."""
    with unit_of_work():
        return tokens.issue(PURPOSE, mark, LIFETIME, person_id=person_id)


def reset(secret: str, password: str) -> None:
    """Set a password by a mailed link and end every sign-in. Raises Invalid (too easy), Conflict (link is over)."""
    account = owner_of(secret)
    end_reads()
    if account is None:
        raise Conflict(LINK_IS_OVER)
    new = _hashed(password, account)
    with unit_of_work():
        link = tokens.use(PURPOSE, secret)
        if link is None or link.person_id is None:
            raise Conflict(LINK_IS_OVER)
        person = session().get_one(Person, link.person_id)
        _set(person, new, sign_in.as_actor(person))
        sign_in.end_all(person.id, sign_in.as_actor(person))


def owner_of(secret: str) -> accounts.Account | None:
    """Whose password a link can set; None when it is unknown, used or over."""
    row = accounts.token(PURPOSE, secret)
    return accounts.account(row.person_id) if row is not None and row.person_id and is_good(row) else None


def is_good(row: Token) -> bool:
    """Whether a link can still be used."""
    return row.used_at is None and row.expires_at > now()


def change(actor: Actor, present: str, password: str, session_id: int | None) -> int:
    """Set another password; asks the present one. Ends all other sign-ins and returns how many there were.

    Raises Invalid for a wrong present password or one that is too easy.
    """
    account = accounts.account(actor.id)
    end_reads()
    if account is None:
        raise NotFound
    if not passwords.fits(account.password_hash, present):
        raise Invalid({"present": _l("This is not your present password.")})
    new = _hashed(password, account)
    with unit_of_work():
        person = session().get_one(Person, actor.id)
        if person.password_hash != account.password_hash:
            raise Conflict(_l("Your password was changed somewhere else just now."))
        _set(person, new, actor)
        tokens.end(PURPOSE, person_id=person.id)
        return sign_in.end_others(actor, session_id)


def confirm(actor: Actor, password: str) -> None:
    """Make sure that it is the person who sits there. Raises Invalid for a wrong password."""
    account = accounts.account(actor.id)
    end_reads()
    if account is None or not passwords.fits(account.password_hash, password):
        raise Invalid({"password": _l("This is not your password.")})


def _hashed(password: str, account: accounts.Account) -> str:
    weakness = passwords.weakness(password, (account.name, account.email))
    if weakness:
        raise Invalid({"password": weakness})
    return passwords.hashed(password)


def _set(person: Person, new: str, actor: Actor) -> None:
    person.password_hash = new
    session().flush()
    record("people.password_changed", Ref("people.person", person.id), actor)
    publish(PasswordChanged(person.id), actor.id)
