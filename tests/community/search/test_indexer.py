"""The index follows the log: nothing twice, nothing missed, whatever happens to either."""

import json

import pytest

from community.data.database import session
from community.events.log import head, read
from community.people.service.departure import close_account
from community.search import indexer
from community.search.install import room
from plugins.discussions import service as discussions


def test_the_watermark_is_the_last_event_and_a_replay_changes_nothing(scene):
    scene.thread("Walrus")
    scene.drain()
    engine = room().engine
    assert engine.watermark().position == head()
    before = engine.health().documents
    events = read((0, 0))
    engine.apply(indexer.fold(events), indexer.mark(events[-1]))
    assert engine.health().documents == before
    assert scene.titles(scene.ben, "walrus") == [("Walrus", "thread")]
    session().close()
    assert indexer.step() is False


def test_reading_a_thread_reindexes_nothing(scene):
    thread = scene.thread("Walrus")
    scene.reply(thread, "yes")
    scene.drain()
    since = head()
    discussions.read_up_to(scene.acting(scene.ana), thread.public_id, 1)
    events = read(since)
    assert [event.name for event in events] == ["discussions.thread_read"]
    assert indexer.fold(events) == []


def test_a_reply_does_not_reindex_its_neighbours(scene):
    thread = scene.thread("Walrus")
    for _ in range(3):
        scene.reply(thread, "yes")
    since = head()
    last = scene.reply(thread, "no")
    touched = sorted(change.ref for change in indexer.fold(read(since)))
    assert touched == [("discussions.reply", last.id), ("discussions.thread", thread.id)]


def test_what_is_written_during_a_rebuild_is_in_the_new_index(scene):
    scene.thread("Before")
    scene.drain()
    written = []

    def meanwhile(words):
        if not written:
            written.append(scene.thread("Meanwhile walrus"))

    name = indexer.rebuild(meanwhile)
    assert written
    assert room().engine.health().generation == name
    assert scene.titles(scene.ben, "walrus") == [("Meanwhile walrus", "thread")]
    assert room().engine.watermark().position == head()


def test_another_log_with_the_same_numbers_is_noticed(scene):
    """A database that was put back from a backup, or emptied, must not be mixed with what the index knows."""
    scene.thread("Walrus")
    scene.drain()
    engine = room().engine
    reached = engine.watermark()
    engine.apply([], reached._replace(mark="2001-01-01T00:00:00+00:00"))
    before = engine.health().generation
    scene.drain()
    assert engine.health().generation != before
    assert engine.watermark() == reached


def test_a_log_that_was_tidied_beyond_the_index_is_noticed(scene):
    scene.thread("Walrus")
    engine = room().engine
    scene.drain()
    engine.apply([], engine.watermark()._replace(event_id=10**9))
    scene.drain()
    assert engine.watermark().position == head()


def test_a_person_who_leaves_is_not_found_and_neither_is_their_name(scene):
    scene.thread("Walrus")
    scene.drain()
    close_account(scene.acting(scene.ana), scene.ana.public_id)
    assert scene.titles(scene.ben, "kind:person ruiz") == []
    scene.drain()
    assert scene.titles(scene.ben, "ruiz") == scene.titles(scene.ben, "author:ruiz") == []
    assert scene.titles(scene.ben, "walrus") == [("Walrus", "thread")]


@pytest.fixture
def run(app):
    """Run a command; gives its status and what it printed."""

    def command(*words):
        session().close()
        result = app.test_cli_runner().invoke(app.cli, ["search", *words])
        return result.exit_code, result.stdout

    return command


def test_commands(scene, run):
    scene.thread("Walrus", "in the sea")
    scene.drain()
    status, said = run("rebuild")
    assert (status, "documents in" in said) == (0, True)
    status, said = run("status", "--json")
    figures = json.loads(said)
    assert (status, figures["behind"], figures["error"]) == (0, 0.0, "")
    assert figures["event"] == figures["newest"] > 0
    assert "Walrus" in run("query", "sea")[1]
    assert "Walrus" in run("query", "sea", "--as", scene.ben.email.upper())[1]
    assert json.loads(run("query", "sea", "--as", scene.olga.email, "--json")[1])["total"] == 0
    assert run("query", "sea", "--as", "nobody@example.org")[0] == 1


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_status_says_when_the_index_is_broken(scene, run):
    scene.thread("Walrus")
    scene.drain()
    engine = room().engine
    current = engine.health().generation
    engine.close()
    for path in (engine.generations.root / current).glob("*.seg"):
        path.write_bytes(b"")
    status, said = run("status")
    assert status == 1
    assert current in said
    scene.drain()
    assert run("status")[0] == 0
