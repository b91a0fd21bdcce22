"""Forgetting in time: what the site no longer needs to know about people goes, once a day. Safe to repeat."""

from datetime import timedelta

from sqlalchemy import and_, delete, or_, select

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.people.models import Invitation, SignIn, Token
from community.people.queries.accounts import lasting

OLD_LINKS = timedelta(days=30)
OLD_SIGN_INS = timedelta(days=90)  # until then a browser counts as known, and its owner can look back
OLD_INVITATIONS = timedelta(days=180)


def tidy() -> None:
    """Delete links long over, sign-ins long ended, and invitations that nobody took up, with strangers' addresses."""
    at = now()
    good = select(Token.invitation_id).where(Token.invitation_id.is_not(None), Token.expires_at > at)
    old = (Invitation.accepted_at.is_(None), Invitation.made_at < at - OLD_INVITATIONS)
    forgotten = and_(*old, Invitation.id.not_in(good))
    over = or_(SignIn.ended_at < at - OLD_SIGN_INS, SignIn.seen_at < lasting() - OLD_SIGN_INS)
    with unit_of_work():
        gone = list(session().scalars(select(Invitation.id).where(forgotten)))
        session().execute(delete(Token).where(or_(Token.expires_at < at - OLD_LINKS, Token.invitation_id.in_(gone))))
        session().execute(delete(Invitation).where(Invitation.id.in_(gone)))
        session().execute(delete(SignIn).where(over))
