"""The stores that promise the same, each empty."""

from pathlib import Path

import pytest

from community.files.store import Store
from community.files.stores import open_store
from community.files.stores.moving import MovingStore


@pytest.fixture(params=["folder", "s3", "moving"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store of each kind: a folder, a bucket, and a bucket with a folder behind it."""
    if request.param == "folder":
        return open_store("store", tmp_path)
    bucket = open_store(request.getfixturevalue("s3_store"), tmp_path)
    return bucket if request.param == "s3" else MovingStore(bucket, open_store("store", tmp_path))
