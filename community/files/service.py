"""Writes of files: receive one, attach those that a text names, replace or release those of a thing.

Hashing and re-encoding come first, outside of any transaction; then one short unit of work.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from typing import IO

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from community.access import SITE, Actor, require, rules, visible
from community.clock import now
from community.config import current
from community.data.database import is_sqlite, session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, in_unit_of_work, unit_of_work
from community.errors import Invalid, NotFound
from community.files import images, policy, queries, sniff
from community.files.addresses import named_in
from community.files.images import Picture, Pictures
from community.files.models import Blob, File, FileSize, Holder
from community.files.store import CHUNK, Stored
from community.files.stores import store
from community.ledger import record
from community.web.i18n import gettext as _
from community.web.intake import clean_line

WAITS = timedelta(days=30)  # how long an unattached file is kept: a draft may rest for a while
LONGEST_NAME, LONGEST_ALT = 200, 1000


@dataclass(frozen=True)
class Received:
    """A file that was taken in; `moving` when it was an animation, of which the first picture was kept."""

    public_id: str
    name: str
    alt: str
    width: int
    height: int
    moving: bool


def receive(
    actor: Actor, stream: IO[bytes], name: str, *, purpose: str, space: str | None = None, alt: str = ""
) -> Received:
    """Take in a picture for `purpose` ("avatar", "post_image"); `space` is the public id of where it will stand.

    Slow, so never inside a unit of work. Raises Forbidden, NotFound, TooMany, or Invalid({"file": ...}) in plain words.
    """
    if in_unit_of_work():
        raise RuntimeError("a file is received before the unit of work, not in it")
    if purpose not in images.SIZES:
        raise Invalid({"purpose": _("We do not know what this file is for.")})
    require(actor, "upload", SITE)
    space_id = _space(actor, space) if space else None
    end_reads()
    pictures = _pictures(stream, purpose)
    stored = [(store().put([one.data], len(one.data)), one) for one in pictures.sizes]
    with unit_of_work():
        require(actor, "upload", SITE)
        file = File(
            blob_id=_blob(*stored[0]),
            owner_id=actor.id,
            space_id=space_id,
            name=_name(name),
            alt=clean_line(alt)[:LONGEST_ALT],
            purpose=purpose,
            expires_at=now() + WAITS,
        )
        session().add(file)
        session().flush()
        session().add_all(
            FileSize(file_id=file.id, name=one.name, blob_id=_blob(kept, one)) for kept, one in stored[1:]
        )
        record("files.file_received", Ref("files.file", file.id), actor)
    return Received(file.public_id, file.name, file.alt, stored[0][1].width, stored[0][1].height, pictures.moving)


def attach(actor: Actor, html: str, ref: Ref) -> None:
    """The thing at `ref` is saved with this stored HTML: from here on it holds the actor's own files that it names.

    Whoever may read the thing may read them. Files of others are left alone: naming a file never opens it. Inside the
    unit of work that saves the thing.
    """
    _attach(actor, named_in(html), ref)


def replace(actor: Actor, public_id: str, ref: Ref) -> None:
    """The one file of the thing at `ref` is now the actor's own file `public_id`; the one before it goes.

    Inside the unit of work that saves the thing. Raises NotFound when it is not such a file.
    """
    if not _attach(actor, [public_id], ref):
        raise NotFound
    release(ref, keep=public_id)


def release(ref: Ref, keep: str = "") -> None:
    """The thing at `ref` holds no file any more, save `keep`. What nothing else holds goes with the next sweep."""
    with unit_of_work():
        mine = (Holder.kind == ref.kind, Holder.object_id == ref.id)
        let_go = select(File.id).join(Holder, Holder.file_id == File.id).where(*mine, File.public_id != keep)
        ids = list(session().scalars(let_go))
        session().execute(delete(Holder).where(*mine, Holder.file_id.in_(ids)))
        held = select(Holder.file_id).where(Holder.file_id.in_(ids))
        session().execute(update(File).where(File.id.in_(ids), File.id.not_in(held)).values(expires_at=now()))


def _attach(actor: Actor, public_ids: list[str], ref: Ref) -> int:
    if not public_ids:
        return 0
    named = File.public_id.in_(public_ids)
    with unit_of_work(), policy.among(queries.holding_kinds(named)):
        mine = visible(actor, File, "attach").where(named).with_only_columns(File.id)
        found = list(session().scalars(mine))
        there = Holder.file_id.in_(found), Holder.kind == ref.kind, Holder.object_id == ref.id
        known = set(session().scalars(select(Holder.file_id).where(*there)))
        session().add_all(Holder(file_id=one, kind=ref.kind, object_id=ref.id) for one in found if one not in known)
        session().execute(update(File).where(File.id.in_(found)).values(expires_at=None))
    return len(found)


def _space(actor: Actor, public_id: str) -> int:
    model = rules().kind("spaces.space").model
    found: int | None = session().scalar(
        visible(actor, model).where(model.public_id == public_id).with_only_columns(model.id)
    )
    if found is None:
        raise NotFound
    return found


def _pictures(stream: IO[bytes], purpose: str) -> Pictures:
    settings = current()
    with tempfile.TemporaryFile() as file:
        size = 0
        for chunk in _chunks(stream):
            size += len(chunk)
            if size > settings.upload_max_bytes:
                million = f"{settings.upload_max_bytes / 1_000_000:g}"
                raise Invalid(
                    {"file": _("This file is too large. The most we can take is %(number)s MB.", number=million)}
                )
            file.write(chunk)
        file.flush()
        return images.make(file, sniff.image_type(file), purpose, settings.image_max_pixels)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _name(name: str) -> str:
    """The name as shown: the last part of a path, on one line. It decides nothing."""
    last = PurePosixPath(clean_line(name.replace("\\", "/")))
    return f"{last.stem[: LONGEST_NAME - 12]}{last.suffix[:12]}" or _("picture")


def _blob(stored: Stored, picture: Picture) -> int:
    """The id of the row of these bytes. Touching it, where there is one, keeps a sweep from taking it meanwhile."""
    insert = insert_sqlite if is_sqlite() else insert_postgres
    values = {
        "sha256": stored.sha256,
        "size": stored.size,
        "type": picture.type,
        "width": picture.width,
        "height": picture.height,
        "touched_at": now(),
    }
    statement = insert(Blob).values(values).on_conflict_do_update(index_elements=["sha256"], set_={"touched_at": now()})
    number: int = session().execute(statement.returning(Blob.id)).scalar_one()
    return number
