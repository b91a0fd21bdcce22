"""How alike two titles or two texts are: from 0 to 1. Pure: words in, numbers out."""

import re
import unicodedata
from collections.abc import Collection

ALIKE_TITLES = (
    0.62  # "Exit ticket, grade 4" and "Exit tickets for grade 4" are, "Agenda, May" and "Agenda, June" are not
)
ALIKE_TEXTS = 0.35
WORDS_A_SHINGLE = 4
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def titles(one: str, other: str) -> float:
    """How alike two titles are: the pairs of neighbouring letters that they share (Dice)."""
    return _dice(_pairs(one), _pairs(other))


def _pairs(title: str) -> set[str]:
    return {f" {word} "[at : at + 2] + str(n) for n, word in _told_apart(title) for at in range(len(word) + 1)}


def _told_apart(title: str) -> list[tuple[int, str]]:
    """Words in any order, with a number where one comes again."""
    seen: dict[str, int] = {}
    found = []
    for word in words_of(title):
        found.append((seen.get(word, 0), word))
        seen[word] = seen.get(word, 0) + 1
    return found


def shingles(text: str) -> set[int]:
    """The runs of four words in a text, as numbers; of a shorter text, the text."""
    words = words_of(text)
    if not words:
        return set()
    last = max(1, len(words) - WORDS_A_SHINGLE + 1)
    return {hash(tuple(words[at : at + WORDS_A_SHINGLE])) for at in range(last)}


def texts(one: Collection[int], other: Collection[int]) -> float:
    """How much two texts share, by their shingles: of the shorter one, so that a part is like its whole."""
    smaller = min(len(one), len(other))
    return len(set(one) & set(other)) / smaller if smaller else 0.0


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
