"""Uploads on their way in a folder: one file each, written at the place that the client names. Knows no rows."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from community.files.store import CHUNK, Gap, checked_upload


class FolderStaging:
    """The staging place of a folder store: <root>/staging/<upload>."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    def stage(self, upload: str, start: int, chunks: Iterable[bytes]) -> int:
        path, known = self._staged(upload), self.staged(upload)
        if start > known:
            raise Gap(f"{upload}: bytes from {start}, where there are {known}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o640), "wb") as out:
            out.seek(start)
            try:
                for chunk in chunks:
                    out.write(chunk)
            finally:
                out.flush()
                os.fsync(out.fileno())
        if not known:
            sync_folder(path.parent)
        return self.staged(upload)

    def staged(self, upload: str) -> int:
        try:
            return self._staged(upload).stat().st_size
        except FileNotFoundError:
            return 0

    def staged_bytes(self, upload: str) -> Iterator[bytes]:
        with suppress(FileNotFoundError), self._staged(upload).open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    def unstage(self, upload: str) -> None:
        self._staged(upload).unlink(missing_ok=True)

    def stagings(self) -> Iterator[tuple[str, datetime]]:
        for path in (self.root / "staging").glob("*"):
            with suppress(FileNotFoundError):  # it arrived meanwhile
                yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def _staged(self, upload: str) -> Path:
        return self.root / "staging" / checked_upload(upload)


def sync_folder(folder: Path) -> None:
    """Make names that were given or taken in a folder survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
