"""The stores, one file per kind, and the choice between them. What a store promises is in community/files/store.py."""

from pathlib import Path

from flask import Flask, current_app

from community.config import Settings
from community.files.store import Store
from community.files.stores.bucket import Bucket
from community.files.stores.folder import FolderStore
from community.files.stores.moving import MovingStore
from community.files.stores.s3 import S3Store

_STORE = "community.files"


def install(app: Flask, settings: Settings) -> None:
    """Give the app its store. Raises ValueError for an address that no store takes. Opens nothing yet."""
    found = open_store(settings.files_store, settings.instance)
    if settings.files_store_before:
        found = MovingStore(found, open_store(settings.files_store_before, settings.instance))
    app.extensions[_STORE] = found


def store() -> Store:
    """The store of the running app."""
    found: Store = current_app.extensions[_STORE]
    return found


def open_store(address: str, instance: Path) -> Store:
    """The store at `address`: s3://..., or a folder's path, from the instance folder (empty: `files` in it)."""
    scheme, separator, _rest = address.partition("://")
    if scheme == "s3" and separator:
        return S3Store(Bucket(address))
    if separator:
        raise ValueError(f"files_store: no store for {scheme}:// addresses; give the path of a folder, or s3://bucket")
    return FolderStore(instance / (address or "files"))
