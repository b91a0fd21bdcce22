"""Comparing two wordings: what changed is shown, and no two texts make it much work."""

import time

import pytest

from plugins.discussions import service
from plugins.discussions.difference import difference

FULL = 40_000  # characters, as long as a post may be


def kinds(before, after):
    return [(row["kind"], row["text"]) for row in difference(before, after)]


def test_what_changed_between_what_stayed():
    assert kinds("a\nb\nc", "a\nx\nc") == [("same", "a"), ("del", "b"), ("add", "x"), ("same", "c")]
    assert kinds("a\nb", "a\nb") == [("same", "a"), ("same", "b")]
    assert kinds("", "a") == [("add", "a")]
    assert kinds("a\na\na", "a\na") == [("same", "a"), ("same", "a"), ("del", "a")]
    assert [row["new"] for row in difference("b", "a\nb\nc")] == [1, 2, 3]


def test_a_change_in_a_long_text_is_found_however_long_it_is():
    lines = [f"line {n}" for n in range(4_000)]
    shown = kinds("\n".join(lines), "\n".join([*lines[:2_000], "new", *lines[2_000:]]))
    assert [one for one in shown if one[0] == "add"] == [("add", "new")]
    assert len(shown) < 20


HOSTILE = {
    "few kinds of lines": ("a\nb\n", "a\na\nb\n"),
    "one kind": ("a\n", "\na\n"),
    "empty lines": ("\n", "a\n"),
    "nothing alike": ("".join(f"{n}\n" for n in range(50)), "".join(f"{n + 60}\n" for n in range(50))),
    "turned round": ("a\nb\nc\nd\n", "d\nc\nb\na\n"),
}


@pytest.mark.parametrize("length", [800, 2_400, FULL])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_two_texts_are_much_work(name, length):
    before, after = ("x" + (text * length)[: length - 2] + "y" for text in HOSTILE[name])
    started = time.process_time()
    rows = difference(before, after[1:-1])
    assert time.process_time() - started < 0.3, "the worst takes 0.1 seconds of a slow machine; 2,400 once took ten"
    assert len(rows) <= 500
    assert "\n".join(row["text"] for row in rows if row["kind"] == "add").count("\n") <= after.count("\n")


def test_one_wording_a_page(talk, acting, browse):
    thread = talk.open(body="One")
    here = f"/discussions/threads/{thread.public_id}/history"
    for number, word in enumerate(("Two", "Three"), start=1):
        text = service.written(word, title=f"Title {number}")
        service.edit_thread(acting(talk.asks), thread.public_id, text, number)
    reader = browse(talk.answers)
    newest, second = reader.get(here).text, reader.get(f"{here}?version=2").text
    assert all(words in newest for words in ("Wording 3", "Three", "Two", "Title 2", "?version=1"))
    assert ">One<" not in newest
    assert all(words in second for words in ("Two", "One", "Title 1"))
    assert ">Three<" not in second
    assert reader.get(f"{here}?version=abc").status_code == 200
    for never in ("0", "4", "-1", "9" * 30):
        assert reader.get(f"{here}?version={never}").status_code == 404
