"""Many files at once: the good ones are kept, each bad one and each bad row has its sentence."""

import io

import pytest
from sqlalchemy import select

from community.access import visible
from community.data.database import session
from plugins.resources.models import Resource
from plugins.resources.queries import tags
from plugins.resources.service import metadata

LICENCES = {"cc-by": "cc-by", "cc by": "cc-by", "cc0": "cc0"}


def send(browser, space, files, table=None):
    values = {"licence": "cc-by-sa", "language": "en"}
    values["files"] = [(io.BytesIO(content), name) for name, content in files]
    if table is not None:
        values["table"] = (io.BytesIO(table), "table.csv")
    return browser.post(f"/resources/in/{space.slug}/bulk", values)


def kept(scene):
    found = session().scalars(visible(scene.acting(scene.ben), Resource).order_by(Resource.id)).all()
    return {one.title: one for one in found}


def test_each_is_added_as_the_table_says_and_the_bad_ones_are_named(scene, browse):
    scene.tag("Feedback", "Comentarios")
    table = (
        "filename;title;tags;licence;language;summary\r\n"
        "Observation.txt;=SUM(A1);feedback, comentarios, nobody;CC BY;Español;What we saw\r\n"
        "missing.txt;Lost;;;;\r\n"
        ";No name;;;;\r\n"
        "page.html;A page;;;;\r\n"
        "plain_notes.txt;;;made up;fr;\r\n"
        "other.txt;Other;;;;\r\n"
    ).encode("utf-8-sig")
    files = [("observation.TXT", b"one"), ("page.html", b"<html><script>1</script>"), ("plain_notes.txt", b"two")]
    page = send(browse(scene.ana), scene.space, files, table).text
    found = kept(scene)
    assert set(found) == {"=SUM(A1)", "Plain notes"}
    told = found["=SUM(A1)"]
    assert (told.licence, told.language, told.summary) == ("cc-by", "es", "What we saw")
    assert [one.title for one in tags.tags_of([told.id])[told.id]] == ["Feedback"]
    assert found["Plain notes"].licence == "cc-by-sa"
    for words in (
        "Row 4 names no file.",
        "Row 3 names a file that was not uploaded.",
        "No such tag: nobody",
        "There is no license “made up”: the one chosen in the form holds.",
        "The language is English or Spanish",
    ):
        assert words in page


def test_nothing_chosen_says_so(scene, browse):
    answer = send(browse(scene.ana), scene.space, [])
    assert answer.status_code == 422
    assert kept(scene) == {}


def test_not_by_those_who_are_not_in_the_space(scene, browse):
    assert send(browse(scene.olga), scene.space, [("a.txt", b"a")]).status_code == 404
    assert session().scalars(select(Resource)).all() == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"title\nx\n", "must name the columns"),
        (b"", "must name the columns"),
        ("filename\n\u00e1".encode("latin-1"), "not UTF-8"),
        (b'filename\n"open', "cannot be read further"),
        (b"filename\n" + b"x\n" * 2, "stands in an earlier row too"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(app, content, problem):
    with app.test_request_context():
        assert any(problem in one for one in metadata.read(content, LICENCES).problems)


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        (b"filename,title\na.txt," + b"t" * 161, "the name of the file"),
        (b"filename,summary\na.txt," + b"t" * 1001, "is left out"),
        (b"filename,language\na.txt,fr", "English or Spanish"),
        (b"filename,licence\na.txt,mine", "no license"),
    ],
)
def test_what_a_row_says_wrong_is_said_with_what_holds_instead(app, cells, note):
    with app.test_request_context():
        line = metadata.read(cells, LICENCES).lines["a.txt"]
    assert note in line.notes[0]
    assert (line.title, line.summary, line.licence, line.language) == ("", "", "", "")


def test_what_waits_says_so(scene, browse):
    scene.review()
    assert "It waits for review." in send(browse(scene.ana), scene.space, [("a.txt", b"a")]).text


def test_a_long_table_is_bounded(app):
    with app.test_request_context():
        table = metadata.read(b"filename\n" + b"".join(b"%d.txt\n" % n for n in range(5000)), LICENCES)
    assert len(table.lines) == metadata.MOST_ROWS
    assert len(table.problems) == 1


def test_cells_are_cleaned(app):
    with app.test_request_context():
        table = metadata.read("nombre de archivo,título\na.txt,\u202eevil\x00 name\n".encode(), LICENCES)
    assert table.lines["a.txt"].title == "evil name"
