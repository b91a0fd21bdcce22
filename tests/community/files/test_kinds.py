"""Which files are taken: by what they hold, never by their name alone; all else is refused in words that help."""

import subprocess
import sys
import tempfile

import pytest
from PIL import Image

from community.errors import Invalid
from community.files import child, kinds
from tests.community.files import office
from tests.community.files.hostile import pdfs, zips
from tests.community.files.pictures import encoded, plain

pytestmark = pytest.mark.usefixtures("speaking")
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<?xml version="1.0"?><!-- a drawing --><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def kind_of(data: bytes, name: str = "thing"):
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return kinds.kind_of(file, name)


def refusal(data: bytes, name: str = "thing") -> str:
    with pytest.raises(Invalid) as refused:
        kind_of(data, name)
    return str(refused.value.errors["file"])


def played(brand: bytes) -> bytes:
    """The beginning of an MP4."""
    return b"\0\0\0\x20ftyp" + brand + b"\0\0\2\0" + brand + bytes(100)


TAKEN = {
    "a.jpg": encoded(Image.new("RGB", (4, 4)), "JPEG"),
    "a.png": plain(),
    "a.gif": encoded(Image.new("P", (4, 4)), "GIF"),
    "a.webp": encoded(Image.new("RGB", (4, 4)), "WEBP"),
    "a.pdf": pdfs.plain("Words"),
    "a.docx": office.telling_docx(),
    "a.pptx": office.telling_pptx(),
    "a.xlsx": office.telling_xlsx(),
    "a.odt": office.telling_odt(),
    "a.odp": office.telling_odp(),
    "a.ods": office.telling_ods(),
    "a.txt": "Words, años, 中文\n".encode(),
    "a.md": b"# A title\n\n<div>which may hold tags</div>\n",
    "a.csv": b"name,total\n=1+2,3\n",
    "a.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n",
    "a.mp3": b"ID3\3\0\0\0\0\0\0" + bytes(100),
    "a.m4a": played(b"M4A "),
    "a.mp4": played(b"isom"),
    "a.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(100),
}


def test_every_kind_on_the_list_is_known_by_its_content():
    assert {ending for kind in kinds.KINDS.values() for ending in kind.endings[:1]} == {name[2:] for name in TAKEN}
    for name, data in TAKEN.items():
        kind = kind_of(data, name)
        assert kind.endings[0] == name[2:]
        assert str(kind.title)


@pytest.mark.parametrize("name", sorted(name for name in TAKEN if not name.endswith((".md", ".csv"))))
def test_a_name_without_an_ending_is_no_matter(name):
    """Save where nothing but the name tells kinds of text apart."""
    kind = kind_of(TAKEN[name], "Plan v1.2")
    assert kind.endings[0] == name[2:]
    assert kinds.named(kind, "Plan v1.2") == f"Plan v1.2.{name[2:]}"


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_may_have_any_name_for_it_is_written_anew(name):
    assert kind_of(TAKEN[name], "photo.heic").family == "image"


def test_the_name_chooses_among_kinds_of_text_alone():
    text = b"one,two\n"
    assert [kind_of(text, f"a.{end}").type[5:] for end in ("txt", "md", "csv", "")] == [
        "plain", "markdown", "csv", "plain"
    ]  # fmt: skip
    assert kinds.kind_named("text/plain", "b.md").type == "text/markdown"
    assert kinds.kind_named("application/pdf", "b.md").type == "application/pdf"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_of_other_computers_is_text(encoding):
    assert kind_of("Año escolar".encode(encoding), "a.txt").type == "text/plain"


