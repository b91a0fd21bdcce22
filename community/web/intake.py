"""What every text from outside passes through first: one Unicode form, no invisible trickery.

Strings in, strings out. No HTML, no forms, no Flask.
"""

import re
import unicodedata

# C0 and C1 controls save tab and newline, plus the marks that reorder or hide text (bidi overrides and isolates,
# zero-width no-break space, interlinear and tag characters). Direction marks and zero-width joiners stay: scripts
# and emoji need them, and they cannot reorder what stands beside them.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_NEWLINE = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def clean_text(text: str) -> str:
    """`text` of several lines: one kind of line end, NFC, without control characters and bidi overrides."""
    return unicodedata.normalize("NFC", _HARMFUL.sub("", _NEWLINE.sub("\n", text)))


def clean_line(text: str) -> str:
    """`text` of one line: as `clean_text`, any run of white space one space, none at the ends."""
    return " ".join(clean_text(text).split())
