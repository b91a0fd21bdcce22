"""Taking bytes in: spool them, know what they are, keep them in the store; then the rows. No question of who may.

`take` is slow and stands outside of any unit of work; `keep` stands inside one.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from typing import IO, Any

from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from community.clock import now
from community.config import current
from community.data.database import is_sqlite, session
from community.errors import Invalid
from community.events.tasks import enqueue
from community.files import images, kinds, sniff
from community.files.models import Blob, File, FileSize, Reading
from community.files.store import CHUNK, Stored
from community.files.stores import store
from community.files.words import size_in_words
from community.web.i18n import gettext as _
from community.web.intake import clean_line

WAITS = timedelta(days=30)  # how long a file that nothing holds is kept: a draft may rest for a while
LONGEST_NAME, LONGEST_ALT = 200, 1000
ATTACHMENT = "attachment"
EXAMINE = "files.examine"  # the task
PURPOSES = tuple(images.SIZES)


@dataclass(frozen=True)
class Part:
    """Bytes of a file that lie in the store: the file itself (no name), or one of its smaller pictures."""

    name: str
    stored: Stored
    type: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Taken:
    """What was taken in, the file itself first; `moving`: an animation, of which the first picture was kept.

    `raw`: kept byte for byte, so it is still to be examined; pictures were written anew.
    """

    parts: tuple[Part, ...]
    raw: bool = False
    moving: bool = False


@dataclass(frozen=True)
class About:
    """What is known of a file besides its bytes; `organization_id` is whose allowance it counts against."""

    owner_id: int
    name: str
    purpose: str
    organization_id: int | None = None
    space_id: int | None = None
    alt: str = ""


def largest(purpose: str) -> int:
    """The most bytes that may come for a purpose; pictures among attachments are measured again."""
    of_pictures = current().upload_max_bytes
    return max(of_pictures, current().document_max_bytes) if purpose == ATTACHMENT else of_pictures


def too_large(most: int) -> Invalid:
    """In words, the largest that would do."""
    return Invalid({"file": _("This file is too large. The most we can take is %(most)s.", most=size_in_words(most))})


@contextmanager
def spooled(chunks: Iterable[bytes], most: int) -> Iterator[tuple[IO[bytes], int]]:
    """The bytes as a real file, and their number, while this lasts. Raises Invalid beyond `most`."""
    with tempfile.TemporaryFile() as file:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise too_large(most)
            file.write(chunk)
        file.flush()
        yield file, size


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream in chunks, from where it stands."""
    while chunk := stream.read(CHUNK):
        yield chunk


def take(file: IO[bytes], size: int, name: str, purpose: str) -> Taken:
    """Know what a spooled file is and keep it in the store. Raises Invalid in words, TooMany."""
    if purpose != ATTACHMENT:
        return _picture(file, sniff.image_type(file), purpose)
    kind = kinds.kind_of(file, name)
    if kind.family == "image":
        if size > current().upload_max_bytes:
            raise too_large(current().upload_max_bytes)
        return _picture(file, kind.type, purpose)
    if size > current().document_max_bytes:
        raise too_large(current().document_max_bytes)
    file.seek(0)
    return Taken((Part("", store().put(chunks_of(file), size), kind.type),), raw=True)


def _picture(file: IO[bytes], media_type: str, purpose: str) -> Taken:
    made = images.make(file, media_type, purpose, current().image_max_pixels)
    first, *rest = keep_sizes(made)
    return Taken((Part("", first.stored, first.type, first.width, first.height), *rest), moving=made.moving)


def keep_sizes(made: images.Pictures) -> list[Part]:
    """The bytes of pictures that we wrote, in the store."""
    return [
        Part(one.name, store().put([one.data], len(one.data)), one.type, one.width, one.height) for one in made.sizes
    ]


def keep(taken: Taken, about: About) -> File:
    """The rows of what was taken in, inside the unit of work; what is raw is asked to be examined."""
    own, *sizes = taken.parts
    file = File(
        blob_id=blob(own),
        owner_id=about.owner_id,
        organization_id=about.organization_id,
        space_id=about.space_id,
        name=shown_name(about.name),
        alt=shown_alt(about.alt),
        purpose=about.purpose,
        state="checking" if taken.raw and current().clamd else "ready",
        expires_at=now() + WAITS,
    )
    session().add(file)
    session().flush()
    add_sizes(file.id, sizes)
    if taken.raw:
        reading = _insert()(Reading).values(blob_id=file.blob_id, state="waiting", outline=[], findings=[], at=now())
        session().execute(reading.on_conflict_do_nothing())
        enqueue(EXAMINE, file.public_id, file_id=file.id)
    return file


def add_sizes(file_id: int, sizes: Iterable[Part]) -> None:
    """The rows of a file's smaller pictures."""
    session().add_all([FileSize(file_id=file_id, name=one.name, blob_id=blob(one)) for one in sizes])


def shown_name(name: str) -> str:
    """The name as shown: the last part of a path, on one line. It decides nothing."""
    last = PurePosixPath(clean_line(name.replace("\\", "/")))
    return f"{last.stem[: LONGEST_NAME - 12]}{last.suffix[:12]}" or _("file")


def shown_alt(alt: str) -> str:
    """Words for those who do not see a picture, on one line."""
    return clean_line(alt)[:LONGEST_ALT]


def blob(part: Part) -> int:
    """The id of the row of these bytes. Touching it, where there is one, keeps a sweep from taking it meanwhile."""
    values = {
        "sha256": part.stored.sha256,
        "size": part.stored.size,
        "type": part.type,
        "width": part.width,
        "height": part.height,
        "touched_at": now(),
    }
    statement = (
        _insert()(Blob).values(values).on_conflict_do_update(index_elements=["sha256"], set_={"touched_at": now()})
    )
    number: int = session().execute(statement.returning(Blob.id)).scalar_one()
    return number


def _insert() -> Any:
    return insert_sqlite if is_sqlite() else insert_postgres