def test_capitals_in_endings_are_no_matter():
    assert kind_of(TAKEN["a.pdf"], "PLAN.PDF").type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (PAGE, "a.html", "holds code"),
        (PAGE, "a.txt", "holds code"),
        (PAGE, "a", "holds code"),
        (PAGE, "a.pdf", "ends in .pdf"),
        (b"\xef\xbb\xbf \n<!-- x -->\n" + PAGE, "a.docx", "ends in .docx"),
        (SVG, "a.svg", "holds code"),
        (SVG, "a.png", "ends in .png"),
        (b"<?php system($_GET['c']); ?>", "a.txt", "holds code"),
        (b"MZ\x90\0" + bytes(100), "a.exe", "program"),
        (b"\x7fELF" + bytes(100), "plan.pdf", "program"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", "program"),
        (b"print('words')\n", "a.py", "program"),
        (b"@echo off\n", "a.bat", "program"),
        (OLE, "a.doc", "old Office format"),
        (b"{\\rtf1 words}", "a.rtf", "old Office format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (pdfs.locked(), "a.pdf", "password"),
        (b"Rar!\x1a\x07\0" + bytes(50), "a.rar", "archive"),
        (b"\x1f\x8b\x08" + bytes(50), "a.gz", "archive"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "a.heic", "cannot take this kind"),
        (b"\0\0\0\x18ftypqt  " + bytes(100), "a.mov", "cannot take this kind"),
        (b"RIFF\0\0\0\0WAVE" + bytes(50), "a.wav", "cannot take this kind"),
        (bytes(range(256)), "a.txt", "cannot take this kind"),
        (b"words \x00 words", "a.txt", "cannot take this kind"),
        (b"\xff\xfe\x00\xd8", "a.txt", "cannot take this kind"),
        (b"words", "a.pdf", "ends in .pdf"),
        (b"words", "a.vtt", "ends in .vtt"),
        (TAKEN["a.pdf"], "a.docx", "ends in .docx"),
        (TAKEN["a.pdf"], "a.pdf.exe", "ends in .exe"),
        (TAKEN["a.docx"], "a.docm", "ends in .docm"),
        (TAKEN["a.mp4"], "a.html", "ends in .html"),
    ],
)
def test_all_else_is_refused_in_plain_words(data, name, words):
    assert words in refusal(data, name)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (office.zipped({"Main.class": b"\xca\xfe\xba\xbe"}), "archive"),
        (office.odf("graphics", ""), "archive"),
        (zips.with_member("word/vbaProject.bin"), "macros"),
        (zips.with_member("word/activeX/activeX1.xml"), "macros"),
        (office.odf("text", "", **{"Basic/Standard/Module1.xml": "<x/>"}), "macros"),
        (zips.repacked(office.odf("text", ""), **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "password"),
        (zips.with_member("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><Types/>"), "damaged"),
        (zips.with_member("[Content_Types].xml", "<Types"), "damaged"),
        (zips.with_member("[Content_Types].xml", "<Types/>"), "archive"),
    ],
)
def test_archives_are_looked_into(data, words):
    assert words in refusal(data)


def test_macros_under_the_name_of_a_plain_document_are_found():
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    assert "macros" in refusal(zips.with_member("[Content_Types].xml", types), "letter.docx")


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x", "word/\x07bell.xml", "word/\u202etxt.exe", "a/\u2066b"],
)
def test_names_within_an_archive_lead_nowhere(name):
    assert "another kind" in refusal(zips.with_member(name))


ARCHIVE = office.zipped({"evil.class": b"\xca\xfe\xba\xbe"})


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (pdfs.plain("x") + ARCHIVE, "a.pdf"),
        (TAKEN["a.docx"] + PAGE, "a.docx"),
        (zips.repacked(TAKEN["a.docx"], comment=PAGE), "a.docx"),
        (TAKEN["a.gif"] + PAGE, "a.gif"),
        (encoded(Image.new("RGB", (4, 4)), "JPEG", comment=b"<?php system('x'); ?>"), "a.jpg"),
        (TAKEN["a.jpg"] + ARCHIVE, "a.jpg"),
        (TAKEN["a.mp3"] + ARCHIVE, "a.mp3"),
        (b"words\n%PDF-1.7\n1 0 obj\n", "a.txt"),
    ],
)
def test_a_file_that_is_two_things_is_refused(data, name):
    assert "another kind" in refusal(data, name)


def test_what_stands_before_an_archive_is_what_the_file_is():
    assert "code" in refusal(PAGE + TAKEN["a.docx"], "a")
    assert "ends in .docx" in refusal(PAGE + TAKEN["a.docx"], "a.docx")


def test_something_hidden_between_the_members_is_found():
    data = TAKEN["a.docx"]
    at = data.index(b"PK\x03\x04", 10)
    assert refusal(data[:at] + PAGE + data[at:])  # the directory's places are off: damaged, or more than one thing


@pytest.mark.parametrize("output", [b"", b'{"ty', b"[]"])
def test_an_answer_that_stops_half_way_is_no_yes(monkeypatch, output):
    monkeypatch.setattr(child, "run", lambda *_: output)
    assert "unpacks to more" in refusal(TAKEN["a.docx"])


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_an_archive_cut_off_is_damaged(share):
    data = TAKEN["a.pptx"]
    assert "damaged" in refusal(data[: int(len(data) * share)])


@pytest.mark.parametrize("content", [b"<!---->" * 300 + b"x", b"<!--" + b"-->" * 5000, b"<?xml >" * 2000 + b" "])
def test_comments_without_end_keep_nobody_waiting(tmp_path, content):
    """In a process of its own: an expression that tries everything cannot be interrupted."""
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    script = (
        "import sys; from community.files.kinds import kind_of; print(kind_of(open(sys.argv[1], 'rb'), 'a.txt').type)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(file)], capture_output=True, timeout=20, text=True, check=False
    )
    assert run.stdout.strip() == "text/plain", run.stderr
