"""Snippets show why something was found."""

from hypothesis import given
from hypothesis import strategies as st

from community.search.language.parser import parse
from community.search.language.snippets import Marker
from community.search.language.tokens import composed
from tests.community.search.language.test_parser import READER


def marker(text):
    return Marker(parse(text, READER).tree)


def marks(runs):
    return [run.text for run in runs if run.marked]


def test_forms_beginnings_and_phrases_are_marked_and_exclusions_are_not():
    runs = marker('literacy "exit tickets" impro* -daily').marked(
        "Improving literacies with an exit, daily: EXIT TICKET"
    )
    assert marks(runs) == ["Improving", "literacies", "exit", "EXIT", "TICKET"]
    assert "".join(run.text for run in runs) == "Improving literacies with an exit, daily: EXIT TICKET"


def test_an_acronym_is_marked_in_capitals_only():
    assert marks(marker("math EL").marked("el maestro, EL students")) == ["EL"]


def test_the_snippet_is_where_most_different_words_meet():
    text = "plan " * 100 + "x " * 200 + "the plan meets literacy here " + "y " * 300
    runs = marker("plan literacy").snippet(text)
    assert marks(runs) == ["plan", "literacy"]
    assert runs[0].text == "\u2026 "
    assert runs[-1].text == " \u2026"
    assert sum(len(run.text) for run in runs) < 260


def test_without_a_hit_it_is_the_beginning():
    runs = marker("kind:thread").snippet("Short text.")
    assert [run.text for run in runs] == ["Short text."]
    assert marker("zebra").snippet("") == ()


@given(st.text(max_size=400), st.sampled_from(("plan", "a b", "x*", '"the plan"')))
def test_a_snippet_is_a_piece_of_the_text(text, query):
    runs = marker(query).snippet(text, 80)
    shown = "".join(run.text for run in runs if run.text not in {"\u2026 ", " \u2026"})
    assert shown in composed(text)
