"""The folder store: where bytes lie, what protects them, what is left behind by writes cut off."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from community.files.stores import open_store

FUTURE = datetime(2100, 1, 1, tzinfo=UTC)


def put(store, data: bytes) -> str:
    return store.put([data[:3], data[3:]], len(data)).sha256


def test_they_lie_in_folders_by_the_first_letters(folder):
    name = put(folder, b"abcdef")
    assert (folder.root / name[:2] / name[2:4] / name).read_bytes() == b"abcdef"


def test_a_flipped_bit_is_seen(folder):
    name = put(folder, b"abcdef")
    assert folder.intact(name)
    path = folder.root / name[:2] / name[2:4] / name
    path.write_bytes(b"abcdeg")
    assert not folder.intact(name)


def test_bringing_known_bytes_again_protects_them(folder):
    name = put(folder, b"abcdef")
    old = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(folder.root / name[:2] / name[2:4] / name, (old, old))
    put(folder, b"abcdef")
    assert not folder.remove(name, datetime.now(UTC) - timedelta(hours=1))


def test_leftovers_of_cut_off_writes_go(folder):
    put(folder, b"abcdef")
    (folder.root / "incoming" / "cut-off").write_bytes(b"half")
    assert folder.tidy(datetime(2020, 1, 1, tzinfo=UTC)) == 0
    assert folder.tidy(FUTURE) == 1
    assert list((folder.root / "incoming").iterdir()) == []


def test_strange_files_in_the_folder_are_not_taken_for_bytes(folder):
    name = put(folder, b"abcdef")
    (folder.root / name[:2] / name[2:4] / "notes.txt").write_text("x")
    (folder.root / name[:2] / name[2:4] / ("0" * 64)).write_text("in the wrong place")
    assert list(folder.names()) == [name]


def test_the_store_is_chosen_by_its_address(tmp_path):
    assert open_store("", tmp_path).root == tmp_path / "files"
    assert open_store("kept/here", tmp_path).root == tmp_path / "kept" / "here"
    assert open_store("/srv/files", tmp_path).root.as_posix() == "/srv/files"
    with pytest.raises(ValueError, match="ftp://"):
        open_store("ftp://bucket", tmp_path)
