"""Bytes in a bucket: <prefix>/objects/<sha256>. Knows nothing of rows and rules.

A put of bytes that lie there already copies them onto themselves, so that their moment protects them from `remove`.
There is no lock between processes: who removes says so first, and who puts looks whether anybody does.
"""

import hashlib
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import BinaryIO
from urllib.parse import quote

from community.clock import now
from community.files.store import MissingBytes, Stored, TooLarge, checked
from community.files.stores.bucket import Part
from community.files.stores.s3_staging import S3Staging

_OBJECTS, _REMOVING = "objects/", "removing/"
_SECOND = timedelta(seconds=1)  # moments of S3 are whole seconds, cut off
_GIVEN_UP = timedelta(minutes=10)  # far longer than any removal takes: whoever said so died
_LOOK_AGAIN = 0.2


class S3Store(S3Staging):
    """A store in a bucket of an S3 service."""

    def put(self, chunks: Iterable[bytes], limit: int) -> Stored:
        with tempfile.TemporaryFile() as file:  # the name is known at the end, and nothing may be kept before
            stored = _spool(file, chunks, limit)
            self._settle(stored, file)
        return stored

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Part:
        stream = self.bucket.get(_key(sha256), start, length)
        if stream is None:
            raise MissingBytes(sha256)
        return Part(stream)

    def size(self, sha256: str) -> int | None:
        found = self.bucket.head(_key(sha256))
        return found.size if found else None

    def intact(self, sha256: str) -> bool:
        digest = hashlib.sha256()
        for chunk in self.read(sha256):
            digest.update(chunk)
        return digest.hexdigest() == sha256

    def names(self) -> Iterator[str]:
        for entry in self.bucket.list(_OBJECTS):
            try:
                yield checked(entry.key.removeprefix(_OBJECTS))
            except ValueError:
                continue  # somebody else's

    def remove(self, sha256: str, untouched_since: datetime) -> bool:
        said = f"{_REMOVING}{checked(sha256)}/{secrets.token_hex(8)}"
        self.bucket.put(said, b"")
        try:
            found = self.bucket.head(_key(sha256))
            if found is None or found.at + _SECOND > untouched_since:
                return False
            self.bucket.delete([_key(sha256)])
            return True
        finally:
            self.bucket.delete([said])

    def tidy(self, before: datetime) -> int:
        left = [entry.key for entry in self.bucket.list(_REMOVING) if entry.at < before]
        self.bucket.delete(left)
        return len(left) + self.bucket.abort(before)

    def signed(self, sha256: str, *, name: str, type: str, seconds: int) -> str | None:  # noqa: A002 - as promised
        saved = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        return self.bucket.signed(_key(sha256), seconds, ResponseContentDisposition=saved, ResponseContentType=type)

    def _settle(self, stored: Stored, file: BinaryIO) -> None:
        """Let the bytes lie there, written now, and see that nobody is about to remove what was there before."""
        key = _key(stored.sha256)
        while True:
            if self.size(stored.sha256) == stored.size:
                self.bucket.touch(key)
            else:
                file.seek(0)
                self.bucket.put_file(key, file)
            while self._being_removed(stored.sha256):
                time.sleep(_LOOK_AGAIN)
            if self.size(stored.sha256) == stored.size:
                return

    def _being_removed(self, sha256: str) -> bool:
        alive = now() - _GIVEN_UP
        return any(entry.at > alive for entry in self.bucket.list(f"{_REMOVING}{sha256}/"))


def _key(sha256: str) -> str:
    return _OBJECTS + checked(sha256)


def _spool(file: BinaryIO, chunks: Iterable[bytes], limit: int) -> Stored:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"more than {limit} bytes")
        digest.update(chunk)
        file.write(chunk)
    return Stored(digest.hexdigest(), size)
