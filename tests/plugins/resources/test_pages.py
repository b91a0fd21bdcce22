"""Pages of resources, as a browser without scripts uses them, on both databases."""

import io
import re

import pytest
from sqlalchemy import func, select

from community.data.database import session
from plugins.resources.models import Resource, Version

PLAIN = {"summary": "", "licence": "cc-by", "language": "en", "alike": "seen"}


def at(answer):
    return answer.headers["Location"]


def test_a_text_a_link_and_a_file_are_added_and_read(scene, browse):
    page = f"/resources/in/{scene.space.slug}/new"
    ana, ben = browse(scene.ana), browse(scene.ben)
    text = at(ana.post(f"{page}?way=text", PLAIN | {"title": "Exit ticket", "body": "Three *questions*"}))
    link = at(ana.post(f"{page}?way=link", PLAIN | {"title": "A guide", "url": "https://district.example/guide"}))
    upload = (io.BytesIO(b"Grade,Count\n1,20\n2,22\n"), "group_sizes.csv")
    file = at(ana.post(f"{page}?way=file", PLAIN | {"title": "", "file": upload}))
    assert "<em>questions</em>" in ben.get(text).text
    assert 'href="https://district.example/guide"' in ben.get(link).text
    scene.drain()
    shown = ben.get(file).text
    assert "<h1>Group sizes</h1>" in shown
    assert "<td>22</td>" in shown
    listed = ben.get(f"/resources/in/{scene.space.slug}/").text
    assert all(title in listed for title in ("Exit ticket", "A guide", "Group sizes"))


