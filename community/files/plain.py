"""Whether bytes are plain text, and in which encoding. No meaning of the text here."""

import codecs
import mmap
import re

CHUNK = 1_000_000
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_WORDS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def is_text(content: mmap.mmap) -> bool:
    """Whether nothing in it is meant for machines alone: no control characters, and UTF-16 only where it says so."""
    encoding = _UTF16.get(content[:2])
    return _CONTROLS.search(content) is None if encoding is None else _decodes(content, encoding)


def _decodes(content: mmap.mmap, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(2, len(content), CHUNK):
            words = decoder.decode(content[at : at + CHUNK], final=at + CHUNK >= len(content))
            if _CONTROL_WORDS.search(words):
                return False
    except UnicodeDecodeError:
        return False
    return True
