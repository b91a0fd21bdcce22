"""The stores, one file per kind, and the choice between them. What a store promises is in community/files/store.py."""

from pathlib import Path

from community.files.store import Store
from community.files.stores.folder import FolderStore


def open_store(address: str, instance: Path) -> Store:
    """The store at `address` (a folder's path; empty: `files` in the instance folder)."""
    if "://" in address:
        raise ValueError(f"files_store: no store for {address.split('://')[0]}:// addresses; give the path of a folder")
    return FolderStore(Path(address) if address else instance / "files")
