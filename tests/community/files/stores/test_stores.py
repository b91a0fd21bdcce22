"""What every store promises: whole or nothing, by content, in ranges, and never a removal of what was just brought."""

import hashlib
import os
import threading
from datetime import UTC, datetime, timedelta

import pytest

from community.files.store import MissingBytes, TooLarge

FUTURE = datetime(2100, 1, 1, tzinfo=UTC)


def put(store, data: bytes) -> str:
    return store.put([data[:3], data[3:]], len(data)).sha256


def test_bytes_come_back_by_their_hash(store):
    stored = store.put([b"one", b"two"], 10)
    assert (stored.sha256, stored.size) == (hashlib.sha256(b"onetwo").hexdigest(), 6)
    assert b"".join(store.read(stored.sha256)) == b"onetwo"
    assert store.size(stored.sha256) == 6
    assert list(store.names()) == [stored.sha256]


def test_no_bytes_at_all_are_bytes_too(store):
    name = put(store, b"")
    assert b"".join(store.read(name)) == b"".join(store.read(name, 0, 0)) == b""
    assert store.size(name) == 0


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(0, 2, b"ab"), (2, None, b"cdef"), (4, 99, b"ef"), (9, 1, b""), (6, None, b""), (1, 0, b""), (0, None, b"abcdef")],
)
def test_a_range_is_read(store, start, length, expected):
    assert b"".join(store.read(put(store, b"abcdef"), start, length)) == expected


def test_a_large_range_is_read_to_its_end(store):
    data = os.urandom(300_000)
    name = put(store, data)
    assert b"".join(store.read(name, 1, 200_000)) == data[1:200_001]


def test_what_is_not_read_to_its_end_is_closed(store):
    content = store.read(put(store, os.urandom(300_000)))
    assert len(next(iter(content))) > 0
    content.close()


def test_too_many_bytes_leave_nothing(store):
    with pytest.raises(TooLarge):
        store.put([b"abc", b"def"], 5)
    assert list(store.names()) == []
    assert store.tidy(FUTURE) == 0


def test_a_source_that_breaks_leaves_nothing(store):
    def broken():
        yield b"abc"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(broken(), 10)
    assert list(store.names()) == []
    assert store.tidy(FUTURE) == 0


def test_the_same_bytes_lie_there_once(store):
    assert put(store, b"abcdef") == put(store, b"abcdef")
    assert len(list(store.names())) == 1


def test_many_threads_bring_the_same_bytes(store):
    data, names = os.urandom(200_000), []
    threads = [threading.Thread(target=lambda: names.append(put(store, data))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(names) == {hashlib.sha256(data).hexdigest()}
    assert len(names) == 8
    assert store.intact(names[0])


def test_missing_bytes_are_said_before_anything_is_read(store):
    for length in (None, 0, 5):
        with pytest.raises(MissingBytes):
            store.read("0" * 64, 0, length)
    with pytest.raises(MissingBytes):
        store.intact("0" * 64)
    assert store.size("0" * 64) is None


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "0" * 63 + "G", "0" * 64 + "\n"])
def test_nothing_but_a_hash_becomes_a_path(store, name):
    with pytest.raises(ValueError, match="name"):
        store.read(name)
    with pytest.raises(ValueError, match="name"):
        store.remove(name, FUTURE)


def test_what_was_brought_since_is_not_removed(store):
    name = put(store, b"abcdef")
    assert not store.remove(name, datetime.now(UTC) - timedelta(hours=1))
    assert store.remove(name, FUTURE)
    assert store.size(name) is None
    assert not store.remove(name, FUTURE)
