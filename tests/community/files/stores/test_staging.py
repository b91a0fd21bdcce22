"""Uploads on their way: what came is kept, also when the rest does not; places, not order, say where bytes lie."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from community.files.store import Gap


def lying(store, upload: str) -> bytes:
    return b"".join(store.staged_bytes(upload))


def test_bytes_come_in_parts(store):
    assert store.staged("upload1") == 0
    assert store.stage("upload1", 0, [b"abc", b"def"]) == 6
    assert store.stage("upload1", 6, [b"ghi"]) == 9
    assert store.staged("upload1") == 9
    assert lying(store, "upload1") == b"abcdefghi"


def test_what_came_before_a_break_is_kept(store):
    def broken():
        yield b"abc"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.stage("upload1", 0, broken())
    assert lying(store, "upload1") == b"abc"
    assert store.stage("upload1", 3, [b"def"]) == 6


def test_nothing_came_at_all(store):
    assert store.stage("upload1", 0, []) == 0
    assert lying(store, "upload1") == b""


def test_bytes_past_a_gap_are_not_taken(store):
    store.stage("upload1", 0, [b"abc"])
    with pytest.raises(Gap):
        store.stage("upload1", 4, [b"ef"])
    assert lying(store, "upload1") == b"abc"


def test_bytes_that_come_again_lie_there_once(store):
    store.stage("upload1", 0, [b"abcdef"])
    assert store.stage("upload1", 2, [b"cd"]) == 6
    assert store.stage("upload1", 4, [b"efgh"]) == 8
    assert lying(store, "upload1") == b"abcdefgh"


def test_a_request_that_hangs_does_not_spoil_the_one_after_it(store):
    def slow():
        yield b"abc"
        assert store.stage("upload1", 0, [b"abcdef"]) == 6
        yield b"def"

    assert store.stage("upload1", 0, slow()) == 6
    assert lying(store, "upload1") == b"abcdef"


def test_many_bytes_come_back_as_they_came(store):
    data = os.urandom(700_000)
    store.stage("upload1", 0, [data[:300_000]])
    store.stage("upload1", 300_000, (data[at : at + 50_000] for at in range(300_000, 700_000, 50_000)))
    assert lying(store, "upload1") == data


def test_uploads_are_apart_and_go_by_themselves(store):
    store.stage("upload1", 0, [b"abc"])
    store.stage("upload10", 0, [b"xyz"])
    store.unstage("upload1")
    store.unstage("upload1")
    assert (store.staged("upload1"), lying(store, "upload1")) == (0, b"")
    assert lying(store, "upload10") == b"xyz"


def test_they_are_listed_with_their_last_moment(store):
    assert list(store.stagings()) == []
    before = datetime.now(UTC) - timedelta(seconds=2)
    store.stage("upload1", 0, [b"abc"])
    store.stage("upload2", 0, [b"abc"])
    store.stage("upload2", 3, [b"def"])
    found = dict(store.stagings())
    assert found.keys() == {"upload1", "upload2"}
    assert all(before < at < datetime.now(UTC) + timedelta(seconds=2) for at in found.values())


def test_they_are_not_taken_for_kept_bytes(store):
    store.stage("upload1", 0, [b"abc"])
    assert list(store.names()) == []
    assert store.tidy(datetime(2100, 1, 1, tzinfo=UTC)) == 0
    assert store.staged("upload1") == 3


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a/b", ".", "A", "a" * 65, "a\n"])
def test_nothing_but_a_name_becomes_a_path(store, name):
    with pytest.raises(ValueError, match="name"):
        store.stage(name, 0, [b"abc"])
