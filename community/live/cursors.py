"""Where a reader's page stands: an opaque, signed text for one person. It tells its holder nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from community.clock import now

KEPT = timedelta(days=7)  # a page that slept longer is to be loaded again


@dataclass(frozen=True)
class Place:
    """A cursor's contents: when it was given out, and the moment up to which its holder knows everything."""

    given: datetime
    known: datetime


def write(person_id: int, known: datetime) -> str:
    """A cursor for that person, who knows everything up to `known`."""
    return str(_signer().dumps([person_id, _number(now()), _number(known)]))


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
