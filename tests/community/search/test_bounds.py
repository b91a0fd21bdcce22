"""Queries made to stop the service do a bounded amount of work: counted, not timed."""

import random
import tempfile
from pathlib import Path

import pytest

from community.access import Visibility
from community.search.documents import Document
from community.search.engines.contract import FACETS, Put, Question, Watermark, Window
from community.search.engines.whoosh.engine import WhooshEngine
from community.search.engines.whoosh.leaves import EXPANSIONS
from community.search.language.nodes import leaves
from community.search.language.parser import CLAUSES, LONGEST, parse
from community.search.language.synonyms import Synonyms
from tests.community.search import strategies

EVERYBODY = Visibility(frozenset({"everybody"}), frozenset(), "")
SIZE = 300
ATTACKS = {
    "wildcards": "?????*",
    "star": "*",
    "stars": "* " * 250,
    "leading": "*a*",
    "letter": "a*",
    "range": "body:[a TO z]",
    "one long word": "x" * 16_000,
    "brackets": "(" * 5_000 + "a" + ")" * 5_000,
    "ors": " OR ".join("abcdefgh"[n % 8] * 3 for n in range(2_000)),
    "nots": "-" * 5_000 + "a",
    "not each": "-aaa " * 1_000,
    "quotes": '"' * 5_001,
    "common phrase": '"' + "the " * 200 + '"',
    "beginnings": " ".join(f"w{n}* wor* ".replace("wn", "wor") for n in range(200)),
    "operators": "title:" * 3_000,
    "nested": "(a OR (b OR (c OR (d OR (e OR (f OR g))))))" * 40,
    "accents": "e\u0301" * 4_000,
    "years": "after:9999-12-31 before:0001-01-01 updated:9999y",
    "synonyms": "pdsa el mtss plc lcap iep sel ngss ccss pbis " * 20,
}


@pytest.fixture(scope="module")
def engine():
    chance = random.Random(3)
    words = ["the", *(f"wor{n:04d}" for n in range(1500))]
    one = WhooshEngine(Path(tempfile.mkdtemp()) / "index")
    one.open()
    now = strategies.START
    one.apply(
        [
            Put(document.ref, (document,))
            for document in (
                Document(
                    kind="talk.thread",
                    id=n,
                    title="the the the",
                    body=" ".join(["the"] * 50 + chance.choices(words, k=30)),
                    created=now,
                    updated=now,
                    labels=frozenset({"everybody"}),
                )
                for n in range(SIZE)
            )
        ],
        Watermark(0, 1),
    )
    yield one
    one.close()


@pytest.mark.parametrize("name", ATTACKS)
def test_work_is_bounded(engine, name):
    query = parse(ATTACKS[name], strategies.READER)
    assert len(query.text) <= LONGEST
    assert len(list(leaves(query.tree))) <= CLAUSES
    tree, _ = Synonyms().expanded(query.tree)
    result = engine.search(Question(tree=tree, visible=EVERYBODY, facets=FACETS, window=Window(0, 20)))
    assert result.work.expansions <= CLAUSES * EXPANSIONS
    assert result.work.lists <= CLAUSES * EXPANSIONS + 40 * CLAUSES  # stems, and what means the same
    assert result.work.positions <= CLAUSES * SIZE * 60  # every place of the commonest word, once for each phrase
    assert len(result.hits) <= 20


def test_a_beginning_of_too_many_words_says_so(engine):
    result = engine.search(Question(tree=parse("wor*", strategies.READER).tree, visible=EVERYBODY))
    assert result.cut
    assert result.work.expansions == EXPANSIONS


def test_nobody_reads_beyond_the_thousandth_hit(engine):
    tree = parse("the", strategies.READER).tree
    result = engine.search(Question(tree=tree, visible=EVERYBODY, window=Window(10**9, 20)))
    assert result.hits == ()
    assert result.total == SIZE


def test_after_the_deadline_the_newest_are_shown(engine):
    tree = parse("title:the the", strategies.READER).tree
    result = engine.search(Question(tree=tree, visible=EVERYBODY, deadline_ms=-1))
    assert result.late
    assert len(result.hits) == 20
    assert result.total == SIZE
