"""Bytes in a folder: <root>/ab/cd/<sha256>, written beside and renamed into place. Knows nothing of rows and rules."""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from community.files.store import CHUNK, MissingBytes, Stored, TooLarge, checked
from community.files.stores.folder_staging import FolderStaging, sync_folder

_FAN = re.compile(r"[0-9a-f]{2}")


class Slice:
    """Part of an open file, in chunks."""

    def __init__(self, file: BinaryIO, length: int | None) -> None:
        self._file, self._left = file, length

    def __iter__(self) -> Iterator[bytes]:
        try:
            while self._left is None or self._left > 0:
                chunk = self._file.read(CHUNK if self._left is None else min(CHUNK, self._left))
                if not chunk:
                    return
                if self._left is not None:
                    self._left -= len(chunk)
                yield chunk
        finally:
            self.close()

    def close(self) -> None:
        self._file.close()


class FolderStore(FolderStaging):
    """A store in a folder of a local disk."""

    def put(self, chunks: Iterable[bytes], limit: int) -> Stored:
        part = self._incoming() / secrets.token_hex(16)
        try:
            stored = _write(part, chunks, limit)
            self._settle(part, self._path(stored.sha256))
        finally:
            part.unlink(missing_ok=True)
        return stored

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Slice:
        try:
            file = self._path(sha256).open("rb")
        except FileNotFoundError:
            raise MissingBytes(sha256) from None
        file.seek(start)
        return Slice(file, length)

    def size(self, sha256: str) -> int | None:
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def intact(self, sha256: str) -> bool:
        digest = hashlib.sha256()
        for chunk in self.read(sha256):
            digest.update(chunk)
        return digest.hexdigest() == sha256

    def names(self) -> Iterator[str]:
        for path in self.root.glob("??/??/*"):
            name = path.name
            if len(name) == 64 and _FAN.fullmatch(path.parent.name) and path == self._path(name):
                yield name

    def remove(self, sha256: str, untouched_since: datetime) -> bool:
        path = self._path(sha256)
        with self._lock():
            try:
                if path.stat().st_mtime >= untouched_since.timestamp():
                    return False
                path.unlink()
            except FileNotFoundError:
                return False
        sync_folder(path.parent)
        return True

    def tidy(self, before: datetime) -> int:
        gone = 0
        for part in self._incoming().iterdir():
            try:
                if part.stat().st_mtime < before.timestamp():
                    part.unlink()
                    gone += 1
            except FileNotFoundError:
                continue
        return gone

    def signed(self, sha256: str, *, name: str, type: str, seconds: int) -> str | None:  # noqa: A002 - as promised
        del sha256, name, type, seconds
        return None  # nobody but the site reaches the folder

    def _settle(self, part: Path, path: Path) -> None:
        """Give the written part its name, or touch the bytes that are already there: both protect from `remove`."""
        with self._lock():
            if path.exists():
                os.utime(path)
                return
            _make_folder(path.parent)
            part.replace(path)
            sync_folder(path.parent)

    def _path(self, sha256: str) -> Path:
        name = checked(sha256)
        return self.root / name[:2] / name[2:4] / name

    def _incoming(self) -> Path:
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Between processes and threads: naming and removing never overlap. Each entry opens its own handle."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _write(part: Path, chunks: Iterable[bytes], limit: int) -> Stored:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise TooLarge(f"more than {limit} bytes")
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Stored(digest.hexdigest(), size)


def _make_folder(folder: Path) -> None:
    """Make the fan-out folders so that they, too, survive a loss of power."""
    missing = [place for place in (folder.parent, folder) if not place.is_dir()]
    for place in missing:
        place.mkdir(parents=True, exist_ok=True)
        sync_folder(place.parent)
