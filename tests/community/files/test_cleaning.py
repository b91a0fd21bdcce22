"""Clean copies: what a document said without showing it is in none of its bytes; what it shows is as it was."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from community.files import child, cleaning, kinds, reading
from tests.community.files import office
from tests.community.files.hostile import pdfs, zips

pytestmark = pytest.mark.usefixtures("speaking")
DOCUMENTS = Path(__file__).parents[4] / "shared" / "data" / "documents"
SECRETS = ("Ada Writer", "Ed Editor", "Maple County", "Rita", "Carl", "Rosa", "Jimmy", "Lena", "secret", "Hidden grade",
           "Say nothing", "Whole paragraph", "gone cell", "Students")  # fmt: skip


def cleaned(data: bytes, name: str) -> tuple[bytes, list[str], reading.Read]:
    """The clean copy, what went, and what is read in it."""
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as out:
        file.write(data)
        file.flush()
        kind = kinds.kind_of(file, name)
        removed = cleaning.cleaned(file, kind, out)
        assert kinds.kind_of(out, name) == kind
        read = reading.read(out, kind)
        out.seek(0)
        return out.read(), removed, read


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def telling(name: str) -> bytes:
    return getattr(office, f"telling_{name}")()


@pytest.mark.parametrize(
    ("name", "gone", "left"),
    [
        ("docx", ["author", "editor", "company", "comments", "changes", "hidden_text"], []),
        ("pptx", ["author", "editor", "company", "notes", "comments", "hidden_slides"], []),
        ("xlsx", ["author", "editor", "company", "hidden_sheets"], ["hidden_columns", "hidden_rows"]),
        ("odt", ["author", "editor", "changes", "comments"], []),
        ("odp", ["author", "editor", "notes", "hidden_slides"], []),
        ("ods", ["author", "editor", "hidden_sheets"], ["hidden_rows"]),
    ],
)
def test_what_was_not_shown_is_gone_from_every_byte(name, gone, left):
    """Hidden rows and columns stay, for what is counted from them, and are still told."""
    data = telling(name)
    made, removed, read = cleaned(data, f"a.{name}")
    assert removed == gone
    assert [one["what"] for one in read.findings] == left
    before, after = parts_of(data), parts_of(made)
    everything = b"".join(after.values()) + "".join(after).encode()
    assert [word for word in SECRETS if word.encode() in everything] == []
    assert sum(word.encode() in b"".join(before.values()) for word in SECRETS) >= 4  # it was there


def test_changes_are_accepted_and_the_rest_of_the_words_stays():
    made, _removed, read = cleaned(telling("docx"), "a.docx")
    text = parts_of(made)["word/document.xml"].decode()
    assert read.passages[0][2] == "Reading plan\nEvery class reads twenty minutes\na day.\nkept cell"
    assert text.count("<w:p>") == text.count("</w:p>") == 4  # the deleted one is gone, not empty
    assert not any(mark in text for mark in ("w:ins", "w:del", "comment", "vanish"))


def test_what_nobody_touched_is_the_same_byte_for_byte():
    data = zips.repacked(telling("docx"), **{"word/media/photo.jpg": b"\xff\xd8\xff photo"})
    rels = parts_of(data)["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", b'<Relationship Id="m" Type="x/image" Target="media/photo.jpg"/></Relationships>'
    )
    data = zips.repacked(data, **{"word/_rels/document.xml.rels": rels})
    before, after = parts_of(data), parts_of(cleaned(data, "a.docx")[0])
    for name in ("word/media/photo.jpg", "word/styles.xml"):
        assert after[name] == before[name]


def test_a_hidden_slide_goes_with_all_that_was_its_own():
    parts = parts_of(cleaned(telling("pptx"), "a.pptx")[0])
    assert {name for name in parts if "slide" in name} == {
        "ppt/slides/slide1.xml", "ppt/slides/slide3.xml", "ppt/slides/_rels/slide1.xml.rels",
    }  # fmt: skip
    assert b"257" not in parts["ppt/presentation.xml"]
    assert parts["ppt/presentation.xml"].count(b"258") == 2  # in the order and in its section
    assert b"slide2" not in parts["[Content_Types].xml"] + parts["ppt/_rels/presentation.xml.rels"]


def test_a_hidden_sheet_goes_and_what_counted_on_it_keeps_its_value():
    parts = parts_of(cleaned(telling("xlsx"), "a.xlsx")[0])
    first, third = parts["xl/worksheets/sheet1.xml"], parts["xl/worksheets/sheet3.xml"]
    assert b"<f>" not in first
    assert b"42.50000000000001" in first
    assert b"dataValidation" not in first
    assert b"<f>1+6</f>" in third  # it counted on nothing that went
    workbook = parts["xl/workbook.xml"]
    assert b'localSheetId="1">Totals' in workbook
    assert b"activeTab" not in workbook
    assert parts["xl/sharedStrings.xml"].count(b"<si>") == 4  # cells find their words by their place


def test_a_workbook_that_hides_nothing_keeps_its_formulas():
    sheet = '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData>'
    parts = parts_of(cleaned(office.xlsx({"A": sheet}), "a.xlsx")[0])
    assert b"<f>1+1</f>" in parts["xl/worksheets/sheet1.xml"]


def test_a_part_in_two_byte_letters_is_cut_in_the_right_places():
    words = f'<?xml version="1.0" encoding="UTF-16"?>{parts_of(telling("docx"))["word/document.xml"].decode()}'
    made, removed, read = cleaned(
        zips.with_member("word/document.xml", words.encode("utf-16"), telling("docx")), "a.docx"
    )
    assert "changes" in removed
    assert read.passages[0][2].startswith("Reading plan\nEvery class reads twenty minutes")
    assert made


def test_a_pdf_loses_who_made_it_its_attachments_scripts_and_comments():
    made, removed, read = cleaned(pdfs.telling(), "a.pdf")
    assert removed == ["author", "attachments", "javascript", "comments"]
    assert read.findings == []
    assert read.passages == ((1, "", "The plan"),)
    reader = PdfReader(io.BytesIO(made))
    held = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    words = repr(held) + "".join(repr(one.get_data()) for one in held if hasattr(one, "get_data"))
    assert not any(secret in words for secret in ("Ada", "grades", "alert", "Jimmy", "Rita", "Carl"))


def test_one_that_is_not_to_be_changed_is_not_cleaned():
    with pytest.raises(reading.Unreadable, match="locked"):
        cleaned(pdfs.locked(""), "a.pdf")


@pytest.mark.parametrize("data", [pdfs.cyclic(), b"%PDF-1.7\n"])
def test_a_damaged_one_is_not_cleaned(data):
    with pytest.raises(reading.Unreadable, match="damaged"):
        cleaned(data, "a.pdf")


def test_text_has_nothing_to_clean():
    with pytest.raises(reading.Unreadable):
        cleaned(b"words", "a.txt")


@pytest.mark.parametrize("output", [[b"PK half a file"], [b"PK", b'{"error": "heavy"}'], [b""]])
def test_a_copy_that_stops_half_way_is_known(monkeypatch, output):
    whole = child.stream
    monkeypatch.setattr(
        child, "stream", lambda script, *rest: iter(output) if script == "clean.py" else whole(script, *rest)
    )
    with pytest.raises(reading.Unreadable, match="heavy"):
        cleaned(telling("docx"), "a.docx")


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")
@pytest.mark.parametrize("path", ["Carpentries_MotivationDemotivation.docx", "Carpentries_teaching_practices.pptx",
                                  "Carpentries_teaching_practices.pdf", "Wrap-Up-doc.docx"])  # fmt: skip
def test_real_documents_are_cleaned_and_say_the_same(path):
    data = (DOCUMENTS / "carpentries-instructor-training" / path).read_bytes()
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        before = reading.read(file, kinds.kind_of(file, path))
    _made, removed, after = cleaned(data, path)
    assert "author" in removed
    assert after.passages == before.passages
