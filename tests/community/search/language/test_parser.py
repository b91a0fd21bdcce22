"""Query text to tree: every operator, every limit, and nothing that fails."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.search.language.fields import Reader
from community.search.language.nodes import All, Any, During, Field, Not, Phrase, Prefix, Title, Word, leaves
from community.search.language.parser import CLAUSES, DEPTH, LONGEST, parse

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
READER = Reader(NOW, ZoneInfo("America/Los_Angeles"), me="7", kinds={"thread": frozenset({"talk.thread"})})


def nodes(text):
    return parse(text, READER).tree.nodes


def texts(text):
    return [node.text for node in nodes(text)]


def codes(text):
    return [note.code for note in parse(text, READER).notes]


def test_words_lose_what_means_nothing():
    assert texts("how do we use exit tickets") == ["use", "exit", "tickets"]
    assert texts("what articles exist about chronic absenteeism in schools") == ["chronic", "absenteeism", "schools"]
    assert texts("the what") == ["the", "what"]  # all that there is


def test_capitals_count_where_not_everything_is_in_capitals():
    assert [(word.text, word.loud) for word in nodes("support for EL")] == [("support", False), ("el", True)]
    assert not any(word.loud for word in nodes("SUPPORT NOW PLEASE"))
    assert nodes("el maestro") == (Word("maestro", frozenset({"maestr", "maestro"})),)


def test_quotes_of_every_kind_make_phrases():
    plan = Phrase(("plan", "do", "study", "act"))
    assert (
        nodes('"plan do study act"') == nodes("\u201cplan do study act\u201d") == nodes("«plan do study act") == (plan,)
    )
    assert nodes('""') == ()


def test_minus_excludes():
    math, old = nodes("math")[0], Phrase(("old", "plan"))
    assert nodes('a1 -math -"old plan" -old-plan')[1:] == (Not(math), Not(old), Not(old))
    assert codes("math - science") == ["alone"]
    assert texts("pre-k") == ["pre"]  # inside a word it is no operator


def test_or_binds_its_neighbours_and_brackets_group():
    a, b, c = nodes("alpha beta gamma")
    assert nodes("alpha OR beta gamma") == (Any((a, b)), c)
    assert nodes("alpha OR beta O gamma") == (Any((a, b, c)),)
    assert nodes("-(alpha beta) gamma") == (Not(All((a, b))), c)
    assert nodes("(alpha beta) gamma") == (a, b, c)
    assert nodes("OR OR") == nodes(")))(") == ()


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("title:exit", Title((Word("exit", frozenset({"exit"})),))),
        ('titulo:"exit"', Title((Word("exit", frozenset({"exit"})),))),
        ('tag:"Exit  Ticket"', Field("tag", frozenset({"exit ticket"}))),
        ("etiqueta:Équité", Field("tag", frozenset({"equite"}))),
        ("author:me", Field("author", frozenset({"7"}))),
        ("autora:yo", Field("author", frozenset({"7"}))),
        ('author:"José Núñez"', Field("author", words=("jose", "nunez"))),
        ("district:Oak", Field("district", words=("oak",))),
        ("espacio:equipo", Field("space", words=("equipo",))),
        ("kind:Thread", Field("kind", frozenset({"talk.thread"}))),
        ("has:attachment", Field("has", frozenset({"file"}))),
        ("file:.PDF", Field("file", frozenset({"pdf"}))),
        ("litera*", Prefix("litera")),
        ("before:2026-05", During("created", until=datetime(2026, 5, 1, 7, tzinfo=UTC))),
        ("after:2026-01-15", During("created", since=datetime(2026, 1, 15, 8, tzinfo=UTC))),
        ("updated:7d", During("updated", since=NOW - timedelta(days=7))),
        ("updated:today", During("updated", since=datetime(2026, 9, 30, 7, tzinfo=UTC))),
        ("after:9999y", During("created", since=datetime(1970, 1, 1, tzinfo=UTC))),
    ],
)
def test_operators(text, node):
    assert nodes(text) == (node,)


@pytest.mark.parametrize(
    "text", ["foo:bar", "kind:cake", "https://example.org/a", "has:teeth", "file:../x", "title:", "author::"]
)
def test_what_is_no_operator_is_text(text):
    assert all(isinstance(node, Word) for node in nodes(text))


@pytest.mark.parametrize("text", ["before:soon", "after:2026-13", "updated:0000", "before:2026-02-30"])
def test_a_date_that_is_none_is_left_out_with_a_note(text):
    assert nodes(text) == ()
    assert codes(text) == ["date"]


def test_limits_leave_out_with_a_note():
    assert len(parse("word " * 200, READER).text) == LONGEST
    assert codes("word " * 200) == ["long", "many"]
    assert len(list(leaves(parse(" ".join(f"w{n}" for n in range(90)), READER).tree))) == CLAUSES
    assert len(list(leaves(parse("-".join(f"w{n}" for n in range(90)), READER).tree))) == CLAUSES
    assert len(nodes(f'"{" ".join(f"w{n}" for n in range(90))}"')[0].words) == CLAUSES
    assert codes("a* ab* abc*") == ["letters", "letters"]
    assert nodes("*abc") == nodes("abc")
    assert codes("(" * 40 + "deep" + ")" * 40) == ["deep"]


def depth(node):
    inner = getattr(node, "nodes", None) or ((node.node,) if isinstance(node, Not) else ())
    return 1 + max(map(depth, inner), default=0)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=600),
        st.lists(
            st.sampled_from(['"', "(", ")", "-", " ", "OR ", "a", "tag:", "*", "before:2", "\x00"]), max_size=300
        ).map("".join),
    )
)
def test_a_parse_never_fails_and_is_never_large(text):
    query = parse(text, READER)
    assert len(list(leaves(query.tree))) <= CLAUSES
    assert depth(query.tree) <= 3 * DEPTH + 2
    for word in query.tree.nodes:
        if isinstance(word, Word):
            assert query.text[slice(*word.at)] == word.typed
