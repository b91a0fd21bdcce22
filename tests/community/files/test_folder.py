"""The folder store: whole or nothing, by content, in ranges, and never a removal of what was just brought."""

import hashlib
import os
import threading
from datetime import UTC, datetime, timedelta

import pytest

from community.files.store import MissingBytes, TooLarge
from community.files.stores import open_store

FUTURE = datetime(2100, 1, 1, tzinfo=UTC)


def put(store, data: bytes) -> str:
    return store.put([data[:3], data[3:]], len(data)).sha256


def test_bytes_come_back_by_their_hash(folder):
    stored = folder.put([b"one", b"two"], 10)
    assert (stored.sha256, stored.size) == (hashlib.sha256(b"onetwo").hexdigest(), 6)
    assert b"".join(folder.read(stored.sha256)) == b"onetwo"
    assert folder.size(stored.sha256) == 6
    assert list(folder.names()) == [stored.sha256]


def test_they_lie_in_folders_by_the_first_letters(folder):
    name = put(folder, b"abcdef")
    assert (folder.root / name[:2] / name[2:4] / name).read_bytes() == b"abcdef"


@pytest.mark.parametrize(
    ("start", "length", "expected"), [(0, 2, b"ab"), (2, None, b"cdef"), (4, 99, b"ef"), (9, 1, b"")]
)
def test_a_range_is_read(folder, start, length, expected):
    assert b"".join(folder.read(put(folder, b"abcdef"), start, length)) == expected


def test_a_large_range_is_read_to_its_end(folder):
    data = os.urandom(300_000)
    name = put(folder, data)
    assert b"".join(folder.read(name, 1, 200_000)) == data[1:200_001]


def test_too_many_bytes_leave_nothing(folder):
    with pytest.raises(TooLarge):
        folder.put([b"abc", b"def"], 5)
    assert list(folder.names()) == []
    assert list((folder.root / "incoming").iterdir()) == []


def test_a_source_that_breaks_leaves_nothing(folder):
    def broken():
        yield b"abc"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        folder.put(broken(), 10)
    assert list(folder.names()) == []
    assert list((folder.root / "incoming").iterdir()) == []


def test_the_same_bytes_lie_there_once(folder):
    assert put(folder, b"abcdef") == put(folder, b"abcdef")
    assert len(list(folder.names())) == 1


def test_many_threads_bring_the_same_bytes(folder):
    data, names = os.urandom(200_000), []
    threads = [threading.Thread(target=lambda: names.append(put(folder, data))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(names) == {hashlib.sha256(data).hexdigest()}
    assert len(names) == 8
    assert folder.intact(names[0])


def test_missing_bytes_are_said_before_anything_is_read(folder):
    with pytest.raises(MissingBytes):
        folder.read("0" * 64)
    assert folder.size("0" * 64) is None


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "0" * 63 + "G", "0" * 64 + "\n"])
def test_nothing_but_a_hash_becomes_a_path(folder, name):
    with pytest.raises(ValueError, match="name"):
        folder.read(name)


def test_a_flipped_bit_is_seen(folder):
    name = put(folder, b"abcdef")
    assert folder.intact(name)
    path = folder.root / name[:2] / name[2:4] / name
    path.write_bytes(b"abcdeg")
    assert not folder.intact(name)


def test_what_was_brought_since_is_not_removed(folder):
    name = put(folder, b"abcdef")
    assert not folder.remove(name, datetime.now(UTC) - timedelta(hours=1))
    assert folder.remove(name, FUTURE)
    assert folder.size(name) is None
    assert not folder.remove(name, FUTURE)


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
    with pytest.raises(ValueError, match="s3://"):
        open_store("s3://bucket", tmp_path)
