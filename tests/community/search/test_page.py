"""The search page, as a browser without scripts sees it."""

import re
from contextlib import contextmanager
from html import unescape

import pytest
from sqlalchemy import event

from community.data.database import db


@pytest.fixture
def see(scene, browse):
    """Open an address as somebody; gives the page's text."""
    browsers = {}

    def open_page(person, address):
        browser = browsers.setdefault(person.id, browse(person))
        answer = browser.get(address)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return open_page


def words_of(page):
    """What is read, without tags."""
    main = page[page.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_nobody_searches_without_signing_in(client):
    assert client.get("/search?q=walrus").status_code == 302


def test_an_empty_search_teaches(scene, see):
    page = words_of(see(scene.ben, "/search"))
    assert "Search by what you remember" in page
    assert "More ways to search" in page


def test_results_say_what_was_found_and_mark_it(scene, see):
    thread = scene.thread("Exit tickets", "We try <b>short</b> walruses & 'seals'")
    scene.reply(thread, "Fine")
    scene.drain()
    page = see(scene.ben, "/search?q=walrus+tickets")
    assert "<mark>walruses</mark>" in page
    assert "<mark>tickets</mark>" in page
    assert f'href="/discussions/threads/{thread.public_id}"' in page
    assert "&amp; &#39;seals&#39;" in page
    assert "2 results" in words_of(page)
    assert "Ana Ruiz" in page


def test_what_was_typed_is_shown_as_text(scene, see):
    page = see(scene.ben, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27&kind=%22%3E%3Cb%3E")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_nothing_found_teaches_and_says_no_more(scene, see):
    scene.thread("Walrus")
    scene.drain()
    page = words_of(see(scene.olga, "/search?q=walrus"))
    assert "Nothing found" in page
    assert "Walrus" not in page.replace("walrus", "")


def test_filters_order_and_pages_are_links(scene, see):
    for number in range(23):
        scene.thread(f"Walrus {number:02d}")
    scene.reply(scene.thread("Seal"), "walrus")
    scene.drain()
    page = see(scene.ben, "/search?q=walrus")
    assert "24 results" in words_of(page)
    assert "/search?q=walrus&amp;kind=discussions.reply" in page
    assert "/search?q=walrus&amp;sort=newest" in page
    assert "/search?q=walrus&amp;page=2" in page
    assert "/search?q=walrus&amp;page=3" not in page
    assert "1 result" in words_of(see(scene.ben, "/search?q=walrus&kind=discussions.reply"))
    second = see(scene.ben, "/search?q=walrus&sort=oldest&page=2")
    assert words_of(second).count("Walrus 2") == 3
    assert "/search?q=walrus&amp;sort=oldest" in second


@pytest.mark.parametrize(
    "address",
    ["?q=%00", "?q=" + "x" * 5000, "?page=0", "?page=-1&q=a", "?page=9999999&q=the", "?sort=evil&q=a",
     "?space=1&space=2",
     "?q=%28%28%28", "?kind=nothing&q=a", "?tag=&q=a", "?q=before:soon+(a*", "?language=%F0%9F%A6%AD"],
)  # fmt: skip
def test_no_address_fails(scene, see, address):
    see(scene.ben, f"/search{address}")


def test_did_you_mean_and_search_instead(scene, see):
    for number in range(4):
        scene.thread(f"Walrus {number}", "walrus")
    scene.drain()
    page = see(scene.ben, "/search?q=walruz")
    assert "Showing results for “walrus”." in words_of(page)
    assert "/search?q=walruz&amp;exactly=1" in page
    assert "Nothing found" in words_of(see(scene.ben, "/search?q=walruz&exactly=1"))


def test_notes_are_sentences(scene, see):
    page = words_of(see(scene.ben, "/search?q=before:soon+ab*+-+word"))
    assert "“soon” is not a date." in page
    assert "“ab*” needs at least 3 letters before the star." in page
    assert "A minus sign must touch the word that it leaves out." in page


def test_the_page_is_in_the_readers_language(scene, browse):
    browser = browse(scene.ben)
    browser.client.set_cookie("locale", "es")
    page = words_of(browser.get("/search?q=nada").get_data(as_text=True))
    assert "No se encontró nada" in page
    assert "Más formas de buscar" in page


@contextmanager
def counted():
    found = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_three_hits_ask_the_database_as_often_as_one(scene, see):
    def statements():
        with counted() as found:
            see(scene.ben, "/search?q=walrus")
        return len(found)

    scene.reply(scene.thread("Walrus"), "walrus")
    scene.drain()
    see(scene.ben, "/search?q=walrus")
    once = statements()
    for _ in range(2):
        scene.reply(scene.thread("Walrus"), "walrus")
    scene.drain()
    assert statements() == once


def test_the_filter_of_languages_names_them(scene, see):
    scene.thread("Walruses", "All of them")
    scene.thread("Morsas", "Walruses, todas", language="es")
    scene.drain()
    words = words_of(see(scene.ben, "/search?q=walruses"))
    assert "English 1" in words
    assert "Spanish 1" in words
