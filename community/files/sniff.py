"""What a file is, by its content alone: the name and the declared type are never asked. No decoding here.

Refuses in plain words; the pictures that pass are still decoded and written anew, in a child process.
"""

import mmap
import re
from typing import IO

import puremagic

from community.errors import Invalid
from community.web.i18n import gettext as _

IMAGES = ("image/jpeg", "image/png", "image/gif", "image/webp")
HEAD = 4096
_ZIP_TAIL = 22 + 65_535

# Long enough that a photo's random bytes hold none: of 10 MB photos one in some 2,000 has the likeliest, "<svg ".
_MARKUP = re.compile(rb"<(?:script|html|body|iframe|svg|math|\?php)[\s>/]|<!doctype\s|<!entity\s", re.IGNORECASE)
_PDF = re.compile(rb"%PDF-\d")
_NAMES = {
    "application/pdf": "PDF",
    "image/heic": "HEIC",
    "image/heif": "HEIC",
    "image/avif": "AVIF",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/x-ms-bmp": "BMP",
    "image/svg+xml": "SVG",
    "text/html": "HTML",
    "application/zip": "ZIP",
}


def image_type(file: IO[bytes]) -> str:
    """The picture's type, one of IMAGES. `file` is a real file, open for reading; its position is left alone.

    Raises Invalid({"file": ...}) for everything that is not a picture we take, and for a picture that is also
    something else (a web page, a program, a PDF, a ZIP).
    """
    if file.seek(0, 2) == 0:
        raise Invalid({"file": _("This file is empty.")})
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = signature(content[:16])
        if found is None:
            raise Invalid({"file": _refusal(content[:HEAD])})
        if _is_also_something_else(content):
            words = _("This picture also holds another kind of file. Save it again as JPEG or PNG and try once more.")
            raise Invalid({"file": words})
        return found


def signature(start: bytes) -> str | None:
    """The kind of picture that begins so, one of IMAGES, or None."""
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    return None


def _is_also_something_else(content: mmap.mmap) -> bool:
    return _MARKUP.search(content) is not None or holds_pdf(content) or ends_as_zip(content)


def holds_pdf(content: mmap.mmap) -> bool:
    """Whether a reader of PDF would take it for one: those look a little beyond the beginning."""
    return _PDF.search(content, 0, HEAD) is not None


def ends_as_zip(content: mmap.mmap) -> bool:
    """Whether an unpacker would take it for a ZIP: those look for their directory at the end of the file."""
    start = max(0, len(content) - _ZIP_TAIL)
    at = content.find(b"PK\x05\x06", start)
    while at != -1:
        comment = int.from_bytes(content[at + 20 : at + 22], "little")
        if at + 22 + comment <= len(content):
            return True
        at = content.find(b"PK\x05\x06", at + 1)
    return False


def _refusal(head: bytes) -> str:
    kind = guess(head)
    if kind in ("image/svg+xml", "text/html") or _MARKUP.search(head):
        return _(
            "This file holds code, as web pages and SVG drawings do. Save the picture as JPEG or PNG and try again."
        )
    known = _NAMES.get(kind or "")
    if known:
        return _("This file is of the kind %(kind)s. Pictures can be JPEG, PNG, GIF or WebP.", kind=known)
    return _("This file is not a picture that we can read. Pictures can be JPEG, PNG, GIF or WebP.")


def guess(head: bytes) -> str | None:
    """The likeliest media type of a file that starts so, or None. Good for words to a person, not for trust."""
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    return next((match.mime_type for match in matches if match.mime_type), None)
