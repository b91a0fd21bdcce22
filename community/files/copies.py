"""A clean copy of one's own file: a new file without what the first one said without showing it."""

import tempfile
from contextlib import closing

from community.access import SITE, Actor, require
from community.data.refs import Ref
from community.data.unit_of_work import end_reads, in_unit_of_work, unit_of_work
from community.errors import Conflict, Invalid
from community.files import allowances, cleaning, kinds, queries, service, taking
from community.files.queries import Served
from community.files.reading import Unreadable
from community.files.service import Received
from community.files.stores import store
from community.files.taking import About, Taken
from community.ledger import record
from community.web.i18n import gettext as _


def clean(actor: Actor, public_id: str) -> Received:
    """Make a clean copy of the actor's own file, which stays as it was; the copy waits to be attached.

    Slow, so never inside a unit of work. Raises NotFound, Forbidden, Conflict while the file is not ready, TooMany, or
    Invalid({"file": ...}) in words.
    """
    if in_unit_of_work():
        raise RuntimeError("a clean copy is made before the unit of work, not in it")
    require(actor, "upload", SITE)
    file = queries.file(actor, public_id)
    require(actor, "attach", file)
    served = queries.served(actor, public_id)
    if served.image:
        raise Conflict(_("A picture is written anew when it comes, so there is nothing left to take out of it."))
    about = About(
        owner_id=actor.id,
        name=file.name,
        purpose=taking.ATTACHMENT,
        organization_id=allowances.organization_of(actor.id),
        space_id=file.space_id,
        alt=file.alt,
    )
    end_reads()
    taken, size = _copied(served, file.name)
    with unit_of_work():
        allowances.require_room(about, size)
        copy = service.keep(actor, taken, about)
        record("files.file_cleaned", Ref("files.file", file.id), actor)
        return service.received(copy, taken)


def _copied(served: Served, name: str) -> tuple[Taken, int]:
    kind = kinds.kind_named(served.type, name)
    with (
        closing(store().read(served.sha256)) as chunks,
        taking.spooled(chunks, served.size) as (content, _size),
        tempfile.TemporaryFile() as out,
    ):
        try:
            cleaning.cleaned(content, kind, out)
        except Unreadable as failure:
            words = _("We could not make a clean copy of this file. The file itself is as it was.")
            raise Invalid({"file": words}) from failure
        size = out.seek(0, 2)
        return taking.take(out, size, name, taking.ATTACHMENT), size
