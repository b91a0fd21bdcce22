"""The first page of a PDF as a picture, whatever the page is."""

import pytest

from community.files import reading
from tests.community.files.hostile import pdfs
from tests.community.files.pictures import encoded, noise, seen
from tests.community.files.taking_in import picture, unreadable

pytestmark = pytest.mark.usefixtures("speaking")


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


def test_a_picture_in_a_pdf_is_drawn():
    photo = encoded(noise(200, 200), "JPEG")
    head = b"<< /Type /XObject /Subtype /Image /Width 200 /Height 200 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    image = head + b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(photo), photo)
    data = pdfs.pages(pdfs.stream(b"600 0 0 700 0 0 cm /X Do"), more=(image,))
    made = picture(data.replace(b"/Font << /F1 3 0 R >>", b"/XObject << /X 4 0 R >>"))
    assert len(seen(made.sizes[1].data).convert("L").getcolors()) > 100
