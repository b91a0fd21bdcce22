"""In the child: what was found in a document, made harmless for whoever shows it, within limits. No reading here."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

MOST_TEXT = 5_000_000  # characters of a document, all together
MOST_HEADINGS = 500
LONGEST_HEADING, LONGEST_LABEL, LONGEST_DETAIL = 200, 200, 300
_NAMES = 5  # so many are named in a detail

# Control characters, halves of pairs, and what turns the direction of the words around it; letters joined in print.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
_JOINED = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)} | {0xAD: None}
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")


def plain(words: str) -> str:
    """The words without what no reader should see, on lines of their own."""
    text = _UNWANTED.sub("", _BREAKS.sub("\n", words)).translate(_JOINED)
    return unicodedata.normalize("NFC", text)


def line(words: str, most: int) -> str:
    """The words on one line, cut to a length."""
    return " ".join(plain(words[: most * 8]).split())[:most]


@dataclass
class Found:
    """Filled by a reader as it goes, so that what was found stands even if its time runs out."""

    unit: str = ""
    count: int = 0
    passages: list[tuple[int, str, list[str]]] = field(default_factory=list)
    outline: list[tuple[int, str, int]] = field(default_factory=list)
    findings: dict[str, tuple[int, dict[str, None]]] = field(default_factory=dict)
    left: int = MOST_TEXT
    partly: bool = False

    def begin(self, number: int, label: str = "") -> None:
        """Text that comes from here on stands on this page, slide or sheet."""
        self.passages.append((number, label, []))

    def label(self, words: str) -> None:
        """The name of what was begun last."""
        number, _old, parts = self.passages[-1]
        self.passages[-1] = (number, words, parts)

    def add(self, words: str) -> None:
        """Text of what was begun last; what is beyond the limit is dropped, and said to be."""
        if len(words) > self.left:
            self.partly, words = True, words[: self.left]
        self.left -= len(words)
        if words:
            self.passages[-1][2].append(words)

    def heading(self, level: int, words: str, number: int = 1) -> None:
        """A line of the outline."""
        words = line(words, LONGEST_HEADING)
        if words and len(self.outline) < MOST_HEADINGS:
            self.outline.append((max(1, min(level, 9)), words, number))

    def finding(self, what: str, count: int = 1, detail: str = "") -> None:
        """Something that the file says without showing it."""
        if count < 1:
            return
        sofar, details = self.findings.get(what, (0, {}))
        words = line(detail, LONGEST_DETAIL)
        if words and len(details) < _NAMES:
            details[words] = None
        self.findings[what] = (sofar + count, details)

    @property
    def has_text(self) -> bool:
        """Whether anything was found to read."""
        return any(part.strip() for _number, _label, parts in self.passages for part in parts)

    def answer(self) -> dict[str, Any]:
        """All of it, ready to be sent."""
        if self.partly:
            self.finding("partly")
        return {
            "unit": self.unit,
            "count": self.count,
            "passages": [
                (number, line(label, LONGEST_LABEL), text)
                for number, label, parts in self.passages
                if (text := _tidy("".join(parts)))
            ],
            "outline": self.outline,
            "findings": [
                {"what": what, "count": count, "detail": ", ".join(details)[:LONGEST_DETAIL]}
                for what, (count, details) in self.findings.items()
            ],
        }


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", one).strip() for one in plain(text).split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()
