"""What every engine must do: the same as brute force for any documents, readers and queries, and nothing more.

An engine is added to ENGINES; nothing else changes.
"""

import shutil
import tempfile
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.access import Visibility
from community.data.refs import Ref
from community.search.documents import Document
from community.search.engines.contract import FACETS, Drop, Put, Question, Watermark, Window
from community.search.engines.whoosh.engine import WhooshEngine
from community.search.language.parser import parse
from community.search.language.synonyms import Synonyms
from tests.community.search import oracle, strategies

ENGINES = {"whoosh": WhooshEngine}
EVERYBODY = Visibility(frozenset({"everybody"}), frozenset(), "")
quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
synonyms = Synonyms()


@pytest.fixture(params=ENGINES)
def make(request, tmp_path_factory):
    """Makes an open, empty engine; its folder goes when the next one is made."""
    made = []

    def make_one():
        engine = ENGINES[request.param](Path(tempfile.mkdtemp(dir=tmp_path_factory.getbasetemp())) / "index")
        engine.open()
        made.append(engine)
        return engine

    yield make_one
    for engine in made:
        engine.close()
        shutil.rmtree(engine.generations.root, ignore_errors=True)


def puts(documents):
    """The documents as changes, those of one thing together."""
    ordered = sorted(documents, key=lambda one: one.ref)
    return [Put(ref, tuple(some)) for ref, some in groupby(ordered, key=lambda one: one.ref)]


def fill(engine, documents, commits=1):
    """Index documents in several commits."""
    changes = puts(documents)
    for number in range(commits):
        engine.apply(changes[number::commits], Watermark(0, number + 1))


def opened(document):
    """The same document for everybody."""
    nobody = frozenset()
    return replace(document, labels=frozenset({"everybody"}), clauses=nobody, unless=nobody, within=nobody)


def tree_of(text, same):
    tree = parse(text, strategies.READER).tree
    return synonyms.expanded(tree)[0] if same else tree


def tied(hits):
    """Hits whose order among equals is free."""
    return sorted((round(hit.score, 6), hit.key) for hit in hits)


def ask(engine, tree, visible, **more):
    return engine.search(Question(tree=tree, visible=visible, facets=FACETS, deadline_ms=600_000, **more))


@quick
@given(data=st.data())
def test_totals_facets_and_hits_are_those_of_brute_force(make, data):
    documents = data.draw(strategies.documents())
    engine = make()
    fill(engine, documents, commits=data.draw(st.integers(1, 3)))
    reads = [oracle.Read(document) for document in documents]
    for _ in range(8):
        visible, filters = data.draw(strategies.readers()), data.draw(strategies.filters())
        tree = tree_of(data.draw(strategies.queries()), data.draw(st.booleans()))
        found = [read for read in reads if oracle.sees(visible, read.document) and oracle.matches(tree, read)]
        expected = [read for read in found if oracle.passes(filters, read)]
        result = ask(engine, tree, visible, filters=filters, window=Window(0, 1000))

        assert sorted(hit.key for hit in result.hits) == sorted(read.document.key for read in expected)
        assert result.total == len(expected)
        assert {n: {v.value: v.count for v in values} for n, values in result.facets.items()} == oracle.facets(
            FACETS, found, filters
        )
        if result.complete is not None:
            assert result.complete == sum(oracle.complete(tree, read) for read in expected)


@quick
@given(data=st.data())
def test_the_best_are_the_best_of_an_index_that_hides_nothing(make, data):
    """Ranked first and filtered after: what hiding documents must not change."""
    documents = data.draw(strategies.documents())
    engine, everything = make(), make()
    fill(engine, documents)
    fill(everything, [opened(document) for document in documents])
    by_key = {document.key: oracle.Read(document) for document in documents}
    for _ in range(6):
        visible = data.draw(strategies.readers())
        tree = tree_of(data.draw(strategies.queries()), data.draw(st.booleans()))
        ranked = ask(everything, tree, EVERYBODY, window=Window(0, 1000)).hits
        gold = [hit for hit in ranked if oracle.sees(visible, by_key[hit.key].document)]
        size = data.draw(st.integers(1, 4))
        pages = []
        for offset in range(0, len(gold) + size, size):
            pages += ask(engine, tree, visible, window=Window(offset, size)).hits

        assert [round(hit.score, 6) for hit in pages] == [round(hit.score, 6) for hit in gold]
        assert tied(pages) == tied(gold)
        tiers = [oracle.complete(tree, by_key[hit.key]) for hit in pages]
        assert tiers == sorted(tiers, key=lambda all_words: not all_words)


