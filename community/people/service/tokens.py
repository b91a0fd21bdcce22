"""Links that leave the site by mail: made once, found by their digest, used once. Inside the open unit of work."""

from datetime import timedelta

from sqlalchemy import update

from community.clock import now
from community.data.database import session
from community.people import tokens
from community.people.models import Token
from community.people.queries import accounts


def issue(
    purpose: str, key: str, lifetime: timedelta, *, person_id: int | None = None, invitation_id: int | None = None
) -> str:
    """The secret of a link. The same `key` gives the same link, and earlier links of the same owner stop working."""
    secret = tokens.derived(purpose, key)
    if accounts.token(purpose, secret) is not None:
        return secret
    end(purpose, person_id=person_id, invitation_id=invitation_id)
    row = Token(
        purpose=purpose,
        token_hash=tokens.digest(secret),
        person_id=person_id,
        invitation_id=invitation_id,
        expires_at=now() + lifetime,
    )
    session().add(row)
    session().flush()
    return secret


def use(purpose: str, secret: str) -> Token | None:
    """Use up a link: its row, or None when it is unknown, used or expired. Of two at once only one gets it."""
    at = now()
    good = (Token.used_at.is_(None), Token.expires_at > at)
    mine = (Token.purpose == purpose, Token.token_hash == tokens.digest(secret))
    used = session().execute(update(Token).where(*mine, *good).values(used_at=at).returning(Token.id)).scalar()
    return session().get(Token, used) if used is not None else None


def end(purpose: str, *, person_id: int | None = None, invitation_id: int | None = None) -> None:
    """Links of that purpose to this person or invitation work no longer."""
    owner = Token.person_id == person_id if person_id is not None else Token.invitation_id == invitation_id
    unused = (Token.purpose == purpose, owner, Token.used_at.is_(None))
    session().execute(update(Token).where(*unused).values(expires_at=now()))
