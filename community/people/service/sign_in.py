"""Signing in and out: a browser gets a secret, keeps it in its cookie, and loses it again. No cookies, no pages."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from community.access import Actor
from community.access import Person as Actors
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, unit_of_work
from community.errors import Invalid, NotFound
from community.events import publish
from community.ledger import record
from community.people import addresses, passwords, tokens
from community.people.events.accounts import SignInEnded, SignInStarted
from community.people.models import Person, SignIn
from community.people.queries import accounts
from community.web.i18n import lazy_gettext as _l

SEEN_EVERY = timedelta(minutes=5)
_WRONG = _l("This address and password do not belong together. Check both, or ask for a new password.")


def sign_in(address: str, password: str, agent: str) -> str:
    """Sign a browser in; `agent` is its short form. Returns the secret for its cookie.

    Raises Invalid, with the same words and after the same time, for an unknown address and for a wrong password.
    """
    found = accounts.account_of(addresses.tidy(address))
    end_reads()
    if not passwords.fits(found.password_hash if found else None, password) or found is None:
        raise Invalid({"": _WRONG})
    stored = found.password_hash or ""
    renewed = passwords.hashed(password) if passwords.outdated(stored) else None
    with unit_of_work():
        person = session().get_one(Person, found.id, with_for_update=True)
        if person.password_hash != stored:  # changed or closed since it was checked
            raise Invalid({"": _WRONG})
        person.password_hash = renewed or stored
        return start(person, agent)


def start(person: Person, agent: str) -> str:
    """Sign a browser in for a person who has proved who they are, inside the open unit of work; see sign_in."""
    secret, known = tokens.fresh(), accounts.knows_browser(person.id, agent)
    row = SignIn(person_id=person.id, token_hash=tokens.digest(secret), agent=agent)
    session().add(row)
    session().flush()
    record("people.signed_in", Ref("people.person", person.id), as_actor(person))
    publish(SignInStarted(person.id, row.id, unfamiliar=not known), person.id)
    return secret


def sign_in_sample(public_id: str, offered: frozenset[str], agent: str) -> str:
    """Sign in as one of the invented people of a sample network: those whose addresses are `offered`.

    Returns the secret for the cookie. Raises NotFound. The caller has made sure that this is a sample network.
    """
    with unit_of_work():
        wanted = select(Person).where(Person.public_id == public_id, Person.closed_at.is_(None))
        person = session().scalars(wanted).one_or_none()
        if person is None or person.email not in offered:
            raise NotFound
        return start(person, agent)


def sign_out(actor: Actor, session_id: int | None) -> None:
    """End the sign-in of the browser that asks. Nothing happens when it has ended already."""
    with unit_of_work():
        row = session().get(SignIn, session_id) if session_id else None
        if row is not None and row.person_id == actor.id and row.ended_at is None:
            _end(row, actor)


def end_one(actor: Actor, public_id: str) -> None:
    """End one of the actor's own sign-ins, from its next request on. Raises NotFound."""
    with unit_of_work():
        row = next((one for one in accounts.open_sign_ins(actor.id) if one.public_id == public_id), None)
        if row is None:
            raise NotFound
        _end(row, actor)


def end_others(actor: Actor, session_id: int | None) -> int:
    """End all of the actor's sign-ins but the one that asks. Returns how many there were."""
    return end_all(actor.id, actor, but=session_id)


def end_all(person_id: int, actor: Actor, but: int | None = None) -> int:
    """End every sign-in of a person, save one. Returns how many there were."""
    with unit_of_work():
        rows = [row for row in accounts.open_sign_ins(person_id) if row.id != but]
        for row in rows:
            _end(row, actor)
    return len(rows)


def _end(row: SignIn, actor: Actor) -> None:
    row.ended_at = now()
    record("people.signed_out", Ref("people.person", row.person_id), actor)
    publish(SignInEnded(row.person_id, row.id), actor.id)


def note_seen(session_id: int, at: datetime) -> None:
    """Remember when a sign-in was last used: at most once in five minutes, however many requests say so."""
    stale = (SignIn.id == session_id, SignIn.ended_at.is_(None), SignIn.seen_at <= at - SEEN_EVERY)
    with unit_of_work():
        session().execute(update(SignIn).where(*stale).values(seen_at=at))


def as_actor(person: Person) -> Actors:
    """A person as an actor without any scope: for what they do to themselves before they are signed in."""
    return Actors(person.id, person.public_id, person.name, person.locale or "")
