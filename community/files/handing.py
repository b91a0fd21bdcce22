"""Bytes of files for what a module makes of them, a ZIP of many: the rules are asked now, the bytes are read later."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from community.access import Actor
from community.data.database import session
from community.files.models import Blob, File
from community.files.queries import readable_files
from community.files.store import Bytes
from community.files.stores import store


@dataclass(frozen=True)
class Opened:
    """A file that the actor may read: its name, its SHA-256, the number of its bytes, and how to read them."""

    name: str
    sha256: str
    size: int
    read: Callable[[], Bytes]


def opened(actor: Actor, public_ids: Collection[str]) -> dict[str, Opened]:
    """Those of the files that the actor may read and that are ready, by public id. One question for all of them."""
    query = readable_files(actor, public_ids).join(Blob, Blob.id == File.blob_id).where(File.state == "ready")
    rows = session().execute(query.with_only_columns(File.public_id, File.name, Blob.sha256, Blob.size))
    return {one: Opened(name, sha, size, partial(store().read, sha)) for one, name, sha, size in rows}
