"""Words near a word: an index of what is left when letters are taken away, and the distance of two words.

Symmetric deletes (W. Garbe, 2012): both the known and the typed word lose up to two letters and meet in the middle.
"""

from collections.abc import Iterator
from itertools import combinations

SHORTEST = 4
LONG = 7  # from so many letters on, two may be wrong
HEAD = 7  # letters are taken away from the head only; the rest is compared in full


class Neighbours:
    """Known words, to be asked for those near another. Words are added, never removed."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._left: dict[str, str | tuple[str, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def __len__(self) -> int:
        return len(self._words)

    def add(self, word: str) -> None:
        """Know a word, if it is one that can be meant: letters only, four at least."""
        if word in self._words or not spellable(word):
            return
        self._words.add(word)
        for left in _leftovers(word):
            known = self._left.get(left)
            if known is None:
                self._left[left] = word
            else:
                self._left[left] = (known, word) if isinstance(known, str) else (*known, word)

    def near(self, word: str) -> dict[str, int]:
        """Known words at distance one, or two for long words, with their distance; not the word itself."""
        most = 2 if len(word) >= LONG else 1
        found: dict[str, int] = {}
        for left in _leftovers(word):
            known = self._left.get(left, ())
            for other in (known,) if isinstance(known, str) else known:
                if other not in found and other != word and abs(len(other) - len(word)) <= most:
                    found[other] = distance(word, other)
        return {other: away for other, away in found.items() if away <= most}


def spellable(word: str) -> bool:
    """Whether a word can be right or wrong, rather than a number or a code."""
    return SHORTEST <= len(word) <= 24 and word.isalpha()


def _leftovers(word: str) -> Iterator[str]:
    head = word[:HEAD]
    most = 2 if len(word) >= LONG - 1 else 1
    for gone in range(most + 1):
        for places in combinations(range(len(head)), gone):
            yield "".join(letter for at, letter in enumerate(head) if at not in places)


def distance(one: str, other: str) -> int:
    """Letters changed, added, dropped or swapped with a neighbour, to make one word the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
