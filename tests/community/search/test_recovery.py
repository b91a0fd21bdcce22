"""What happens to the index when processes die and disks lie: nothing acknowledged is lost, what is torn is noticed."""

import gc
import os
import random
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from community.access import Visibility
from community.search.documents import Document
from community.search.engines.contract import Drop, EngineUnhealthy, Put, Question, Watermark, Window
from community.search.engines.whoosh.engine import WhooshEngine
from community.search.engines.whoosh.generations import Generations
from community.search.language.nodes import All
from tests.community.search import strategies

EVERYBODY = Visibility(frozenset({"everybody"}), frozenset(), "")
ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from community.search.engines.whoosh.engine import WhooshEngine
from tests.community.search.test_recovery import Watermark, batch
engine = WhooshEngine(Path(sys.argv[1]))
engine.open()
number = engine.watermark()[1]
while True:
    number += 1
    engine.apply(batch(number), Watermark(0, number))
    print(number, flush=True)
"""


def document(number, title):
    now = strategies.START
    return Document(
        kind="talk.thread", id=number, title=title, created=now, updated=now, labels=frozenset({"everybody"})
    )


def batch(number):
    """One new thing, and a fixed one that says which batch was the last."""
    return [Put(one.ref, (one,)) for one in (document(1000 + number, "new"), document(1, f"batch{number}"))]


def found(engine, tree=None):
    result = engine.search(Question(tree=tree or All(), visible=EVERYBODY, window=Window(0, 1000)))
    return {hit.key for hit in result.hits}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(folder):
    one = WhooshEngine(folder)
    one.open()
    for number in (1, 2, 3):
        one.apply(batch(number), Watermark(0, number))
    yield one
    one.close()


def kill_while_writing(folder, chance):
    """Start a writer, kill it at some moment, and give the last batch that it acknowledged."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "."},
    )
    acknowledged = [int(writer.stdout.readline()) for _ in range(chance.randint(1, 6))]
    for _ in range(chance.randint(0, 20_000)):
        pass
    writer.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().split()]
    writer.wait()
    writer.stdout.close()
    return acknowledged[-1]


def check_after_kill(folder, acknowledged):
    engine = WhooshEngine(folder)
    engine.open()
    reached = engine.watermark()[1]
    assert reached >= acknowledged, "acknowledged and lost"
    assert found(engine) == {"talk.thread:1", *(f"talk.thread:{1000 + number}" for number in range(1, reached + 1))}
    engine.apply(batch(reached), Watermark(0, reached))  # repeated, as the indexer would
    assert len(found(engine)) == reached + 1
    engine.close()


def test_a_killed_writer_loses_nothing_that_it_acknowledged(folder):
    chance = random.Random(5)
    for _ in range(2):
        check_after_kill(folder, kill_while_writing(folder, chance))


@pytest.mark.drill
def test_a_hundred_kills_lose_nothing(folder):
    chance = random.Random(11)
    for number in range(100):
        if number % 10 == 0:
            folder = folder.with_name(f"index{number}")
        check_after_kill(folder, kill_while_writing(folder, chance))


def damage(path, how):
    size = path.stat().st_size
    with path.open("r+b") as file:
        if how == "cut":
            file.truncate(size // 2)
        elif how == "emptied":
            file.truncate(0)
        else:
            file.seek(0)
            file.write(b"\xff" * size)


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh forgets files that it fails to read
@pytest.mark.parametrize("pattern", ["*.seg", "_MAIN_*.toc"])
@pytest.mark.parametrize("how", ["cut", "emptied", "garbled"])
def test_a_damaged_file_is_noticed_and_a_rebuild_heals(engine, folder, pattern, how):
    current = engine.health().generation
    engine.close()
    for path in (folder / current).glob(pattern):
        damage(path, how)

    again = WhooshEngine(folder)
    with pytest.raises(EngineUnhealthy):
        again.open()
    with pytest.raises(EngineUnhealthy):
        found(again)
    assert not again.health().ok
    assert again.health().error

    again.promote(again.build([document(5, "whole again")], Watermark(0, 9)))
    assert again.health().ok
    assert again.watermark() == Watermark(0, 9)
    assert found(again) == {"talk.thread:5"}
    again.close()
    gc.collect()


@pytest.mark.parametrize("pointer", ["gen-000099-abcdef", "", "../../etc", "gone\x00"])
def test_a_pointer_to_nothing_gives_an_empty_index_that_says_so(engine, folder, pointer):
    engine.close()
    (folder / "CURRENT").write_text(pointer)
    again = WhooshEngine(folder)
    again.open()
    assert again.watermark() == Watermark(0, 0)  # from which the indexer knows that it must rebuild
    assert found(again) == set()
    again.close()


def test_a_failed_build_leaves_nothing_behind(engine, folder):
    def broken():
        yield document(5, "one")
        raise RuntimeError("the database went away")

    before = Generations(folder).names()
    with pytest.raises(RuntimeError):
        engine.build(broken(), Watermark(0, 9))
    assert Generations(folder).names() == before
    assert engine.watermark() == Watermark(0, 3)


def test_a_rebuild_leaves_no_gap_and_old_generations_go(engine, folder):
    """Another process that reads sees the old index, then the new one."""
    reader = WhooshEngine(folder)
    reader.open()
    for number in range(4):
        name = engine.build([document(number + 10, "again")], Watermark(0, 10 + number))
        assert found(reader) != {f"talk.thread:{number + 10}"}
        engine.apply([Put(document(500, "late").ref, (document(500, "late"),))], Watermark(0, 20 + number), name)
        assert engine.watermark(name) == Watermark(0, 20 + number)
        engine.promote(name)
        reader._looked = 0.0
        assert found(reader) == {f"talk.thread:{number + 10}", "talk.thread:500"}
    assert len(Generations(folder).names()) == 2
    reader.close()


def test_an_index_of_another_version_is_refused(engine, folder, monkeypatch):
    engine.close()
    monkeypatch.setattr("community.search.engines.whoosh.engine.VERSION", 99)
    with pytest.raises(EngineUnhealthy, match="another version"):
        WhooshEngine(folder).open()


def test_nobody_else_may_look_into_the_folder(engine, folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o700 for path in folder.iterdir() if path.is_dir())


def test_many_commits_do_not_make_many_segments(engine):
    for number in range(4, 40):
        engine.apply(batch(number), Watermark(0, number))
    assert engine.health().segments <= 12
    assert len(found(engine)) == 40


def test_what_was_removed_leaves_the_disk(engine, folder):
    """Texts that a person had erased must not stay behind in old segments or old generations."""
    engine.promote(engine.build([document(7, "unforgettable"), document(8, "kept")], Watermark(0, 4)))
    engine.apply([Drop(document(7, "").ref)], Watermark(0, 5))
    assert any(b"unforgettable" in path.read_bytes() for path in folder.rglob("*.seg"))
    engine.tidy()
    assert not any(b"unforgettable" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert len(Generations(folder).names()) == 1
    assert found(engine) == {"talk.thread:8"}
    assert engine.watermark() == Watermark(0, 5)
    assert engine.health().segments == 1
