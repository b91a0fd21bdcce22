"""Folders of the index: one for each generation, and a pointer to the current one. Durable, private, no Whoosh.

A pointer moves by `os.replace` after everything it points to has reached the disk.
"""

import os
import shutil
import uuid
from pathlib import Path

POINTER = "CURRENT"
KEPT = 1  # older generations that stay for readers that have them open


class Generations:
    """The generations under one folder, which belongs to this process's user alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Make the folder, for nobody else."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o700)

    def current(self) -> str | None:
        """The name of the current generation; None where there is none."""
        try:
            name = (self.root / POINTER).read_text(errors="replace").strip()
        except FileNotFoundError:
            return None
        return name if name in self.names() else None

    def folder(self, name: str) -> Path:
        """Where a generation lies."""
        return self.root / name

    def new(self, number: int) -> str:
        """An empty folder; `number` keeps names in the order they were made."""
        name = f"gen-{number:06d}-{uuid.uuid4().hex[:6]}"
        (self.root / name).mkdir(mode=0o700)
        return name

    def next_number(self) -> int:
        """The number after the highest that is there."""
        return max((int(name.split("-")[1]) for name in self.names()), default=0) + 1

    def names(self) -> list[str]:
        """All generations that are there, the oldest first."""
        return sorted(path.name for path in self.root.glob("gen-*-*") if path.is_dir())

    def promote(self, name: str) -> None:
        """Point at `name`, for readers to notice. Everything reaches the disk first."""
        sync(self.folder(name))
        fresh = self.root / f"{POINTER}.new"
        with fresh.open("w") as pointer:
            pointer.write(name)
            pointer.flush()
            os.fsync(pointer.fileno())
        fresh.replace(self.root / POINTER)
        sync_folder(self.root)

    def clear(self, kept: int = KEPT) -> list[str]:
        """Remove what is older than the current generation, but for the last `kept`. Returns what went."""
        current = self.current()
        older = [name for name in self.names() if current and name < current]
        gone = older[:-kept] if kept else older
        for name in gone:
            self.remove(name)
        return gone

    def remove(self, name: str) -> None:
        """Remove a generation; readers that have it open keep their files."""
        shutil.rmtree(self.folder(name), ignore_errors=True)

    def bytes(self, name: str) -> int:
        """The size of a generation on disk."""
        return sum(path.stat().st_size for path in self.folder(name).glob("*") if path.is_file())


def sync(folder: Path, names: set[str] | None = None) -> None:
    """Bring files of a folder (all, or those named) and its list of names to the disk."""
    for path in folder.iterdir():
        if path.is_file() and (names is None or path.name in names):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
