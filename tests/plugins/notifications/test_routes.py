"""The pages: the list and its buttons without scripts, the bell, catch-up, My work. On both databases."""

import re

from sqlalchemy import event

from community.data.database import db, session
from community.data.unit_of_work import unit_of_work
from community.people.models import Person


def text_of(answer):
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_the_list_works_without_scripts(scene, drain, browse):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    drain()
    browser = browse(scene.ana)
    page = browser.get("/notifications/")
    assert page.status_code == 200
    assert "Ben Ortiz replied in “Attendance”" in text_of(page)
    assert 'href="/discussions/replies/' in page.get_data(as_text=True)
    assert scene.bell(scene.ana) == 1  # a GET settles nothing
    assert browser.post("/notifications/1/read").status_code == 303
    assert scene.bell(scene.ana) == 0
    assert "Mark as read" not in text_of(browser.get("/notifications/"))


def test_all_is_what_was_on_the_page(scene, drain, browse):
    thread = scene.thread()
    for _ in range(2):
        scene.reply(scene.ben, thread)
    drain()
    browser = browse(scene.ana)
    assert 'name="up_to" value="2"' in browser.get("/notifications/").get_data(as_text=True)
    scene.reply(scene.cleo, thread)
    drain()
    browser.post("/notifications/read", {"up_to": "2"})
    assert scene.bell(scene.ana) == 1


def test_scripts_get_no_page_back(scene, drain, browse):
    scene.reply(scene.ben, scene.thread())
    drain()
    answer = browse(scene.ana).post("/notifications/1/read", headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.data) == (204, b"")


def test_the_bell_is_on_every_page(scene, drain, browse):
    scene.reply(scene.ben, scene.thread())
    drain()
    page = browse(scene.ana).get("/people/").get_data(as_text=True)
    bell = re.search(r'<a class="top-link" href="/notifications/">.*?</a>', page, re.DOTALL)
    assert re.search(r"<span data-number>1</span>", bell.group())
    quiet = browse(scene.olga).get("/notifications/").get_data(as_text=True)
    assert "data-bell hidden" in quiet
    assert "No notices yet" in quiet


def test_catch_up_says_how_many(scene, drain, browse):
    scene.reply(scene.ben, scene.thread())
    drain()
    browser = browse(scene.ana)
    told = browser.get("/live/catch-up").json
    assert told["bell"] == 1
    browser.post("/notifications/read", {"up_to": "9"})
    assert browser.get("/live/catch-up", query_string={"since": told["cursor"]}).json["bell"] == 0


def test_strangers_are_asked_to_sign_in(client):
    for path, call in (("/notifications/", client.get), ("/live/catch-up", client.get)):
        assert "/sign-in" in call(path).headers["Location"]


def test_the_page_is_in_the_readers_language(scene, drain, browse):
    with unit_of_work():
        session().get(Person, scene.ana.id).locale = "es"
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    scene.reply(scene.cleo, thread)
    drain()
    words = text_of(browse(scene.ana).get("/notifications/"))
    assert "También Ben Ortiz" in words
    assert "Marcar todo como leído" in words
    assert "Mark" not in words


def test_my_work_shows_answers_to_what_i_wrote(scene, drain, browse):
    mine, other = scene.thread(title="Mine"), scene.thread(scene.ben, "Other")
    scene.follow(other, scene.ana)
    scene.reply(scene.cleo, mine)
    scene.reply(scene.cleo, other)
    drain()
    page = browse(scene.ana).get("/").get_data(as_text=True)
    because = page[page.index('id="work-because"') : page.index('id="work-new"')]
    assert "Cleo Park replied in “Mine”" in because
    assert "Other" not in because


def test_a_hostile_title_is_shown_as_text(scene, drain, browse):
    scene.reply(scene.ben, scene.thread(title="<script>alert(1)</script> 100 %(who)s"))
    drain()
    page = browse(scene.ana).get("/notifications/").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "100 %(who)s" in page


def test_three_notices_cost_as_many_queries_as_one(scene, drain, browse):
    def opened(title):
        scene.reply(scene.ben, scene.thread(title=title))
        drain()
        return _queries(browse(scene.ana), "/notifications/"), _queries(browse(scene.ana), "/")

    one = opened("One")
    opened("Two")
    assert opened("Three") == one


def _queries(browser, path):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    browser.get(path)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_numbers_beyond_any_notice(scene, browse):
    browser, huge = browse(scene.ana), "9" * 30
    assert browser.post(f"/notifications/{huge}/read").status_code == 404
    assert browser.post("/notifications/read", data={"up_to": huge}).status_code == 303
    assert browser.post("/notifications/read", data={"up_to": f"-{huge}"}).status_code == 303
