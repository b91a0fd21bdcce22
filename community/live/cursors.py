"""Where a reader's page stands: an opaque, signed text for one person. It tells its holder nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from community.clock import now
from community.data.database import session
from community.events.log import settled
from community.events.models import LoggedEvent

KEPT = timedelta(days=7)  # a page that slept longer is to be loaded again


@dataclass(frozen=True)
class Place:
    """A cursor's contents: when it was given out, and the moment up to which its holder knows everything."""

    given: datetime
    known: datetime


def write(person_id: int, known: datetime) -> str:
    """A cursor for that person, who knows everything up to `known`."""
    return str(_signer().dumps([person_id, _number(now()), _number(known)]))


def fresh(person_id: int) -> str:
    """A cursor for a page that is being made from this read transaction."""
    return write(person_id, known_now())


def known_now() -> datetime:
    """The moment up to which this transaction sees everything: that of the last event which no other can precede.

    Not the clock: a row that is being written now carries an earlier time than the commit that makes it visible.
    """
    newest = select(LoggedEvent.at).where(settled()).order_by(LoggedEvent.xid.desc(), LoggedEvent.id.desc()).limit(1)
    return session().scalar(newest) or now()


def read(cursor: str, person_id: int) -> Place | None:
    """What `cursor` says; None when it is not ours, somebody else's, or older than a week."""
    try:
        owner, given, known = _signer().loads(cursor)
    except (BadSignature, ValueError, TypeError):
        return None
    place = Place(_moment(given), _moment(known))
    return place if owner == person_id and now() - place.given <= KEPT else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="community.live.cursor")


def _number(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


def _moment(number: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=number)
