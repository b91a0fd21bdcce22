"""Uploads in as many requests as it takes: begun, continued where they broke off, taken in once all is there.

What came lies in the store's staging place. Nothing here knows of HTTP.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from community.access import SITE, Actor, require
from community.clock import now
from community.data.database import session
from community.data.unit_of_work import end_reads, unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.files import allowances, service, taking
from community.files.models import File, Upload
from community.files.store import Gap, TooLarge
from community.files.stores import store
from community.files.taking import About, Taken
from community.web.i18n import gettext as _

LIVES = timedelta(days=2)  # from its beginning; far longer than a bad connection takes for the largest file
LONGEST_REFUSAL = 500


@dataclass(frozen=True)
class State:
    """How far an upload is: `file` is the public id of what it became, `refusal` says in words why it was not taken.

    `moving`, said once: it was an animation, of which the first picture was kept.
    """

    public_id: str
    size: int
    offset: int
    expires_at: datetime
    file: str = ""
    refusal: str = ""
    moving: bool = False

    @property
    def ended(self) -> bool:
        """Whether it is known what became of it."""
        return bool(self.file or self.refusal)


def begin(actor: Actor, about: About, size: int) -> State:
    """Make room for a file of `size` bytes (`about` by service.asked). Raises Forbidden, Invalid({"file": ...})."""
    if size < 1:
        raise Invalid({"file": _("This file is empty.")})
    if size > taking.largest(about.purpose):
        raise taking.too_large(taking.largest(about.purpose))
    with unit_of_work():
        require(actor, "upload", SITE)
        allowances.require_room(about, size)
        upload = Upload(
            owner_id=about.owner_id,
            organization_id=about.organization_id,
            space_id=about.space_id,
            purpose=about.purpose,
            name=taking.shown_name(about.name),
            alt=taking.shown_alt(about.alt),
            size=size,
            expires_at=now() + LIVES,
        )
        session().add(upload)
        session().flush()
    return State(upload.public_id, size, 0, upload.expires_at)


def state(actor: Actor, public_id: str) -> State:
    """How far the actor's own upload is; one of which all has come is taken in first. Raises NotFound, TooMany."""
    found = _state(_mine(actor, public_id))
    return found if found.ended or found.offset < found.size else _finished(actor, public_id)


def proceed(actor: Actor, public_id: str, chunks: Iterable[bytes], *, offset: int, length: int) -> State:
    """Keep `length` bytes from `offset` on, as many as come before `chunks` raise; with the last of all the file is
    taken in. Raises NotFound; Conflict when they do not begin where the others end; TooLarge when they are more than
    was said; whatever `chunks` raise; TooMany.
    """
    before = _state(_mine(actor, public_id))
    if before.ended:
        return before
    if offset != before.offset:
        raise Conflict(_("This part of the file does not follow on what came before. Ask where to go on."))
    if offset + length > before.size:
        raise TooLarge(f"more than {before.size} bytes")
    try:
        store().stage(public_id, offset, chunks)
    except Gap as gap:  # what lay there went in this very moment
        raise Conflict(str(gap)) from gap
    return state(actor, public_id)


def give_up(actor: Actor, public_id: str) -> None:
    """Forget the actor's own upload; a file that it has become stays. Raises NotFound."""
    with unit_of_work():
        session().execute(delete(Upload).where(Upload.id == _mine(actor, public_id).id))
    store().unstage(public_id)


def _mine(actor: Actor, public_id: str) -> Upload:
    require(actor, "upload", SITE)
    mine = select(Upload).where(Upload.public_id == public_id, Upload.owner_id == actor.id, Upload.expires_at > now())
    found = session().scalars(mine).one_or_none()
    if found is None:
        raise NotFound
    return found


def _state(upload: Upload) -> State:
    file = session().scalar(select(File.public_id).where(File.id == upload.file_id)) or "" if upload.file_id else ""
    end_reads()
    offset = upload.size if upload.file_id or upload.refusal else min(store().staged(upload.public_id), upload.size)
    return State(upload.public_id, upload.size, offset, upload.expires_at, file, upload.refusal)


def _finished(actor: Actor, public_id: str) -> State:
    """Take in what came. Two who do so at once take it in once: the row is locked, and the first one counts."""
    upload = _mine(actor, public_id)
    end_reads()
    taken = _taken(upload)
    with unit_of_work():
        row = session().get(Upload, upload.id, with_for_update=True)
        if row is None:  # given up in this very moment
            raise NotFound
        if row.file_id is None and not row.refusal:
            if isinstance(taken, Taken):
                row.file_id = service.keep(actor, taken, _about(upload)).id
            else:
                row.refusal = taken[:LONGEST_REFUSAL]
    store().unstage(public_id)
    return replace(_state(_mine(actor, public_id)), moving=isinstance(taken, Taken) and taken.moving)


def _taken(upload: Upload) -> Taken | str:
    """What the bytes are now that they lie in the store, or why they are refused."""
    try:
        with taking.spooled(store().staged_bytes(upload.public_id), upload.size) as (file, size):
            return taking.take(file, size, upload.name, upload.purpose)
    except Invalid as refused:
        return str(refused.errors["file"])


def _about(upload: Upload) -> About:
    return About(upload.owner_id, upload.name, upload.purpose, upload.organization_id, upload.space_id, upload.alt)