@quick
@given(data=st.data())
def test_sorting_by_date_is_exact(make, data):
    documents = data.draw(strategies.documents())
    engine = make()
    fill(engine, documents, commits=2)
    visible = data.draw(strategies.readers())
    seen = [document for document in documents if oracle.sees(visible, document)]
    for sort, key in {
        "newest": lambda one: (-one.created.timestamp(), one.key),
        "oldest": lambda one: (one.created.timestamp(), one.key),
        "updated": lambda one: (-one.updated.timestamp(), one.key),
    }.items():
        result = ask(engine, tree_of("", same=False), visible, sort=sort, window=Window(1, 5))
        assert [hit.key for hit in result.hits] == [one.key for one in sorted(seen, key=key)][1:6]


@quick
@given(data=st.data())
def test_changes_replace_what_was_there(make, data):
    """Whatever the order of commits, the index is what the last word about each thing says."""
    first, second = data.draw(strategies.documents(8)), data.draw(strategies.documents(8))
    engine = make()
    engine.apply(puts(first), Watermark(0, 1))
    visible = data.draw(strategies.readers())
    ask(engine, tree_of("plan OR exit OR title:plan", same=False), visible)  # what is remembered must not outlive them
    gone = [Drop(Ref(kind, number)) for kind in strategies.KINDS for number in data.draw(st.sets(st.integers(1, 8)))]
    engine.apply([*puts(second), *gone], Watermark(0, 2))
    engine.apply([*puts(second), *gone], Watermark(0, 2))  # and once more

    left = {change.ref: change.documents for change in puts(first)} | {c.ref: c.documents for c in puts(second)}
    left = {ref: some for ref, some in left.items() if Drop(ref) not in gone}
    documents = [document for some in left.values() for document in some]
    result = ask(engine, tree_of("", same=False), visible, window=Window(0, 1000))
    assert {hit.key for hit in result.hits} == {one.key for one in documents if oracle.sees(visible, one)}
    assert engine.watermark() == Watermark(0, 2)
    assert engine.health().documents == len(documents)


def small(number, title="", body="", **more):
    """A document for everybody."""
    more.setdefault("labels", frozenset({"everybody"}))
    now = strategies.START
    return Document(kind="talk.thread", id=number, title=title, body=body, created=now, updated=now, **more)


def keys(result):
    return [hit.key for hit in result.hits]


def test_phrases_are_words_side_by_side_in_one_passage(make):
    engine = make()
    fill(
        engine,
        [
            small(1, body="we plan do study act each week"),
            small(2, body="study, act, plan, do"),
            small(3, body="plan do study and act"),
            small(4, title="plan do", body="study act"),
            small(5, body="plan do plan do study study act plan do study act"),
        ],
    )
    assert sorted(keys(ask(engine, tree_of('"plan do study act"', same=False), EVERYBODY))) == [
        "talk.thread:1",
        "talk.thread:5",
    ]


def test_documents_with_all_words_come_first(make):
    """However often another one says the rarest of them."""
    engine = make()
    others = [small(number, body="attendance ordinary text") for number in range(10, 40)]
    fill(engine, [small(1, body="zebra " * 8), small(2, body=f"{'filler ' * 60} zebra attendance"), *others])
    result = ask(engine, tree_of("zebra attendance", same=False), EVERYBODY)
    assert keys(result)[:2] == ["talk.thread:2", "talk.thread:1"]
    assert result.complete == 1


@quick
@given(data=st.data())
def test_suggestions_and_corrections_come_from_what_may_be_seen(make, data):
    documents = data.draw(strategies.documents())
    engine = make()
    fill(engine, documents)
    visible = data.draw(strategies.readers())
    seen = [oracle.Read(document) for document in documents if oracle.sees(visible, document)]
    for beginning in ("pla", "e", "mat"):
        starts = {read.document.key for read in seen if any(t.text.startswith(beginning) for t in read.passages[0])}
        assert set(engine.suggest(beginning, visible=visible, limit=100)) == starts
    vouched = {word for read in seen for word in read.words}
    for typo in ("plam", "litercay", "studi", "tickts", "evaluasion", "mth", "englsh"):
        correction = engine.correct(parse(typo, strategies.READER).tree, visible=visible)
        assert correction is None or {better for _, better in correction.words} <= vouched
