"""Text to words: where a word starts and ends, and the folded form under which it is found.

Both sides of a search, documents and queries, come through here and nowhere else.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 64

# In order: K-12 and TK-8 (one word), 2.5 and 1,000 (one number), C++ and C#, then plain words with apostrophes.
_WORD = re.compile(
    r"(?P<grade>(?<!\w)[A-Za-z]{1,2}-\d{1,4}(?![\w-]))"
    r"|(?P<number>(?<!\w)\d+(?:[.,]\d+)+(?!\w))"
    r"|(?P<sharp>(?<!\w)[A-Za-z](?:\+\+|\#))"
    r"|[^\W_]+(?:['\u2019][^\W_]+)*"
)
_APOSTROPHES = str.maketrans("", "", "'\u2019")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: its folded form, and the slice of the text that it came from."""

    text: str
    start: int
    end: int
    loud: bool  # written in capitals: EL is not el


def fold(text: str) -> str:
    """Lower-case and without accents, so that *educacion* finds *educación*."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def composed(text: str) -> str:
    """Letters with their accents in one character: offsets of `tokens` are into this form."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tokens(text: str) -> Iterator[Token]:
    """The words of a composed text, in order. Words longer than 64 characters are cut."""
    for found in _WORD.finditer(text):
        typed = found.group()
        folded = _folded(typed, found.lastgroup)[:LONGEST]
        if folded:
            loud = len(typed) > 1 and typed.isupper() and typed.isalpha()
            yield Token(folded, found.start(), found.end(), loud)


def words(text: str) -> list[str]:
    """The folded words of any text."""
    return [token.text for token in tokens(composed(text))]


def _folded(typed: str, shape: str | None) -> str:
    folded = fold(typed)
    if shape == "grade":
        return folded.replace("-", "")
    if shape == "number":
        return folded.replace(",", "")
    if "'" in folded or "\u2019" in folded:
        if folded.endswith(("'s", "\u2019s")):
            folded = folded[:-2]
        return folded.translate(_APOSTROPHES)
    return folded
