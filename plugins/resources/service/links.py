"""Share links: made where the space allows them, shown once, ended by time or by hand. The token is kept hashed."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    Ref,
    hashed_password,
    now,
    password_fits,
    record,
    session,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.models import Link, Version
from plugins.resources.queries import resources as queries
from plugins.resources.queries.links import CLEARED

KIND = "resources.resource"
LONGEST = 365  # days


def create(actor: Actor, public_id: str, *, number: int, days: int, password: str = "") -> tuple[Link, str]:
    """A link to one version. Returns it and its token, which nobody can read again.

    Raises NotFound, Forbidden, Invalid, or Conflict where the space or the licence does not allow it. Slow when there
    is a password, so never inside a unit of work.
    """
    if not 1 <= days <= LONGEST:
        raise Invalid({"days": _l("Choose a number of days from 1 to 365.")})
    token, kept = secrets.token_urlsafe(24), hashed_password(password) if password else ""
    with unit_of_work():
        found = queries.resource_to(actor, "share", public_id)
        if not queries.house_of(found.space_id).links:
            raise Conflict(_l("This space does not share by link. Its moderators can allow it."))
        if found.licence not in CLEARED:
            raise Conflict(_l("Its license keeps it in this network. Change the license first, if you may."))
        published = Version.resource_id == found.id, Version.number == number, Version.state == "published"
        if session().scalar(select(Version.id).where(*published)) is None:
            raise Invalid({"version": _l("There is no such version.")})
        link = Link(
            resource_id=found.id, version=number, token_hash=digest(token), password_hash=kept, by_id=actor.id,
            ends_at=_ends(days),
        )  # fmt: skip
        session().add(link)
        session().flush()
        record("resources.link_made", Ref(KIND, found.id), actor)
    return link, token


def withdraw(actor: Actor, public_id: str, link_public_id: str) -> None:
    """End a link now; whoever has it reads nothing any more. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = queries.resource_to(actor, "share", public_id)
        mine = Link.resource_id == found.id, Link.public_id == link_public_id, Link.withdrawn_at.is_(None)
        link = session().scalars(select(Link).where(*mine)).one_or_none()
        if link is not None:
            link.withdrawn_at = now()
            record("resources.link_withdrawn", Ref(KIND, found.id), actor)


def opens(link: Link, password: str) -> bool:
    """Whether it is the link's password. Slow on purpose: never inside a unit of work."""
    return password_fits(link.password_hash, password)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _ends(days: int) -> datetime:
    return now() + timedelta(days=days)
