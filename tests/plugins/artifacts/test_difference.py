"""What changed: by word, moved lines marked, and both texts can be read off it again."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.artifacts.difference import changed
from plugins.artifacts.difference.texts import blocks, by_word
from plugins.artifacts.record.values import Aim, Cycle, Node, Record, Words

LINES = st.lists(st.text("ab \n", max_size=30), max_size=20).map("\n".join)


def kinds(before, after):
    return [one.kind for one in blocks(before, after)]


def test_a_reworded_line_shows_its_words():
    [block] = blocks("Groups meet every day at nine.", "Groups meet each day at half past nine.")
    assert block.kind == "changed"
    assert ("del", "every") in block.parts
    assert ("add", "each") in block.parts


def test_a_line_that_went_elsewhere_has_moved():
    before = "We count every Friday.\nThe aide comes at nine.\nNobody knocks before ten."
    after = "Nobody knocks before ten.\nWe count every Friday.\nThe aide comes at nine."
    assert sorted(kinds(before, after)) == ["left", "moved", "same", "same"]


def test_a_line_that_shares_little_is_another_one():
    assert sorted(kinds("We count every Friday in all rooms.", "The aide is ill today.")) == ["added", "removed"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_lines_can_be_read_off_the_words(before, after):
    parts = by_word(before, after)
    assert "".join(words for kind, words in parts if kind != "add") == before
    assert "".join(words for kind, words in parts if kind != "del") == after


@given(LINES, LINES)
def test_both_texts_can_be_read_off_the_lines(before, after):
    found = blocks(before, after)
    old = [one for one in found if one.kind not in {"added", "moved"}]
    new = [one for one in found if one.kind not in {"removed", "left"}]
    assert [_side(one, "add") for one in old] == [line.strip() for line in before.splitlines() if line.strip()]
    assert [_side(one, "del") for one in new] == [line.strip() for line in after.splitlines() if line.strip()]


def _side(block, left_out):
    if block.kind != "changed":
        return block.text
    return "".join(words for kind, words in block.parts if kind != left_out)


def test_a_record_says_which_parts_changed():
    before = Record("practice", "One", aim=Aim("More"), nodes=(Node("a", "Old idea"), Node("b", "Stays")))
    after = Record(
        "practice", "One", aim=Aim("Much more"), context=Words("Four schools."), nodes=(Node("b", "Stays"),),
        cycles=(Cycle("k", 1, "A week", prediction="Quiet"),),
    )  # fmt: skip
    assert {(one.field, one.kind) for one in changed(before, after)} == {
        ("aim", "changed"), ("context", "added"), ("cycle", "added"), ("prediction", "added"), ("primary", "removed"),
    }  # fmt: skip
    assert changed(after, after) == []
