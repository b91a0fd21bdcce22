"""What is read in documents: the text they show, by page, slide and sheet, and what they say without showing it."""

import hashlib
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.errors import Invalid
from community.files import child, kinds, reading
from tests.community.files import office
from tests.community.files.hostile import pdfs, zips
from tests.community.files.pictures import encoded, noise, seen

pytestmark = pytest.mark.usefixtures("speaking")
DOCUMENTS = Path(__file__).parents[4] / "shared" / "data" / "documents"
real = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")


def taken(data: bytes, name: str, act=reading.read, *more):
    """The file known and read, as it is when somebody brings it."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        result = act(file, kinds.kind_of(file, name), *more)
        file.seek(0)
        assert file.read() == data  # whatever was done with it, it is as it was
        return result


def picture(data: bytes, name: str = "a.pdf"):
    return taken(data, name, reading.picture, 20_000_000)


def unreadable(data: bytes, name: str, act=reading.read, *more) -> str:
    with pytest.raises(reading.Unreadable) as failed:
        taken(data, name, act, *more)
    assert reading.why_words(failed.value.why)
    return failed.value.why


def findings(read: reading.Read) -> dict[str, tuple[int, str]]:
    return {one["what"]: (one["count"], one["detail"]) for one in read.findings}


PEOPLE = {"author": (1, "Ada Writer"), "editor": (1, "Ed Editor")}
SCHOOL = PEOPLE | {"company": (1, "Maple County Schools")}


def test_a_word_file_shows_its_text_and_tells_of_the_rest():
    read = taken(office.telling_docx(), "a.docx")
    assert (read.unit, read.count) == ("", 1)
    assert read.passages[0][2].startswith("Reading plan\nEvery class reads twenty minutes\na day.")
    assert read.outline == [[1, "Reading plan", 1]]
    assert findings(read) == SCHOOL | {
        "comments": (1, "Carl Commenter"),
        "changes": (5, "Rita Reviewer"),
        "hidden_text": (1, ""),
    }
    assert "Jimmy" not in str(read)
    assert "Hidden grade" not in str(read)


def test_slides_are_numbered_and_those_hidden_are_told_but_not_shown():
    read = taken(office.telling_pptx(), "a.pptx")
    assert (read.unit, read.count) == ("slide", 3)
    assert read.passages == (
        (1, "Our aim", "Our aim\nAll third graders read"),
        (3, "Next steps", "Next steps\nMeet in May"),
    )
    assert read.outline == [[1, "Our aim", 1], [1, "Next steps", 3]]
    assert findings(read) == SCHOOL | {"notes": (1, ""), "comments": (1, ""), "hidden_slides": (1, "2")}


def test_sheets_give_what_their_cells_show():
    read = taken(office.telling_xlsx(), "a.xlsx")
    assert (read.unit, read.count) == ("sheet", 3)
    assert read.passages == ((1, "Budget", "Books & paper 42.5"), (3, "Totals", "Books & paper 7"))
    assert findings(read) == SCHOOL | {
        "hidden_sheets": (1, "Students"),
        "hidden_rows": (1, ""),
        "hidden_columns": (1, ""),
    }


def test_an_opendocument_text():
    read = taken(office.telling_odt(), "a.odt")
    assert read.passages == ((1, "", "Reading plan\nEvery class reads daily."),)
    assert read.outline == [[2, "Reading plan", 1]]
    assert findings(read) == PEOPLE | {"changes": (1, ""), "comments": (1, "")}


def test_opendocument_slides():
    read = taken(office.telling_odp(), "a.odp")
    assert (read.unit, read.count) == ("slide", 2)
    assert read.passages == ((1, "Our aim", "Our aim\nAll read"),)
    assert findings(read) == PEOPLE | {"notes": (1, ""), "hidden_slides": (1, "2")}


def test_an_opendocument_spreadsheet_as_wide_as_can_be():
    read = taken(office.telling_ods(), "a.ods")
    assert read.passages == ((1, "Budget", "Books"),)
    assert findings(read) == PEOPLE | {"hidden_sheets": (1, "Students"), "hidden_rows": (2, "")}


def test_a_pdf_gives_its_pages_and_tells_of_the_rest():
    read = taken(pdfs.plain("First page", "", "Third page"), "a.pdf")
    assert (read.unit, read.count) == ("page", 3)
    assert read.passages == ((1, "", "First page"), (3, "", "Third page"))
    told = findings(taken(pdfs.telling(), "a.pdf"))
    assert told == {
        "author": (1, "Ada Writer"),
        "attachments": (1, ""),
        "javascript": (3, ""),
        "comments": (2, "Carl, Rita"),
    }


@pytest.mark.parametrize(
    ("note", "acts"),
    [
        (b"/A << /S /JavaScript /JS (x) >>", True),
        (b"/A << /S /Launch /F (calc.exe) >>", True),
        (b"/A << /S /GoTo /D 1 /Next << /S /JavaScript /JS (x) >> >>", True),
        (b"/AA << /E << /S /JavaScript /JS (x) >> >>", True),
        (b"/A << /S /URI /URI (https://example.org) >>", False),
    ],
)
def test_what_acts_in_a_pdf_is_told_wherever_it_hangs(note, acts):
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] %s >>" % note
    data = pdfs.pages(pdfs.stream(pdfs.words("x")), page=b"/Annots [4 0 R]", more=(link,))
    assert ("javascript" in findings(taken(data, "a.pdf"))) is acts


def test_page_labels_and_bookmarks():
    root = b"/PageLabels << /Nums [0 << /S /r >>] >> /Outlines 4 0 R"
    more = (
        b"<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>",
        b"<< /Title (A\xf1o) /Parent 4 0 R /Dest [8 0 R /Fit] >>",
    )
    read = taken(pdfs.pages(pdfs.stream(pdfs.words("x")), pdfs.stream(pdfs.words("y")), root=root, more=more), "a.pdf")
    assert [one[:2] for one in read.passages] == [(1, "i"), (2, "ii")]
    assert read.outline == [[1, "Año", 2]]


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", "Años\r\nwords\x0c".encode("cp1252"), "Años\nwords"),
        ("a.txt", "Años 中".encode("utf-16"), "Años 中"),
        ("a.md", b"# One\n\n```\n# no\n```\n## Two ##\n", "# One\n\n```\n# no\n```\n## Two ##"),
        ("a.csv", b"=cmd|' /C calc'!A1,+1\n@SUM(1),-2\n", "=cmd|' /C calc'!A1,+1\n@SUM(1),-2"),
        ("a.vtt", b"WEBVTT\n\n1\n00:00.000 --> 00:02.000\n<v Rosa>Hello <b>all</b>\n", "Hello all"),
    ],
)
def test_text_is_text(name, data, text):
    """Formulas in a table are words like others: nothing counts them."""
    read = taken(data, name)
    assert read.passages == ((1, "", text),)
    assert read.outline == ([[1, "One", 1], [2, "Two", 1]] if name == "a.md" else [])


def test_what_no_reader_should_see_is_taken_out():
    body = "<w:p><w:r><w:t>safe\u202egpj\u2066.exe and pro\ufb01le and \u0065\u0301t\u00ad\u00e9</w:t></w:r></w:p>"
    assert taken(office.docx(body), "a.docx").passages[0][2] == "safegpj.exe and profile and été"


def test_text_boxes_are_read_once():
    box = "<w:r><w:t>boxed</w:t></w:r>"
    both = f"<w:p><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent></w:p>"
    assert taken(office.docx(both), "a.docx").passages[0][2] == "boxed"


def test_sound_and_film_have_no_text():
    assert taken(b"ID3\3\0\0\0\0\0\0" + bytes(100), "a.mp3") == reading.Read("", 0, (), [], [])
    assert picture(b"words", "a.txt") is None


def test_text_beyond_the_limit_is_cut_and_said_to_be():
    read = taken(b"word " * 1_200_000, "a.txt")
    assert 4_900_000 < len(read.passages[0][2]) <= 5_000_000
    assert findings(read) == {"partly": (1, "")}


def test_a_pdf_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 100)
    assert unreadable(pdfs.plain("x"), "a.pdf") == "large"


def test_output_that_stops_half_way_is_refused(monkeypatch):
    for output in (b"", b"{", b"[]", b'{"passages": []}', b'{"passages": [[1]], "outline": [], "findings": []}'):
        monkeypatch.setattr(child, "run", lambda *_, output=output: output)
        assert unreadable(b"words", "a.txt") == "heavy"


# --- the first page ------------------------------------------------------------------------------


def test_the_first_page_is_drawn():
    made = picture(pdfs.plain("First page", "Second page"))
    assert [one.name for one in made.sizes] == ["page", "thumb"]
    page, thumb = (seen(one.data) for one in made.sizes)
    assert page.size == (1200, 1553)
    assert thumb.size == (309, 400)
    dark = page.convert("L").point(lambda value: value < 128 and 255).getbbox()
    assert dark[0] < 200 < dark[2]  # the words stand where they were put
    assert 100 < dark[1] < dark[3] < 250


@pytest.mark.parametrize("box", ["1000000000 10", "0 0", "1e30 1e30", "0.0001 0.0001", "-9 9", "nan 7"])
def test_pages_of_mad_sizes_end_well(box):
    data = pdfs.pages(pdfs.stream(pdfs.words("x")), box=box)
    try:
        made = picture(data)
    except reading.Unreadable:
        return
    assert all(one.width * one.height <= 1200 * 1600 for one in made.sizes)


def test_a_pdf_of_a_giant_picture_ends_well():
    image = pdfs.stream(b"", b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB "
                             b"/BitsPerComponent 8")  # fmt: skip
    data = pdfs.pages(pdfs.stream(b"600 0 0 700 0 0 cm /X Do"), more=(image,))
    data = data.replace(b"/Font << /F1 3 0 R >>", b"/XObject << /X 4 0 R >>")
    assert picture(data) or unreadable(data, "a.pdf", reading.picture, 20_000_000)


# --- broken and hostile ones ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zips.document("x", '<!DOCTYPE a [<!ENTITY b "c">]>'), "entities"),
        (zips.document("&b;", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), "entities"),
        (zips.document("<w:p>" * 3000 + "</w:p>" * 3000), "heavy"),
        (zips.document("<w:p><w:r><w:t>never closed"), "damaged"),
        (zips.with_member("word/document.xml", b"\x80\x81"), "damaged"),
        (zips.with_member("_rels/.rels", office.rels(("r", "officeDocument", "word/none.xml"))), "damaged"),
        (zips.lying(), "damaged"),
    ],
)
def test_hostile_word_files_end_in_words(data, why):
    assert unreadable(data, "a.docx") == why


def test_a_workbook_that_lists_a_sheet_that_is_not_there():
    data = zips.with_member("xl/_rels/workbook.xml.rels", office.rels(), office.telling_xlsx())
    assert unreadable(data, "a.xlsx") == "damaged"


def test_a_workbook_whose_cells_point_nowhere():
    cells = '<row><c t="s"><v>99999999999</v></c><c t="s"><v>x</v></c><c r="1"><v>1.2.3</v></c></row>'
    read = taken(office.xlsx({"A": f"<sheetData>{cells}</sheetData>"}), "a.xlsx")
    assert read.passages[0][2] == "1.2.3"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdfs.cyclic(), "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
        (pdfs.built([b"<< /Type /Catalog >>"]), "damaged"),
        (pdfs.many_pages(), "heavy"),
        (pdfs.flate_bomb(twice=True), "heavy"),
    ],
)
def test_hostile_pdfs_end_in_words(data, why):
    assert unreadable(data, "a.pdf") == why


def test_one_bad_page_does_not_take_the_others_with_it():
    packed = pdfs.zeros(100_000_000)
    bomb = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    read = taken(pdfs.pages(bomb, pdfs.stream(pdfs.words("Second page"))), "a.pdf")
    assert read.passages == ((2, "", "Second page"),)
    assert findings(read) == {"partly": (1, "")}


def ends_well(data: bytes, name: str) -> None:
    """Taken, refused or unreadable: in each case with words."""
    for act, more in ((reading.read, ()), (reading.picture, (20_000_000,))):
        words = "taken"
        try:
            taken(data, name, act, *more)
        except Invalid as refused:
            words = str(refused.errors["file"])
        except reading.Unreadable as failed:
            words = reading.why_words(failed.why)
        assert words


GOOD = {
    "a.docx": office.telling_docx(),
    "a.pptx": office.telling_pptx(),
    "a.xlsx": office.telling_xlsx(),
    "a.odp": office.telling_odp(),
    "a.pdf": pdfs.telling(),
}
# Unpacked, so that the flips meet the readers and not the sums of the archive; those of each part are then mended.
flips = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6)


def spoiled(name: str, changes) -> bytes:
    """Bytes of the file, or of the parts of an office file, changed."""
    if name == "a.pdf":
        return _flipped(GOOD[name], changes)
    with zips.zipfile.ZipFile(io.BytesIO(GOOD[name])) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    chosen = sorted(parts)[int(changes[0][0] * (len(parts) - 1))]
    return office.zipped(parts | {chosen: _flipped(parts[chosen], changes[1:] or changes)})


def _flipped(data: bytes, changes) -> bytes:
    broken = bytearray(data)
    for share, value in changes:
        broken[int(share * (len(broken) - 1))] = value
    return bytes(broken)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_spoiled_documents_end_well(name):
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(flips)
    def check(changes):
        ends_well(spoiled(name, changes), name)

    check()


@pytest.mark.drill
@pytest.mark.parametrize("name", sorted(GOOD))
def test_many_spoiled_documents_end_well(name):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(flips)
    def check(changes):
        ends_well(spoiled(name, changes), name)

    check()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_pdf_cut_off_ends_well(share):
    data = pdfs.plain("First page", "Second page")
    ends_well(data[: int(len(data) * share)], "a.pdf")


# --- real ones -----------------------------------------------------------------------------------


SENTENCES = {
    "carpentries-instructor-training/Carpentries_roles_worksheet_v4.pdf": [(1, "What’s Your Role?")],
    "carpentries-instructor-training/Carpentries_roles_worksheet_v4.docx": [(1, "What’s Your Role?")],
    "carpentries-instructor-training/Carpentries_MotivationDemotivation.docx": [(1, "Motivation and Demotivation")],
    "carpentries-instructor-training/Carpentries_teaching_practices.pptx": [(1, "Feedback to learners")],
    "carpentries-instructor-training/Wrap-Up-doc.docx": [(1, "Concepts/ Theory")],
    "carpentries-lesson-development/CLDT_HowWeOperate_Slides.pdf": [(1, "How we Operate")],
    "teach-the-tidyverse/Planning.pdf": [
        (1, "observable (both you and the student should be able to easily check"),
        (2, "A learner persona is a short profile of a representative"),
    ],
    "teach-the-tidyverse/Topics.pdf": [(3, "What are list-columns? And why use them?")],
    "teach-the-tidyverse/00-Preclass-Loop.pdf": [(6, "Export as\na report")],
}


@real
@pytest.mark.parametrize("path", sorted(SENTENCES))
def test_sentences_of_real_documents_are_found_on_their_pages(path):
    pages = {number: text for number, _label, text in taken((DOCUMENTS / path).read_bytes(), path).passages}
    for number, sentence in SENTENCES[path]:
        assert sentence in pages[number]


@real
@pytest.mark.slow  # each in a child of its own
def test_every_real_document_is_taken_and_read():
    for path in sorted(DOCUMENTS.rglob("*.*")):
        if path.suffix in {".docx", ".pptx", ".pdf"} or path.name == "operations.md":
            before = hashlib.sha256(path.read_bytes()).digest()
            with path.open("rb") as file:
                kind = kinds.kind_of(file, path.name)
                read = reading.read(file, kind)
            assert read.passages or path.name == "Wrap-Up-doc-example.pdf"  # handwriting: a picture alone
            assert "partly" not in findings(read)
            assert hashlib.sha256(path.read_bytes()).digest() == before


@real
def test_first_pages_of_real_documents_are_drawn():
    for name in ("Planning.pdf", "Topics.pdf"):
        made = picture((DOCUMENTS / "teach-the-tidyverse" / name).read_bytes())
        page = seen(made.sizes[0].data)
        assert page.size == (1200, 1553)
        assert len(page.convert("L").getcolors()) > 20  # there is something on it


def test_a_picture_in_a_pdf_is_drawn():
    photo = encoded(noise(200, 200), "JPEG")
    head = b"<< /Type /XObject /Subtype /Image /Width 200 /Height 200 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    image = head + b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(photo), photo)
    data = pdfs.pages(pdfs.stream(b"600 0 0 700 0 0 cm /X Do"), more=(image,))
    made = picture(data.replace(b"/Font << /F1 3 0 R >>", b"/XObject << /X 4 0 R >>"))
    assert len(seen(made.sizes[1].data).convert("L").getcolors()) > 100