@pytest.mark.parametrize(
    ("way", "sent", "words"),
    [
        ("link", {"title": "A guide", "url": "javascript:alert(1)"}, "begins with https://"),
        ("link", {"title": "A guide", "url": "https://user:word@district.example/"}, "begins with https://"),
        ("text", {"title": "", "body": "Words"}, "Please fill this in."),
        ("file", {"title": "A form"}, "Choose a file first."),
        ("file", {"title": "A form", "file_id": "nobodysfile1"}, "Choose a file first."),
    ],
)
def test_what_cannot_be_added_is_refused_in_words(scene, browse, way, sent, words):
    answer = browse(scene.ana).post(f"/resources/in/{scene.space.slug}/new?way={way}", PLAIN | sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert session().scalar(select(func.count()).select_from(Resource)) == 0


def test_a_file_that_came_stays_when_its_form_comes_back(scene, browse):
    page = f"/resources/in/{scene.space.slug}/new?way=file"
    sent = PLAIN | {"title": "x" * 200, "file": (io.BytesIO(b"Words"), "a.txt")}
    answer = browse(scene.ana).post(page, sent)
    assert answer.status_code == 422
    kept = answer.text.partition('name="file_id" value="')[2].partition('"')[0]
    assert browse(scene.ana).post(page, PLAIN | {"title": "Short", "file_id": kept}).status_code == 303


def test_nobody_takes_anothers_file(scene, browse):
    theirs = scene.bring(b"Ben's own words", "ben.txt", scene.ben)
    sent = PLAIN | {"title": "Mine now", "file_id": theirs}
    answer = browse(scene.ana).post(f"/resources/in/{scene.space.slug}/new?way=file", sent)
    assert answer.status_code in {404, 422}
    assert session().scalar(select(func.count()).select_from(Version)) == 0


def test_what_is_alike_is_shown_once_before_it_is_added(scene, browse):
    scene.text("Exit ticket for grade 4")
    page = f"/resources/in/{scene.space.slug}/new?way=text"
    sent = PLAIN | {"title": "Exit tickets, grade 4", "body": "Words", "alike": ""}
    asked = browse(scene.ben).post(page, sent)
    assert "1 resource here is like this one" in asked.text
    assert "Add it anyway" in asked.text
    assert session().scalar(select(func.count()).select_from(Resource)) == 1
    assert browse(scene.ben).post(page, sent | {"alike": "seen"}).status_code == 303
    assert browse(scene.ben).post(page, sent | {"title": "A calendar"}).status_code == 303


def test_the_list_is_narrowed(scene, browse):
    tag = scene.tag("Attendance", "Asistencia")
    scene.text("With a tag", tags=(tag.public_id,))
    scene.text("En español", language="es", licence="cc0")
    ben, address = browse(scene.ben), f"/resources/in/{scene.space.slug}/"
    for query, there, gone in (
        (f"?tag={tag.public_id}", "With a tag", "En español"),
        ("?language=es", "En español", "With a tag"),
        ("?licence=cc0", "En español", "With a tag"),
    ):
        text = ben.get(address + query).text
        assert there in text
        assert gone not in text
    assert "Nothing here fits" in ben.get(f"{address}?form=link").text


def test_an_edit_changes_what_is_said_and_makes_no_version(scene, browse):
    found = scene.text()
    sent = {"title": "Exit slip", "summary": "For Fridays", "licence": "cc0", "language": "es", "source": "A book"}
    assert browse(scene.ana).post(f"/resources/{found.public_id}/edit", sent).status_code == 303
    shown = browse(scene.ben).get(f"/resources/{found.public_id}").text
    assert all(words in shown for words in ("Exit slip", "For Fridays", "A book", "CC0"))
    assert session().scalar(select(func.count()).select_from(Version)) == 1
    assert browse(scene.ben).get(f"/resources/{found.public_id}/edit").status_code == 403


def test_a_new_version_says_what_changed_for_its_users(scene, browse):
    found = scene.text()
    page = f"/resources/{found.public_id}/versions/new?way=text"
    assert browse(scene.ana).post(page, {"body": "Two questions.", "note": ""}).status_code == 422
    assert browse(scene.ana).post(page, {"body": "Two questions.", "note": "The third is gone."}).status_code == 303
    shown = browse(scene.ben).get(f"/resources/{found.public_id}").text
    assert "Two questions." in shown
    assert "The third is gone." in shown
    old = browse(scene.ben).get(f"/resources/{found.public_id}/versions/1").text
    assert "Three questions." in old
    assert "There is a newer one" in old


@pytest.mark.parametrize("number", ["0", "9", "99999999999999999999", "-1", "\u00b2", "abc"])
def test_a_version_that_there_never_was(scene, browse, number):
    assert browse(scene.ana).get(f"/resources/{scene.text().public_id}/versions/{number}").status_code == 404


def test_one_made_from_another_names_its_sources(scene, browse):
    first = scene.text("The first", licence="cc-by-sa")
    second = scene.text("The second", by=scene.ben, based_on=first.public_id, licence="cc0")
    third = scene.text("The third", based_on=second.public_id)
    shown = browse(scene.mo).get(f"/resources/{third.public_id}").text
    assert shown.index("The second") < shown.index("The first")
    assert "Ben Ortiz" in shown
    assert "carry the same license" in shown
    adapting = browse(scene.ben).get(f"/resources/{third.public_id}/adapt").text
    assert f"based_on={third.public_id}" in adapting
    form = browse(scene.ben).get(f"/resources/in/{scene.space.slug}/new?way=text&based_on={third.public_id}").text
    assert 'value="The third"' in form


def test_a_source_that_is_not_theirs_is_not_named(scene, browse):
    hidden = scene.text("A hidden source")
    made = scene.text("Made from it", based_on=hidden.public_id)
    scene.hide(hidden)
    shown = browse(scene.ben).get(f"/resources/{made.public_id}").text
    assert "A hidden source" not in shown
    assert "not available to you" in shown


def test_files_come_with_a_text_where_no_script_sends_them(scene, browse):
    ana = browse(scene.ana)
    page = f"/resources/in/{scene.space.slug}/new?way=text"
    form = {**PLAIN, "title": "Exit ticket", "body": "See:"}
    bad = {"files": [(io.BytesIO(b"<html>"), "bad.pdf")]}
    assert "bad.pdf: The name of this file ends in .pdf" in ana.post(page, data=form | bad).text
    good = {"files": [(io.BytesIO(b"Notes."), "notes.txt")]}
    found = ana.get(ana.post(page, data=form | good).location).text
    address = re.search(r'class="file-name" href="(/files/[a-z2-7]{12})"', found)[1]
    assert browse(scene.ben).get(address).data == b"Notes."
