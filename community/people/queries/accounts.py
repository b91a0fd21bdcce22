"""Reads of accounts: by address, by the secret in a cookie or link, the sign-ins of a person. Pages about people
read through queries/people.py, which asks the rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from community.access import Actor
from community.clock import now
from community.config import current
from community.data.database import session
from community.people import handles, tokens
from community.people.browsers import in_words
from community.people.models import Organization, Person, SignIn, Token


@dataclass(frozen=True)
class Account:
    """What signing in needs to know of an account."""

    id: int
    public_id: str
    name: str
    email: str
    password_hash: str | None
    locale: str | None


_ACCOUNT = (Person.id, Person.public_id, Person.name, Person.email, Person.password_hash, Person.locale)


def account_of(address: str) -> Account | None:
    """The open account with a tidy address."""
    row = session().execute(select(*_ACCOUNT).where(Person.email == address, Person.closed_at.is_(None))).first()
    return _account(row)


def account(person_id: int) -> Account | None:
    """The open account with that id."""
    row = session().execute(select(*_ACCOUNT).where(Person.id == person_id, Person.closed_at.is_(None))).first()
    return _account(row)


def _account(row: Any) -> Account | None:
    return Account(*row) if row else None


def free_handle(name: str) -> str:
    """A name for mentions that nobody has."""
    wanted = handles.base(name)
    taken = session().scalars(select(Person.handle).where(Person.handle.startswith(wanted, autoescape=True)))
    return handles.free(wanted, set(taken))


def lasting() -> datetime:
    """Sign-ins that were last used before this moment have ended by themselves."""
    return now() - timedelta(days=current().session_days)


def signed_in(secret: str) -> tuple[SignIn, Person, int | None] | None:
    """The sign-in, the person and their district's colour behind the secret in a cookie, while it is good."""
    query = select(SignIn, Person, Organization.colour).join(Person, Person.id == SignIn.person_id)
    query = query.outerjoin(Organization, Organization.id == Person.organization_id)
    good = (SignIn.ended_at.is_(None), SignIn.seen_at > lasting(), Person.closed_at.is_(None))
    row = session().execute(query.where(SignIn.token_hash == tokens.digest(secret), *good)).first()
    return (row[0], row[1], row[2]) if row else None


def open_sign_ins(person_id: int) -> Sequence[SignIn]:
    """The sign-ins of a person that are good now, the last used first."""
    query = select(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.seen_at > lasting())
    return session().scalars(query.order_by(SignIn.seen_at.desc(), SignIn.id.desc())).all()


@dataclass(frozen=True)
class SignedInBrowser:
    """One line of "where you are signed in"."""

    public_id: str
    words: str
    started_at: datetime
    seen_at: datetime
    this: bool


def browsers_of(actor: Actor, session_id: int | None) -> list[SignedInBrowser]:
    """Where the actor is signed in; the browser that asks stands first."""
    found = [
        SignedInBrowser(one.public_id, in_words(one.agent), one.started_at, one.seen_at, one.id == session_id)
        for one in open_sign_ins(actor.id)
    ]
    return sorted(found, key=lambda one: not one.this)


def knows_browser(person_id: int, agent: str) -> bool:
    """Whether the person signed in with such a browser before, or never at all."""
    mine = select(func.count(), func.count().filter(SignIn.agent == agent)).where(SignIn.person_id == person_id)
    ever, same = session().execute(mine).one()
    return not ever or bool(same)


def token(purpose: str, secret: str) -> Token | None:
    """The row of a secret in a link, used or not."""
    query = select(Token).where(Token.purpose == purpose, Token.token_hash == tokens.digest(secret))
    return session().scalars(query).one_or_none()


def sign_in(sign_in_id: int) -> SignIn | None:
    """One sign-in."""
    return session().get(SignIn, sign_in_id)


def sample_people(addresses: Sequence[str]) -> dict[str, tuple[str, str]]:
    """{address: (public id, name)} of the open accounts among these addresses."""
    query = select(Person.email, Person.public_id, Person.name)
    rows = session().execute(query.where(Person.email.in_(addresses), Person.closed_at.is_(None)))
    return {row[0]: (row[1], row[2]) for row in rows if row[0]}
