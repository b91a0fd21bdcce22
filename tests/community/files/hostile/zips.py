"""ZIP and office files that mean harm: bombs of many kinds, hiding places, names that lead elsewhere."""

import copy
import io
import random
import zipfile

from tests.community.files import office

MAIN = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def repacked(data: bytes, comment: bytes = b"", **members: bytes | str) -> bytes:
    """The office file with members added or replaced: "/" is written "__", "." stays as it is after "--"."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | members).items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def with_member(name: str, content: bytes | str = b"x", data: bytes | None = None) -> bytes:
    """A Word file with one more member (or another one of that name)."""
    return repacked(data or office.docx(), **{name: content})


def document(body: str, head: str = "") -> bytes:
    """A Word file with this in its document, and before its first element."""
    words = f'{head}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return with_member(MAIN, words)


def padded(data: bytes, size: int = 300_000) -> bytes:
    """With a picture that does not pack, so that the whole does not look like a bomb."""
    return repacked(data, **{"word/media/noise.png": random.Random(1).randbytes(size)})


def flat(size: int = 60_000_000) -> bytes:
    """A part that unpacks to so much."""
    out = io.BytesIO(office.docx())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("big.xml", "w") as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    return out.getvalue()


def nested(levels: int = 6) -> bytes:
    """ZIPs in ZIPs, in a Word file as one of the files embedded in it."""
    inner = office.zipped({"0.bin": bytes(5_000_000)})
    for level in range(levels):
        inner = office.zipped({f"{level}{at}.zip": inner for at in range(8)})
    return with_member("word/embeddings/deep.zip", inner)


def many(count: int) -> bytes:
    """So many empty members."""
    return office.zipped({f"word/{at:06}": b"" for at in range(count)})


def overlapping(quoted: bool = True) -> bytes:
    """Many names for the same bytes; `quoted`: each one begins within the one before."""
    out = io.BytesIO(office.docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("kernel", bytes(1_000_000), zipfile.ZIP_DEFLATED)
        last = archive.filelist[-1]
        for at in range(100):
            one = copy.copy(last)
            one.filename = f"copy{at}"
            one.header_offset = last.header_offset + (at if quoted else 0)
            archive.filelist.append(one)
    return out.getvalue()


def lying() -> bytes:
    """A document that says it is small, and is not."""
    out = io.BytesIO(office.docx("<w:p><w:r><w:t>" + "a" * 3_000_000 + "</w:t></w:r></w:p>"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.getinfo(MAIN).file_size = 500
        archive.writestr("touch", b"")
    return out.getvalue()
