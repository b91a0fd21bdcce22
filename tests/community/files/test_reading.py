"""What is read in documents: the text they show, by page, slide and sheet, and what they say without showing it."""

import pytest

from community.files import child, reading
from tests.community.files import office
from tests.community.files.hostile import pdfs
from tests.community.files.taking_in import findings, picture, taken, unreadable

pytestmark = pytest.mark.usefixtures("speaking")
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


def test_a_pdf_that_is_only_not_to_be_changed_is_read():
    assert taken(pdfs.locked(""), "a.pdf").passages == ((1, "", "Secret"),)


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
