"""The stores that promise the same, each empty."""

from pathlib import Path

import pytest

from community.files.store import Store
from community.files.stores.folder import FolderStore


@pytest.fixture(params=["folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store of each kind."""
    del request
    return FolderStore(tmp_path / "store")
