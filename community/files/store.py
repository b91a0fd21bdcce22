"""What every store of bytes promises: content-addressed, written whole or not at all, read in ranges.

No database, no rules, no Flask: who may read is decided before a store is asked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

CHUNK = 64 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")
_UPLOAD = re.compile(r"[a-z0-9]{1,64}")


@dataclass(frozen=True)
class Stored:
    """Bytes that lie in the store: their SHA-256 in hexadecimal and their number."""

    sha256: str
    size: int


class MissingBytes(Exception):
    """The store does not hold the bytes with this name."""


class TooLarge(Exception):
    """More bytes came than were allowed; nothing was kept."""


class Gap(Exception):
    """The bytes that came do not begin where others end; nothing was kept."""


class Bytes(Protocol):
    """Bytes on their way out, in chunks. Close it when it was not read to its end."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None: ...


class Staging(Protocol):
    """A place for uploads on their way, each by the public id of its row, until all of it is there.

    The same bytes may come again, also at the same time (a client that gave up waiting): places say where they lie.
    """

    def stage(self, upload: str, start: int, chunks: Iterable[bytes]) -> int:
        """Keep bytes from `start` on, durably; how many lie there now without a gap. Raises Gap.

        What comes before the chunks end, or raise, is kept; then what they raised is raised.
        """

    def staged(self, upload: str) -> int:
        """How many bytes lie there from the first on without a gap; 0 for an upload that nothing is known of."""

    def staged_bytes(self, upload: str) -> Iterator[bytes]:
        """Those bytes, in chunks."""

    def unstage(self, upload: str) -> None:
        """Remove what lies there, if anything does."""

    def stagings(self) -> Iterator[tuple[str, datetime]]:
        """Every upload of which bytes lie there, in no order, and when some last came."""


class Store(Staging, Protocol):
    """A place for bytes, each named by the SHA-256 of what it holds. Safe to use from many threads and processes."""

    def put(self, chunks: Iterable[bytes], limit: int) -> Stored:
        """Keep at most `limit` bytes and return their name; durable on return. Raises TooLarge."""

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Bytes:
        """`length` bytes from `start` (all, if not given). Raises MissingBytes at once, not while reading."""

    def size(self, sha256: str) -> int | None:
        """Number of bytes, or None when they are not here."""

    def intact(self, sha256: str) -> bool:
        """Whether the bytes still match their name: reads all of them. Raises MissingBytes."""

    def names(self) -> Iterator[str]:
        """Every name held, in no order."""

    def remove(self, sha256: str, untouched_since: datetime) -> bool:
        """Remove bytes that nobody put since that moment; False when they were put later or are not here.

        The caller has made sure that nothing refers to them. The moment is what protects an upload that put
        the same bytes and has not yet written its row.
        """

    def tidy(self, before: datetime) -> int:
        """Remove what writes cut off before that moment left behind; how many."""

    def signed(self, sha256: str, *, name: str, type: str, seconds: int) -> str | None:  # noqa: A002 - the word for it
        """An address under which anybody may save the bytes as a file `name` of that type, for so many seconds.

        None: this store gives no such addresses.
        """


def checked(sha256: str) -> str:
    """The name, if it is one. Raises ValueError: a name becomes a path, so nothing else may pass."""
    if not _NAME.fullmatch(sha256):
        raise ValueError("not the name of stored bytes")
    return sha256


def checked_upload(upload: str) -> str:
    """The name of an upload, if it is one. Raises ValueError, for the same reason."""
    if not _UPLOAD.fullmatch(upload):
        raise ValueError("not the name of an upload")
    return upload
