"""The earlier wordings of an opening or a reply: their list, and one of them compared with the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from community.sdk import NotFound, session
from plugins.discussions.difference import difference
from plugins.discussions.models import Reply, Revision, Thread


@dataclass(frozen=True)
class Version:
    """One wording in a list: its number and when it was written."""

    number: int
    at: datetime


@dataclass(frozen=True)
class History:
    """All wordings, newest first, and what one of them changed."""

    versions: Sequence[Version]
    shown: Version
    title: str
    rows: Sequence[Mapping[str, Any]]


def history(found: Thread | Reply, number: int | None = None) -> History:
    """The wordings of a thing, and one compared with the one before; the newest unless a number is given.

    The caller asked whether the reader may see the thing at home. Raises NotFound for a number that there never was.
    """
    of = Revision.thread_id == found.id if isinstance(found, Thread) else Revision.reply_id == found.id
    earlier = session().execute(select(Revision.version, Revision.at).where(of).order_by(Revision.version.desc()))
    versions = [Version(found.version, found.edited_at or found.created_at), *(Version(*row) for row in earlier)]
    shown = next((one for one in versions if number in {None, one.number}), None)
    if shown is None:
        raise NotFound
    pair = select(Revision).where(of, Revision.version.in_([shown.number, shown.number - 1]))
    known: dict[int, Any] = {one.version: one for one in session().scalars(pair)} | {found.version: found}
    now, before = known[shown.number], known.get(shown.number - 1)
    rows = difference(before.body if before else "", now.body)
    return History(versions, shown, getattr(now, "title", ""), rows)
