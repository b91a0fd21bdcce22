"""Two stores as one, and the move: everything is read from the first moment, and is in the new store at the end."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from community.errors import Conflict
from community.files import moving
from community.files.commands import files
from community.files.stores import open_store, store
from community.files.stores.moving import MovingStore
from tests.community.files.conftest import make_app

FUTURE = datetime(2100, 1, 1, tzinfo=UTC)
OLD = datetime(2020, 1, 1, tzinfo=UTC).timestamp()


@pytest.fixture
def app(tmp_path, s3_store):
    """A site that moves from its folder to a bucket."""
    found = make_app(tmp_path, files_store=s3_store, files_store_before="files")
    with found.app_context():
        yield found


@pytest.fixture
def both(app) -> MovingStore:
    """Its stores."""
    del app
    found = store()
    assert isinstance(found, MovingStore)
    return found


def put(place, data):
    return place.put([data], len(data)).sha256


def path(both, name) -> Path:
    return both.old.root / name[:2] / name[2:4] / name


def test_what_either_holds_is_there_and_what_comes_goes_to_the_new(both):
    first, second = put(both.old, b"first"), put(both, b"second")
    assert (both.new.size(first), both.old.size(second)) == (None, None)
    assert [b"".join(both.read(name)) for name in (first, second)] == [b"first", b"second"]
    assert both.size(first) == 5
    assert both.intact(first)
    assert sorted(both.names()) == sorted([first, second])
    put(both, b"first")
    assert sorted(both.names()) == sorted([first, second])


def test_removing_removes_from_both_what_nobody_brought_to_either(both):
    old = put(both.old, b"in the old")
    twice = put(both.old, b"in both")
    put(both.new, b"in both")
    for name in (old, twice):
        assert not both.remove(name, datetime.now(UTC) - timedelta(hours=1))
        assert both.remove(name, FUTURE)
        assert both.size(name) is None
        assert not both.remove(name, FUTURE)


def test_what_is_brought_again_is_protected_though_the_old_copy_is_old(both):
    name = put(both.old, b"abcdef")
    os.utime(path(both, name), (OLD, OLD))
    put(both, b"abcdef")
    assert not both.remove(name, datetime.now(UTC) - timedelta(hours=1))
    assert both.intact(name)


def test_an_upload_that_began_before_ends_where_it_began(both):
    both.old.stage("upload1", 0, [b"abc"])
    assert both.stage("upload1", 3, [b"def"]) == 6
    assert both.staged("upload1") == both.old.staged("upload1") == 6
    assert b"".join(both.staged_bytes("upload1")) == b"abcdef"
    assert both.stage("upload2", 0, [b"x"]) == both.new.staged("upload2") == 1
    assert {name for name, _at in both.stagings()} == {"upload1", "upload2"}
    both.unstage("upload1")
    assert both.staged("upload1") == 0


def test_links_lead_to_the_new_store_alone(both):
    old, new = put(both.old, b"old"), put(both.new, b"new")
    about = {"name": "a.pdf", "type": "application/pdf", "seconds": 60}
    assert both.signed(old, **about) is None
    assert new in both.signed(new, **about)


def test_all_is_copied_and_nothing_is_taken_away(both):
    names = [put(both.old, str(number).encode()) for number in range(5)]
    put(both.new, b"3")
    seen = []
    moved = moving.move(seen.append)
    assert (moved.copied, moved.there, moved.damaged, moved.under_way, moved.done) == (4, 1, [], 0, True)
    assert seen == [1, 2, 3, 4, 5]
    assert all(both.new.intact(name) and both.old.intact(name) for name in names)
    again = moving.move()
    assert (again.copied, again.there) == (0, 5)


def test_what_is_damaged_is_said_and_does_not_pass_for_whole(both):
    name = put(both.old, b"abcdef")
    path(both, name).write_bytes(b"abcdeg")
    moved = moving.move()
    assert (moved.copied, moved.damaged, moved.done) == (0, [name], False)
    assert both.new.size(name) is None


def test_bytes_that_go_on_the_way_are_no_fault(both):
    """The nightly sweep takes what nothing refers to while the move looks at its neighbour."""
    names = [put(both.old, str(number).encode()) for number in range(3)]

    def take_all(_count):
        for name in names:
            path(both, name).unlink(missing_ok=True)

    moved = moving.move(take_all)
    assert (moved.copied, moved.damaged, moved.done) == (1, [], True)
    assert len(list(both.names())) == 1


def test_uploads_under_way_in_the_old_store_keep_it_needed(both):
    both.old.stage("upload1", 0, [b"abc"])
    assert (moving.move().under_way, moving.move().done) == (1, False)
    both.unstage("upload1")
    assert moving.move().done


def test_without_two_stores_there_is_nothing_to_move(tmp_path):
    with make_app(tmp_path).app_context(), pytest.raises(Conflict, match="files_store_before"):
        moving.move()


def test_the_command_says_when_the_setting_can_go(app, both):

    put(both.old, b"abc")
    runner = app.test_cli_runner()
    said = runner.invoke(files, ["move"])
    assert said.exit_code == 0
    assert "1 copied, 0 were there, 0 damaged, 0 uploads under way" in said.stdout
    assert "Take files_store_before out" in said.stdout
    both.old.stage("upload1", 0, [b"abc"])
    said = runner.invoke(files, ["move", "--json"])
    assert said.exit_code == 1
    assert json.loads(said.stdout) == {"copied": 0, "there": 1, "damaged": [], "under_way": 1, "done": False}
    assert "run this again" in runner.invoke(files, ["move"]).stdout


def test_the_old_store_is_read_from_its_own_address(tmp_path, s3_store):
    before = put(open_store("kept", tmp_path), b"abc")
    with make_app(tmp_path, files_store=s3_store, files_store_before="kept").app_context():
        assert b"".join(store().read(before)) == b"abc"
