"""The piece of a text that shows why it was found, with the words marked. Runs of text, no markup.

Works on text from the database, so that no index holds texts and every engine marks alike.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os.path import commonprefix

from community.search.language.nodes import All, Word
from community.search.language.stems import both
from community.search.language.tokens import Token, composed, tokens
from community.search.language.weights import ranked_words, wanted_prefixes

WIDTH = 240
READ = 40_000  # characters of a text that are looked at
_SHORT = 4  # letters: shorter words keep all of theirs
LIKELY = 5  # of many texts: so many are read word by word
_ACCENTS = ("\u0300", "\u0301", "\u0302", "\u0303", "\u0308", "\u0327")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, marked or not."""

    text: str
    marked: bool = False


class Marker:
    """Knows the words of one query."""

    def __init__(self, tree: All) -> None:
        wanted = ranked_words(tree)
        self._stems = frozenset(stem for word in wanted for stem in word.stems)
        self._words = frozenset(word.text for word in wanted if not word.stems and not word.loud)
        self._loud = frozenset(word.text for word in wanted if not word.stems and word.loud)
        self._beginnings = tuple(wanted_prefixes(tree))
        self._needles = [*(_needle(word) for word in wanted), *self._beginnings]

    def marked(self, text: str) -> tuple[Run, ...]:
        """A whole short text, its words marked."""
        text = composed(text)
        return tuple(_runs(text, list(self._hits(text)), 0, len(text)))

    def snippet(self, text: str, width: int = WIDTH) -> tuple[Run, ...]:
        """The stretch of about `width` characters with the most different words; the beginning where none is."""
        text = composed(text[:READ])
        hits = list(self._hits(text))
        start, end = _stretch(text, _together(hits, width)[1], width)
        shown = list(_runs(text, [hit for hit in hits if hit.start >= start and hit.end <= end], start, end))
        before = [Run("\u2026 ")] if start else []
        after = [Run(" \u2026")] if end < len(text.rstrip()) else []
        return (*before, *shown, *after)

    def best(self, texts: Sequence[str]) -> int | None:
        """Which of some texts shows the words best, the first of equals; None where none has any.

        Long texts cost a look for letters; only the likeliest are read word by word.
        """
        looks = [(self._look(text), -number) for number, text in enumerate(texts)]
        likely = sorted((look for look in looks if look[0] > (0, 0)), reverse=True)[:LIKELY]
        read = [(_together(list(self._hits(composed(texts[-at][:READ]))), WIDTH)[0], at) for _, at in likely]
        worth, at = max(read, default=((0, 0), 0))
        return -at if worth > (0, 0) else None

    def _look(self, text: str) -> tuple[int, int]:
        """How many of the words a text seems to have, and how often: by their letters alone."""
        plain = _plain(text)
        counts = [plain.count(needle) for needle in self._needles]
        return sum(count > 0 for count in counts), sum(counts)

    def _hits(self, text: str) -> Iterator[Token]:
        return (token for token in tokens(text) if self._wants(token))

    def _wants(self, token: Token) -> bool:
        if token.text in self._words or not self._stems.isdisjoint(both(token.text)):
            return True
        return (token.loud and token.text in self._loud) or (
            bool(self._beginnings) and token.text.startswith(self._beginnings)
        )


def _plain(text: str) -> str:
    """Lower-case without the usual accents: `fold`, roughly, at a hundredth of its cost."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text.lower())
    for accent in _ACCENTS:
        plain = plain.replace(accent, "")
    return plain


def _needle(word: Word) -> str:
    """The letters that the forms of a word begin with: what it and its stems share, less a last e, i or y."""
    shared = commonprefix([word.text, *word.stems])  # noqa: RUF071 - letters, not paths
    if len(shared) < _SHORT:
        return shared or word.text
    return shared[:-1] if shared[-1] in "eiy" else shared


def _together(hits: list[Token], width: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The most that hits within `width` are worth (many different words, then many), and where those start and end."""
    best, place, first = (0, 0), (0, 0), 0
    inside: dict[str, int] = {}
    for last, hit in enumerate(hits):
        inside[hit.text] = inside.get(hit.text, 0) + 1
        while hit.end - hits[first].start > width:
            gone = hits[first].text
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        if (len(inside), last - first + 1) > best:
            best, place = (len(inside), last - first + 1), (hits[first].start, hit.end)
    return best, place


def _stretch(text: str, place: tuple[int, int], width: int) -> tuple[int, int]:
    """Room around a place, at the borders of words."""
    room = max(0, width - (place[1] - place[0]))
    start = max(0, place[0] - room // 3)
    end = min(len(text), max(place[1], start + width))
    if start:
        space = text.find(" ", start, place[0])
        start = space + 1 if space >= 0 else place[0]
    if end < len(text):
        space = text.rfind(" ", place[1], end)
        end = space if space > start else end
    return start, end


def _runs(text: str, hits: list[Token], start: int, end: int) -> Iterator[Run]:
    at = start
    for hit in hits:
        if hit.start > at:
            yield Run(text[at : hit.start])
        yield Run(text[hit.start : hit.end], marked=True)
        at = hit.end
    if at < end:
        yield Run(text[at:end])
