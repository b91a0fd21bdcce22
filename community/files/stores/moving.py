"""Two stores as one while bytes move from the old to the new: written to the new, read from whichever holds them.

Nothing is taken out of the old store on the way; who moves the bytes is community/files/moving.py.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from community.files.store import Bytes, MissingBytes, Store, Stored


class MovingStore:
    """The new store, with the old one behind it."""

    def __init__(self, new: Store, old: Store) -> None:
        self.new, self.old = new, old

    def put(self, chunks: Iterable[bytes], limit: int) -> Stored:
        return self.new.put(chunks, limit)

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Bytes:
        try:
            return self.new.read(sha256, start, length)
        except MissingBytes:
            return self.old.read(sha256, start, length)

    def size(self, sha256: str) -> int | None:
        found = self.new.size(sha256)
        return self.old.size(sha256) if found is None else found

    def intact(self, sha256: str) -> bool:
        return self._holding(sha256).intact(sha256)

    def names(self) -> Iterator[str]:
        known = set()
        for name in self.new.names():
            known.add(name)
            yield name
        yield from (name for name in self.old.names() if name not in known)

    def remove(self, sha256: str, untouched_since: datetime) -> bool:
        newer = self.new.remove(sha256, untouched_since)
        if not newer and self.new.size(sha256) is not None:
            return False  # brought since then
        older = self.old.remove(sha256, untouched_since)
        return (newer or older) and self.size(sha256) is None

    def tidy(self, before: datetime) -> int:
        return self.new.tidy(before) + self.old.tidy(before)

    def signed(self, sha256: str, *, name: str, type: str, seconds: int) -> str | None:  # noqa: A002 - as promised
        return self._holding(sha256).signed(sha256, name=name, type=type, seconds=seconds)

    def stage(self, upload: str, start: int, chunks: Iterable[bytes]) -> int:
        return self._staging(upload).stage(upload, start, chunks)

    def staged(self, upload: str) -> int:
        return self._staging(upload).staged(upload)

    def staged_bytes(self, upload: str) -> Iterator[bytes]:
        return self._staging(upload).staged_bytes(upload)

    def unstage(self, upload: str) -> None:
        self.new.unstage(upload)
        self.old.unstage(upload)

    def stagings(self) -> Iterator[tuple[str, datetime]]:
        yield from self.new.stagings()
        yield from self.old.stagings()

    def _holding(self, sha256: str) -> Store:
        return self.old if self.new.size(sha256) is None else self.new

    def _staging(self, upload: str) -> Store:
        """What began in the old store goes on and ends there."""
        return self.old if self.old.staged(upload) else self.new
