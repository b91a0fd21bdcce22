"""What means the same: put in once, both ways, never inside quotes."""

from community.search.language.nodes import Alike, Phrase, Word
from community.search.language.parser import parse
from community.search.language.synonyms import Synonyms
from tests.community.search.language.test_parser import READER

SYNONYMS = Synonyms()


def expanded(text):
    return SYNONYMS.expanded(parse(text, READER).tree)


def test_an_acronym_stands_for_its_words_and_back():
    tree, added = expanded("pdsa cycles")
    assert isinstance(tree.nodes[0], Alike)
    assert Phrase(("plan", "do", "study", "act")) in tree.nodes[0].others
    assert "plan do study act" in added
    tree, added = expanded("plan do study act cycles")
    assert [word.text for word in tree.nodes[0].words] == ["plan", "study", "act"]
    assert "PDSA" in added


def test_a_plural_is_found_and_not_told_as_news():
    tree, added = expanded("English learners")
    assert Word("el", frozenset(), loud=True) in tree.nodes[0].others
    assert "English learner" not in added


def test_two_letters_count_only_in_capitals():
    assert expanded("support EL")[1]
    assert expanded("support el")[1] == ()


def test_nothing_is_added_inside_quotes_or_to_what_is_excluded():
    assert expanded('"pdsa"')[1] == expanded("math -pdsa")[1] == ()


def test_inside_brackets_and_after_or():
    assert expanded("math OR pdsa")[1]
    assert expanded("(math OR (pdsa cycles))")[1]
