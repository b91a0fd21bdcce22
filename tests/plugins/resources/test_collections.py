"""Collections: in order, with what each reader may see, and as a ZIP that matches its manifest."""

import csv
import hashlib
import io
import zipfile

import pytest

from community.errors import Conflict, Forbidden, NotFound
from community.testing.conformance.scene import counted
from plugins.resources.queries import collections as queries
from plugins.resources.service import collections


@pytest.fixture
def first_weeks(scene):
    """Ana's collection of three things, the second with a word on why."""
    found = collections.begin(scene.acting(scene.ana), scene.space.public_id, "First weeks", "For new teams.")
    for title, note in (("One", ""), ("Two", "Read this first."), ("Three", "")):
        collections.put(scene.acting(scene.ana), found.public_id, scene.text(title).public_id, note)
    return found


def titles(scene, found, person):
    return [one.row.wording.title for one in queries.places(scene.acting(person), found)]


def test_they_stand_in_order_and_move(scene, first_weeks):
    ana, two = scene.acting(scene.ana), queries.places(scene.acting(scene.ana), first_weeks)[1].row.resource
    assert titles(scene, first_weeks, scene.ben) == ["One", "Two", "Three"]
    collections.move(ana, first_weeks.public_id, two.public_id, -1)
    assert titles(scene, first_weeks, scene.ben) == ["Two", "One", "Three"]
    collections.move(ana, first_weeks.public_id, two.public_id, -1)  # it is at the top already
    assert titles(scene, first_weeks, scene.ben) == ["Two", "One", "Three"]
    collections.take_out(ana, first_weeks.public_id, two.public_id)
    assert titles(scene, first_weeks, scene.ben) == ["One", "Three"]


def test_put_again_it_stands_once_with_the_new_note(scene, first_weeks):
    one = queries.places(scene.acting(scene.ana), first_weeks)[0].row.resource
    collections.put(scene.acting(scene.ana), first_weeks.public_id, one.public_id, "Because.")
    assert [place.note for place in queries.places(scene.acting(scene.ben), first_weeks)] == [
        "Because.", "Read this first.", "",
    ]  # fmt: skip


def test_only_those_who_may_change_it(scene, first_weeks):
    one = scene.text("Mine", by=scene.ben)
    with pytest.raises(Forbidden):
        collections.put(scene.acting(scene.ben), first_weeks.public_id, one.public_id, "")
    with pytest.raises(NotFound):
        collections.word(scene.acting(scene.olga), first_weeks.public_id, "Mine now", "")


def test_a_full_one_says_so(scene, first_weeks, monkeypatch):
    monkeypatch.setattr(collections, "MOST", 3)
    with pytest.raises(Conflict):
        collections.put(scene.acting(scene.ana), first_weeks.public_id, scene.text("Four").public_id, "")


def test_what_is_hidden_or_removed_is_not_in_it(scene, first_weeks):
    one = queries.places(scene.acting(scene.ana), first_weeks)[0].row.resource
    scene.hide(one)
    assert titles(scene, first_weeks, scene.ben) == ["Two", "Three"]


def unzipped(answer):
    return zipfile.ZipFile(io.BytesIO(answer.get_data()))


def test_the_zip_holds_what_the_reader_sees_and_matches_its_manifest(scene, first_weeks, browse):
    hostile = '..\\..\\=cmd|" /C calc"!A0\u202egpj.exe'
    for title, found in (
        ("f", scene.file(b"a,b\n1,2\n", "data.csv", hostile)),
        ("g", scene.file(b"x", "x.txt", hostile)),
    ):
        collections.put(scene.acting(scene.ana), first_weeks.public_id, found.public_id, f"=1+1 {title}")
    scene.drain()
    address = f"/resources/collections/{first_weeks.public_id}/zip"
    assert browse(scene.olga).get(address).status_code == 404
    answer = browse(scene.ben).get(address)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="First weeks.zip"'
    archive = unzipped(answer)
    assert archive.testzip() is None
    names = archive.namelist()
    assert names[0] == "manifest.csv"
    assert len({name.lower() for name in names}) == len(names) == 6
    assert not [name for name in names if "/" in name or "\\" in name or "\u202e" in name or name.startswith(".")]
    rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert [row["file"] for row in rows] == names[1:]
    for row in rows:
        assert hashlib.sha256(archive.read(row["file"])).hexdigest() == row["sha256"]
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert rows[1]["note"] == "Read this first."
    assert rows[0]["attribution"].startswith("“One” · Ana Ruiz")
    assert archive.read(names[1]) == b"Three questions."


def test_pages_begin_fill_and_show(scene, browse):
    ana = browse(scene.ana)
    there = ana.post(f"/resources/in/{scene.space.slug}/collections/new", {"title": "Kit", "summary": "All of it"})
    where = there.headers["Location"]
    found = scene.text("Exit ticket")
    public_id = where.rpartition("/")[2]
    assert "Kit" in ana.get(f"/resources/{found.public_id}/collect").text
    long = ana.post(f"/resources/{found.public_id}/collect", {"collection": public_id, "note": "Every Friday" * 30})
    assert (long.status_code, "Every FridayEvery Friday" in long.text) == (422, True)  # what was typed is kept
    ana.post(f"/resources/{found.public_id}/collect", {"collection": public_id, "note": " Every\u202e  Friday "})
    page = browse(scene.ben).get(where).text
    assert "Exit ticket" in page
    assert "Every Friday" in page
    assert "Kit" in browse(scene.ben).get(f"/resources/in/{scene.space.slug}/collections").text
    assert browse(scene.olga).get(where).status_code == 404


def test_three_cost_as_many_queries_as_one(scene, browse):
    ana = scene.acting(scene.ana)
    small = collections.begin(ana, scene.space.public_id, "Small", "")
    collections.put(ana, small.public_id, scene.text("A").public_id, "")
    large = collections.begin(ana, scene.space.public_id, "Large", "")
    for title in "BCD":
        collections.put(ana, large.public_id, scene.text(title).public_id, "")
    ben = browse(scene.ben)
    costs = []
    for found in (small, small, large):
        with counted() as sent:
            assert ben.get(f"/resources/collections/{found.public_id}").status_code == 200
        costs.append(len(sent))
    assert costs[1] == costs[2]
