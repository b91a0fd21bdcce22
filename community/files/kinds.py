"""The kinds of files we take, and which of them a file is, by its content; refusals in plain words. No parsing here.

The name only chooses among kinds of text. What needs a look inside (office files) is looked at in the child.
"""

import json
import mmap
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from community.errors import Invalid
from community.files import child, sniff
from community.files.plain import is_text
from community.web.i18n import gettext as _
from community.web.i18n import lazy_gettext as _l

MEMORY = 400_000_000
LONGEST_ENDING = 12


@dataclass(frozen=True)
class FileKind:
    """A kind on the allow-list; the first of `endings` is the one to give. `unit` is what its text comes in."""

    type: str
    family: str
    endings: tuple[str, ...]
    title: object
    unit: str = ""


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
KINDS = {
    kind.type: kind
    for kind in (
        FileKind("image/jpeg", "image", ("jpg", "jpeg"), _l("JPEG picture")),
        FileKind("image/png", "image", ("png",), _l("PNG picture")),
        FileKind("image/gif", "image", ("gif",), _l("GIF picture")),
        FileKind("image/webp", "image", ("webp",), _l("WebP picture")),
        FileKind("application/pdf", "pdf", ("pdf",), _l("PDF document"), "page"),
        FileKind(f"{_OOXML}wordprocessingml.document", "document", ("docx",), _l("Word document")),
        FileKind(f"{_OOXML}presentationml.presentation", "slides", ("pptx", "ppsx"), _l("PowerPoint slides"), "slide"),
        FileKind(f"{_OOXML}spreadsheetml.sheet", "sheet", ("xlsx",), _l("Excel workbook"), "sheet"),
        FileKind(f"{_ODF}text", "document", ("odt",), _l("OpenDocument text")),
        FileKind(f"{_ODF}presentation", "slides", ("odp",), _l("OpenDocument slides"), "slide"),
        FileKind(f"{_ODF}spreadsheet", "sheet", ("ods",), _l("OpenDocument spreadsheet"), "sheet"),
        FileKind("text/plain", "text", ("txt", "text"), _l("Plain text")),
        FileKind("text/markdown", "text", ("md", "markdown"), _l("Markdown text")),
        FileKind("text/csv", "table", ("csv",), _l("CSV table")),
        FileKind("text/vtt", "captions", ("vtt",), _l("Captions")),
        FileKind("audio/mpeg", "audio", ("mp3",), _l("MP3 sound")),
        FileKind("audio/mp4", "audio", ("m4a",), _l("M4A sound")),
        FileKind("video/mp4", "video", ("mp4", "m4v"), _l("MP4 video")),
        FileKind("video/webm", "video", ("webm",), _l("WebM video")),
    )
}
_BY_ENDING = {ending: kind for kind in KINDS.values() for ending in kind.endings}
_TEXTS = ("text/plain", "text/markdown", "text/csv", "text/vtt")

# Names that promise a thing that runs: nothing that we take may carry one, whatever it holds.
_RUNS = frozenset(
    ending
    for line in (
        "html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt js mjs cjs hta php phtml asp aspx jsp cgi swf",
        "py pyw pl rb sh bash zsh bat cmd ps1 psm1 vbs vbe wsf wsh exe com scr dll msi msix cpl jar apk app dmg pkg",
        "deb rpm lnk url desktop reg inf scf iso img chm hlp docm dotm xlsm xltm xlsb xlam pptm potm ppam ppsm xll",
        "iqy slk",
    )
    for ending in line.split()
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\0asm")
_ARCHIVES = (b"PK", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF")
_PAGE = re.compile(  # possessive throughout: comments that could end at many places would be tried in all ways
    rb"(?:\xef\xbb\xbf)?+\s*+(?:<!--(?:(?!-->).){0,2000}+-->\s*+|<\?xml[^>]{0,200}+>\s*+)*+"
    rb"<(?:!doctype|html|head|title|body|script|style|iframe|svg|math|\?php|\?xml)",
    re.IGNORECASE | re.DOTALL,
)
_LOCKED_PDF = re.compile(rb"/Encrypt(?:\s+\d+\s+\d+\s+R|\s*<<)")
_PLAYED = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"M4V ": "video/mp4", b"dash": "video/mp4", b"avc1": "video/mp4"}
_PLAYED |= dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"MSNV"), "video/mp4")

_WORDS: dict[str, Callable[[], str]] = {
    "code": lambda: _(
        "This file holds code, as web pages and SVG drawings do. Save it as PDF, or a drawing as PNG, and try again."
    ),
    "program": lambda: _("This file is a program or a script. To keep everyone safe, we do not take those."),
    "macros": lambda: _(
        "This file holds macros, which are small programs. Save it without them, as .docx, .xlsx or .pptx, "
        "and try again."
    ),
    "locked": lambda: _("This file is locked with a password. Save a copy without the password and try again."),
    "old": lambda: _("This file was saved in an old Office format. Save it as .docx, .xlsx or .pptx and try again."),
    "archive": lambda: _("This is an archive, such as a ZIP. Take the files out of it and upload them one by one."),
    "also": lambda: _("This file also holds another kind of file. Save it again under a new name and try once more."),
    "damaged": lambda: _("This file is damaged, or was cut off on its way. Save it again and try once more."),
    "entities": lambda: _("This file is damaged, or was cut off on its way. Save it again and try once more."),
    "heavy": lambda: _("This file unpacks to more than we can take. Make it smaller, or split it, and try again."),
    "unknown": lambda: _(
        "We cannot take this kind of file. We take pictures, PDF, Word, Excel, PowerPoint and OpenDocument files, "
        "plain text, CSV, MP3, M4A, MP4 and WebM."
    ),
}


