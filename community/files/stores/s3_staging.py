"""Uploads on their way in a bucket: <prefix>/staging/<upload>/<start>-<end>, an object for each stretch that came.

A stretch is written whole; one that comes again, or in another length, has a name of its own and takes nothing away.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from community.files.store import Gap, checked_upload
from community.files.stores.bucket import Bucket, Part

_STAGING = "staging/"
_STRETCH = 8 * 1024 * 1024  # bytes that are held in memory, and at most lost when a process dies


class S3Staging:
    """The staging place of an S3 store."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    def stage(self, upload: str, start: int, chunks: Iterable[bytes]) -> int:
        known = self.staged(upload)
        if start > known:
            raise Gap(f"{upload}: bytes from {start}, where there are {known}")
        held, at = bytearray(), start
        try:
            for chunk in chunks:
                held += chunk
                if len(held) >= _STRETCH:
                    at = self._keep(upload, at, held)
        finally:
            self._keep(upload, at, held)
        return self.staged(upload)

    def staged(self, upload: str) -> int:
        return sum(end - start for _key, start, end in self._stretches(upload))

    def staged_bytes(self, upload: str) -> Iterator[bytes]:
        for key, start, end in self._stretches(upload):
            stream = self.bucket.get(key, start, end - start)
            if stream is None:
                return  # given up in this very moment
            yield from Part(stream)

    def unstage(self, upload: str) -> None:
        self.bucket.delete([entry.key for entry in self.bucket.list(f"{_STAGING}{checked_upload(upload)}/")])

    def stagings(self) -> Iterator[tuple[str, datetime]]:
        last: dict[str, datetime] = {}
        for entry in self.bucket.list(_STAGING):
            upload = entry.key.split("/")[1]
            last[upload] = max(entry.at, last.get(upload, entry.at))
        yield from last.items()

    def _keep(self, upload: str, at: int, held: bytearray) -> int:
        """Write what is held, and hold nothing; where it ends."""
        end = at + len(held)
        if held:
            self.bucket.put(f"{_STAGING}{checked_upload(upload)}/{at:020d}-{end:020d}", bytes(held))
            held.clear()
        return end

    def _stretches(self, upload: str) -> Iterator[tuple[str, int, int]]:
        """What lies there without a gap and without overlaps: a key, and from where to where in the object."""
        at = 0
        for entry in self.bucket.list(f"{_STAGING}{checked_upload(upload)}/"):
            start, end = (int(number) for number in entry.key.rpartition("/")[2].split("-"))
            if start > at:
                return
            if end > at:
                yield entry.key, at - start, end - start
                at = end
