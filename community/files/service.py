"""Writes of files: receive one, attach those that a text names, replace or release those of a thing.

Hashing and re-encoding come first, outside of any transaction (taking.py); then one short unit of work.
"""

from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import delete, select, update

from community.access import SITE, Actor, require, rules, visible
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, in_unit_of_work, unit_of_work
from community.errors import Invalid, NotFound
from community.files import allowances, policy, queries, taking
from community.files.addresses import named_in
from community.files.models import File, Holder
from community.files.taking import About, Taken
from community.files.words import of_state
from community.ledger import record
from community.web.i18n import gettext as _


@dataclass(frozen=True)
class Received:
    """A file that was taken in; `moving` when it was an animation, of which the first picture was kept.

    Of what is not an image, width and height are None.
    """

    public_id: str
    name: str
    alt: str
    width: int | None
    height: int | None
    moving: bool
    image: bool
    type: str
    size: int
    state: str


def receive(
    actor: Actor, stream: IO[bytes], name: str, *, purpose: str, space: str | None = None, alt: str = ""
) -> Received:
    """Take in a file for `purpose` ("avatar", "post_image", "attachment"); `space` is the public id of where it will
    stand. For "attachment" anything on the list of kinds is taken, and what is not a picture is examined later.

    Slow, so never inside a unit of work. Raises Forbidden, NotFound, TooMany, or Invalid({"file": ...}) in plain words.
    """
    if in_unit_of_work():
        raise RuntimeError("a file is received before the unit of work, not in it")
    about = asked(actor, name, purpose=purpose, space=space, alt=alt)
    with taking.spooled(taking.chunks_of(stream), taking.largest(purpose)) as (file, size):
        with unit_of_work():
            allowances.require_room(about, size)
        taken = taking.take(file, size, name, purpose)
    with unit_of_work():
        require(actor, "upload", SITE)
        allowances.require_room(about, size)
        return received(keep(actor, taken, about), taken)


def asked(actor: Actor, name: str, *, purpose: str, space: str | None, alt: str) -> About:
    """What somebody says of a file that they want to bring. Raises Forbidden, NotFound, Invalid."""
    if purpose not in taking.PURPOSES:
        raise Invalid({"purpose": _("We do not know what this file is for.")})
    require(actor, "upload", SITE)
    space_id = _space(actor, space) if space else None
    organization_id = allowances.organization_of(actor.id)
    end_reads()
    return About(actor.id, name, purpose, organization_id, space_id, alt)


def keep(actor: Actor, taken: Taken, about: About) -> File:
    """The rows of a file that was taken in, inside the unit of work."""
    file = taking.keep(taken, about)
    record("files.file_received", Ref("files.file", file.id), actor)
    return file


def received(file: File, taken: Taken) -> Received:
    """What is told of a file that was taken in."""
    own = taken.parts[0]
    return Received(
        public_id=file.public_id,
        name=file.name,
        alt=file.alt,
        width=own.width,
        height=own.height,
        moving=taken.moving,
        image=not taken.raw,
        type=own.type,
        size=own.stored.size,
        state=file.state,
    )


def attach(actor: Actor, html: str, ref: Ref) -> None:
    """The thing at `ref` is saved with this stored HTML: from here on it holds the actor's own files that it names.

    Whoever may read the thing may read them. Files of others are left alone: naming a file never opens it. Inside the
    unit of work that saves the thing. What an earlier version named and this one does not stays with the earlier ones.
    """
    named = named_in(html)
    with unit_of_work():
        mine = (Holder.kind == ref.kind, Holder.object_id == ref.id, Holder.until.is_(None))
        still = select(File.id).where(File.public_id.in_(named))
        dropped = update(Holder).where(*mine, Holder.file_id.not_in(still))
        session().execute(dropped.values(until=_version_of(ref) - 1))
        _attach(actor, named, ref)


def attach_file(actor: Actor, public_id: str, ref: Ref) -> None:
    """The thing at `ref` holds the actor's own file `public_id` from here on, besides what it holds already.

    Inside the unit of work that saves the thing. Raises NotFound when it is not such a file, Invalid({"file": ...})
    when it was refused.
    """
    if not _attach(actor, [public_id], ref):
        raise NotFound
    file = queries.file(actor, public_id)
    if file.state == "refused":
        raise Invalid({"file": of_state(file.state, file.why)})


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


def _version_of(ref: Ref) -> int:
    """The version of a thing that is being saved; 1 for what has no versions, or is of a kind that is gone."""
    kind = rules().kinds.get(ref.kind)
    model: Any = kind.model if kind else None
    found = session().scalar(select(model.version).where(model.id == ref.id)) if hasattr(model, "version") else 1
    return found or 1


def _attach(actor: Actor, public_ids: list[str], ref: Ref) -> int:
    if not public_ids:
        return 0
    named = File.public_id.in_(public_ids)
    with unit_of_work(), policy.among(queries.holding_kinds(named)):
        mine = visible(actor, File, "attach").where(named).with_only_columns(File.id)
        found = list(session().scalars(mine))
        there = Holder.file_id.in_(found), Holder.kind == ref.kind, Holder.object_id == ref.id
        known = set(session().scalars(update(Holder).where(*there).values(until=None).returning(Holder.file_id)))
        since = _version_of(ref)
        new = [one for one in found if one not in known]
        session().add_all(Holder(file_id=one, kind=ref.kind, object_id=ref.id, since=since) for one in new)
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
