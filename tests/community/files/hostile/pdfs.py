"""PDF files made object by object, so that they can be as wrong as somebody who means harm makes them."""

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def built(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream, packed."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def words(text: str) -> bytes:
    """What draws a line of text."""
    return b"BT /F1 24 Tf 72 700 Td (" + text.encode("latin-1") + b") Tj ET"


def pages(
    *contents: bytes, root: bytes = b"", page: bytes = b"", more: Sequence[bytes] = (), box: str = "612 792"
) -> bytes:
    """A file with a page for each stream; `more` objects are numbered from 4 on, before the pages."""
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(contents)))
    listed = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        FONT,
        *more,
    ]
    always = b"/Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >>"
    for at, content in enumerate(contents):
        own = b"/MediaBox [0 0 %s] /Contents %d 0 R %s" % (box.encode(), first + 2 * at + 1, page)
        listed += [b"<< %s %s >>" % (always, own), content]
    return built(listed)


def plain(*texts: str, **options: bytes) -> bytes:
    """A good file with these words on its pages."""
    return pages(*(stream(words(text)) for text in texts), **options)


def locked(password: str = "a password") -> bytes:
    """One that opens with a password; with none, it is only not to be changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain("Secret"))))
    writer.encrypt(password, "the owner's password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def telling() -> bytes:
    """One with an author, an attachment, scripts, a comment and a picture of what it shows."""
    more = (
        b"<< /Author (Ada Writer) /Title (Plan) >>",
        stream(b"secret grades", b"/Type /EmbeddedFile"),
        b"<< /Type /Filespec /F (grades.csv) /EF << /F 5 0 R >> >>",
        b"<< /S /JavaScript /JS (app.alert(1)) >>",
        b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Is this Jimmy?) /T (Carl) >>",
        b"<< /Type /Annot /Subtype /Highlight /Rect [9 9 90 90] /Contents (Rita says no) /T (Rita) >>",
    )
    root = (
        b"/OpenAction 7 0 R /Names << /EmbeddedFiles << /Names [(grades.csv) 6 0 R] >> "
        b"/JavaScript << /Names [(run) 7 0 R] >> >>"
    )
    made = pages(stream(words("The plan")), root=root, page=b"/Annots [8 0 R 9 0 R] /AA << /O 7 0 R >>", more=more)
    return made.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Info 4 0 R ")


def zeros(size: int) -> bytes:
    """So many zeros, packed."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def flate_bomb(size: int = 200_000_000, twice: bool = False) -> bytes:
    """A page whose stream unpacks to so much; `twice`: packed again."""
    packed, filters = zeros(size), b"/FlateDecode"
    if twice:
        packed, filters = zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]"
    return pages(b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(packed), filters, packed))


def operators(count: int = 1_800_000) -> bytes:
    """A page that draws without end."""
    return pages(stream(b"q Q " * (count // 2)))


def many_pages(count: int = 500_000) -> bytes:
    """The same page, over and over."""
    return built(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"3 0 R " * count),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        ]
    )


def cyclic() -> bytes:
    """Pages that are their own children."""
    return built(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>",
            b"<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [2 0 R 3 0 R] >>",
        ]
    )


def form_loop() -> bytes:
    """A drawing that draws itself."""
    loop = stream(
        b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>"
    )
    made = pages(stream(b"/X Do " * 50), more=(loop,))
    return made.replace(b"/Font << /F1 3 0 R >>", b"/XObject << /X 4 0 R >>")


def deep(levels: int = 100_000) -> bytes:
    """Lists in lists in lists."""
    return pages(stream(words("x")), root=b"/Deep " + b"[" * levels + b"]" * levels)
