"""Two changes of one text at once: both stay."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.pairings.merging import merged

TEXTS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six"]), max_size=6).map("\n\n".join)


def test_changes_in_different_paragraphs_are_both_there():
    """As if one had waited for the other."""
    assert merged("a\n\nb\n\nc", "a\n\nB\n\nc", "a\n\nb\n\nc\n\nd") == ("a\n\nB\n\nc\n\nd", False)
    assert merged("a\n\nb", "0\n\na\n\nb", "a\n\nb\n\nc") == ("0\n\na\n\nb\n\nc", False)
    assert merged("a\n\nb\n\nc", "a\n\nc", "a\n\nb\n\nC") == ("a\n\nc\n\nb\n\nC", True)


def test_two_wordings_of_one_paragraph_stand_one_after_the_other():
    """And it is said that they do."""
    assert merged("a\n\nb", "a\n\nours", "a\n\nmine") == ("a\n\nours\n\nmine", True)
    assert merged("", "ours", "mine") == ("ours\n\nmine", True)


def test_who_changed_nothing_takes_nothing_away():
    """Nor does whoever sends the same text again."""
    assert merged("a", "b", "a") == ("b", False)
    assert merged("a", "b", "b") == ("b", False)
    assert merged("a", "a", "b") == ("b", False)


@given(TEXTS, TEXTS, TEXTS)
def test_no_new_paragraph_is_ever_lost(base, theirs, mine):
    """Whatever either of them added is in the result."""
    text, _twice = merged(base, theirs, mine)
    stood = set(base.split("\n\n"))
    new = (set(theirs.split("\n\n")) | set(mine.split("\n\n"))) - stood - {""}
    assert new <= set(text.split("\n\n"))


def test_many_short_paragraphs_are_merged_at_once_and_none_is_lost():
    """A text of a few thousand characters once held the only writer for minutes."""
    many = [f"a\n\n{n}" for n in range(900)]
    base, theirs, mine = "\n\n".join(["a"] * 900), "\n\nx".join(["a"] * 900), "\n\n".join([*many, "mine"])
    text, _twice = merged(base, theirs, mine)
    assert {"x", "xa", "mine", "899"} & set(text.split("\n\n")) >= {"xa", "mine", "899"}
