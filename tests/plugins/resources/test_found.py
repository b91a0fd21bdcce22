"""Resources are found by words, tags, and the text of their files; followers are told; copies are clean."""

import io
import zipfile

import pytest
from sqlalchemy import select

from community.data.database import session
from community.data.refs import Ref
from community.errors import NotFound
from community.files import attached as files
from community.spaces.service import follow
from plugins.notifications.queries import lines, notices
from plugins.resources import sample_files
from plugins.resources.models import Version
from plugins.resources.service import resources, versions
from plugins.resources.service.resources import About

PAGES = (("Walkthrough", "Count the minutes"), ("After the visit", "Speak about zanahorias within two days"))
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + (b"\xff\xfb\x90\x00" + bytes(413)) * 4
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n"


def told(scene, person):
    actor = scene.acting(person)
    return [str(line) for day in lines.days(actor, notices.listed(actor).items) for line in day.lines]


def test_a_word_on_page_two_of_a_file_leads_to_that_page(scene, browse):
    found = scene.file(sample_files.pdf(PAGES), "visit.pdf", "A form")
    scene.drain()
    results = browse(scene.ben).get("/search?q=zanahorias").text
    assert f"/resources/{found.public_id}#page-2" in results
    assert "Page 2" in results
    shown = browse(scene.ben).get(f"/resources/{found.public_id}").text
    assert 'id="page-2"' in shown
    assert "zanahorias" in shown
    assert f"/resources/{found.public_id}" not in browse(scene.olga).get("/search?q=zanahorias").text


def test_the_text_of_another_version_is_not_found_through_a_share(scene, acting, browse):
    found = scene.file(b"the quiet lighthouse", "one.txt", "Notes")
    second = versions.a_file(scene.bring(b"the loud windmill", "two.txt"))
    versions.add_version(acting(scene.ana), found.public_id, second, "Other words.")
    scene.share(found, version=1)
    scene.drain()
    olga, ben = browse(scene.olga), browse(scene.ben)
    address = f"/resources/{found.public_id}"
    assert address in olga.get("/search?q=lighthouse").text
    assert address not in olga.get("/search?q=windmill").text
    assert address in ben.get("/search?q=windmill").text


def test_it_is_found_by_its_tag_in_both_languages(scene, browse):
    tag = scene.tag("Attendance", "Asistencia")
    found = scene.text("Calling home", tags=(tag.public_id,))
    scene.drain()
    for word in ("attendance", "asistencia"):
        assert f"/resources/{found.public_id}" in browse(scene.ben).get(f"/search?q={word}").text


def test_those_who_follow_are_told_of_a_new_version_and_others_are_not(scene, acting):
    found = scene.text()
    follow(acting(scene.ben), Ref("resources.resource", found.id), "watching")
    scene.drain()
    scene.again(found)
    scene.drain()
    assert told(scene, scene.ben)[0] == "Ana Ruiz added a version of “Exit ticket”"
    assert not [line for line in told(scene, scene.mo) if "version" in line]
    follow(acting(scene.ben), Ref("resources.resource", found.id), "muted")
    scene.again(found, "One question.", "Two less.")
    scene.drain()
    assert len([line for line in told(scene, scene.ben) if "version" in line]) == 1


def test_a_follower_of_a_tag_hears_of_new_ones_and_whoever_muted_the_space_does_not(scene, acting):
    tag = scene.tag("Attendance", "Asistencia")
    follow(acting(scene.mo), Ref("spaces.space", scene.space.id), "muted")
    scene.drain()
    scene.text("Calling home", tags=(tag.public_id,))
    scene.drain()
    assert told(scene, scene.ben) == ["Ana Ruiz added “Calling home”"]
    assert told(scene, scene.mo) == []


def test_the_same_bytes_are_alike_whatever_they_are_called(scene, acting, browse):
    scene.file(b"the very same words", "one.txt", "Apples")
    page = f"/resources/in/{scene.space.slug}/new?way=file"
    upload = (io.BytesIO(b"the very same words"), "x.txt")
    sent = {"title": "Oranges", "licence": "cc-by", "language": "en", "file": upload}
    asked = browse(scene.ben).post(page, sent).text
    assert "1 resource here is like this one" in asked
    assert "Apples" in asked


def test_what_is_alike_while_typing_is_theirs_alone(scene, browse):
    scene.text("Exit ticket for grade 4")
    there = f"/resources/in/{scene.space.slug}/alike?title=exit+tickets+grade+4"
    assert "Exit ticket for grade 4" in browse(scene.ben).get(there).text
    assert browse(scene.olga).get(there).status_code == 404
    assert "Exit ticket" not in browse(scene.olga).get(there.replace(scene.space.slug, scene.far.slug)).text


def _with_author(name):
    """A Word document whose properties name somebody."""
    held = io.BytesIO(sample_files.word(["# A guide", "Words."]))
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    with zipfile.ZipFile(held) as before:
        parts = {one: before.read(one).decode() for one in before.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/></Types>'
    )
    relation = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        "</Relationships>", f'<Relationship Id="r2" Type="{relation}" Target="docProps/core.xml"/></Relationships>'
    )
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{name}</dc:creator></cp:coreProperties>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as after:
        for one, text in parts.items():
            after.writestr(one, text)
    return out.getvalue()


def test_its_owner_alone_reads_what_a_file_says_besides_and_makes_a_clean_copy(scene, acting, browse):
    found = scene.file(_with_author("Somebody Private"), "guide.docx", "A guide")
    scene.drain()
    address = f"/resources/{found.public_id}"
    assert "Somebody Private" in browse(scene.ana).get(address).text
    assert "Somebody Private" not in browse(scene.ben).get(address).text
    assert browse(scene.ben).post(f"{address}/clean").status_code == 403
    assert browse(scene.ana).post(f"{address}/clean").status_code == 303
    scene.drain()
    assert "Somebody Private" not in browse(scene.ana).get(address).text
    assert "guide" in browse(scene.ben).get(address).text


def test_captions_come_with_a_recording_and_nothing_else_does(scene, acting, browse):
    found = scene.file(MP3, "talk.mp3", "A talk")
    scene.drain()
    address = f"/resources/{found.public_id}"
    wrong = {"file": (io.BytesIO(b"only words"), "words.txt")}
    assert "kind WebVTT" in browse(scene.ana).post(f"{address}/captions", wrong, follow_redirects=True).text
    right = {"file": (io.BytesIO(VTT), "talk.vtt")}
    assert browse(scene.ben).post(f"{address}/captions", {"file": (io.BytesIO(VTT), "talk.vtt")}).status_code == 403
    assert browse(scene.ana).post(f"{address}/captions", right).status_code == 303
    version = session().scalar(select(Version.id).where(Version.resource_id == found.id))
    ref = Ref("resources.version", version)
    assert [one.name for one in files.attached(acting(scene.ben), [ref])[ref]] == ["talk.mp3", "talk.vtt"]


@pytest.mark.parametrize("public_id", ["nothing_here", "\u202e"])
def test_nothing_is_made_from_what_is_not_there(scene, acting, public_id):
    about = About("A title", based_on=public_id)
    with pytest.raises(NotFound):
        resources.add(acting(scene.ana), scene.space.public_id, about, versions.a_text("Words."))
