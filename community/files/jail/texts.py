"""In the child: plain text, Markdown, CSV and captions, decoded. Their meaning is for those who show them."""

import codecs
import re
from typing import IO

from .found import MOST_TEXT, Found

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t#]*")
_CUE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b.*|.*-->.*|\d+")
_VOICE = re.compile(r"<[^>]*>")


def read(file: IO[bytes], found: Found, media_type: str) -> None:
    """All of it is one passage."""
    found.count = 1
    found.begin(1)
    file.seek(0)
    text = decoded(file.read(MOST_TEXT * 2))
    found.partly = bool(file.read(1))
    if media_type == "text/vtt":
        text = "\n".join(_VOICE.sub("", line) for line in text.splitlines() if not _CUE.fullmatch(line.strip()))
    found.add(text)
    if media_type == "text/markdown":
        _headings(text, found)


def decoded(data: bytes) -> str:
    """As UTF-8 or as its mark says; else as older computers of the West wrote it, which always succeeds."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _headings(text: str, found: Found) -> None:
    fenced = False
    for line in text.splitlines():
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not fenced and line.startswith("#") and len(line) < 1000 and (match := _HEADING.fullmatch(line)):
            found.heading(len(match[1]), match[2])