def kind_of(file: IO[bytes], name: str) -> FileKind:
    """The kind of `file`, a real one open for reading; its position is left anywhere.

    Raises Invalid({"file": ...}) in plain words for all that we do not take, TooMany when too many are being looked at.
    """
    if file.seek(0, 2) == 0:
        raise Invalid({"file": _("This file is empty.")})
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if sniff.signature(content[:16]):
            return KINDS[sniff.image_type(file)]
        found = _pdf(content, file) or _played(content, _ending(name)) or _looked_into(content, file)
        kind = KINDS[found or _text(content, name)]
    _agrees(kind, name)
    return kind


def kind_named(media_type: str, name: str) -> FileKind:
    """The kind of bytes known to be of that type, in a file of that name: the same text may be kept under two names."""
    kind = _BY_ENDING.get(_ending(name)) if media_type in _TEXTS else None
    return kind if kind is not None and kind.type in _TEXTS else KINDS[media_type]


def named(kind: FileKind, name: str) -> str:
    """The name with an ending of this kind, so that computers open it as what it is: "Plan v1.2" -> "Plan v1.2.pdf"."""
    return name if _ending(name) in kind.endings else f"{name}.{kind.endings[0]}"


def refusal(word: str) -> Invalid:
    """The error with the words for a reason that this module or the child gives."""
    return Invalid({"file": _WORDS.get(word, _WORDS["damaged"])()})


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix[1 : LONGEST_ENDING + 1].lower()


def _pdf(content: mmap.mmap, file: IO[bytes]) -> str | None:
    if not content[:1024].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-"):
        return None
    if sniff.ends_as_zip(content):
        raise refusal("also")
    if _LOCKED_PDF.search(content):
        _answer("locked.py", file)
    return "application/pdf"


def _played(content: mmap.mmap, ending: str) -> str | None:
    """Sound or film. An MP4 says in its brand what it is; where it does not, the name may say that it is sound."""
    head = content[: sniff.HEAD]
    if head.startswith(b"ID3") or (head[0] == 0xFF and head[1:2] in {b"\xfb", b"\xf3", b"\xf2", b"\xfa"}):
        found = "audio/mpeg"
    elif head[4:8] == b"ftyp" and head[8:12] in _PLAYED:
        found = "audio/mp4" if ending == "m4a" else _PLAYED[head[8:12]]
    elif head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:200]:
        found = "video/webm"
    else:
        return None
    if sniff.ends_as_zip(content):
        raise refusal("also")
    return found


def _looked_into(content: mmap.mmap, file: IO[bytes]) -> str | None:
    head = content[:8]
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal("locked" if content.find("EncryptedPackage".encode("utf-16-le")) >= 0 else "old")
    if head.startswith(b"{\\rtf"):
        raise refusal("old")
    if head.startswith(b"PK\x03\x04"):
        return _office(file)
    if head.startswith(_PROGRAMS):
        raise refusal("program")
    if head.startswith(_ARCHIVES):
        raise refusal("archive")
    return None


def _office(file: IO[bytes]) -> str:
    found = _answer("office.py", file).get("type")
    if found not in KINDS:
        raise refusal("damaged")
    return str(found)


def _answer(script: str, file: IO[bytes]) -> dict[str, Any]:
    """What a script of the jail says of the file. Raises Invalid for the reason that it gives, if any."""
    try:
        answer = json.loads(child.run(script, [], file, child.Limits(memory=MEMORY, seconds=10, output=10_000)))
        why = answer.get("error")
    except (child.ChildFailed, ValueError, AttributeError) as failure:  # stopped, or stopped while it wrote
        raise refusal("heavy") from failure
    if why:
        raise refusal(str(why))
    return dict(answer)


def _text(content: mmap.mmap, name: str) -> str:
    if _PAGE.match(content[: sniff.HEAD]):
        if _ending(name) in _BY_ENDING.keys() - {end for one in _TEXTS for end in KINDS[one].endings}:
            raise _misnamed(name)
        raise refusal("code")
    if not is_text(content):
        raise refusal("unknown")
    if sniff.holds_pdf(content) or sniff.ends_as_zip(content):
        raise refusal("also")
    ending = _ending(name)
    if ending in _RUNS:
        raise refusal("program")
    captions = content[:9].lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT")
    kind = _BY_ENDING.get(ending, KINDS["text/vtt" if captions else "text/plain"])
    if kind.type not in _TEXTS or (kind.type == "text/vtt" and not captions):
        raise _misnamed(name)
    return kind.type


def _agrees(kind: FileKind, name: str) -> None:
    """A name may lack an ending, or have one that means nothing; not one that means another kind."""
    ending = _ending(name)
    if ending not in kind.endings and (ending in _BY_ENDING or ending in _RUNS):
        raise _misnamed(name)


def _misnamed(name: str) -> Invalid:
    words = _(
        "The name of this file ends in .%(ending)s, but it holds something else. Open it, save it again, "
        "and upload what you saved.",
        ending=_ending(name),
    )
    return Invalid({"file": words})
