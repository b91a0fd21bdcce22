"""Broken and hostile documents: each is taken, refused or unreadable, in words; what can be read is."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.errors import Invalid
from community.files import reading
from tests.community.files import office
from tests.community.files.hostile import pdfs, zips
from tests.community.files.taking_in import findings, taken, unreadable

pytestmark = pytest.mark.usefixtures("speaking")


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
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
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
