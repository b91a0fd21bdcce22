"""From words to what is looked up: stems in the language of a document, or in both for a query.

The only place that knows which languages there are.
"""

from collections.abc import Iterable
from functools import lru_cache

from community.search.language import english, spanish
from community.search.language.nodes import Word
from community.search.language.stopwords import STOP

LANGUAGES = ("en", "es")


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; words with a digit or another script stay as they are."""
    if not (word.isascii() and word.isalpha()):
        return word
    return spanish.stem(word) if language == "es" else english.stem(word)


def meaningful(word: str) -> bool:
    """Worth looking up: not a stop word, and two letters or a digit at least."""
    return word not in STOP and (len(word) > 1 or word.isdigit())


def stems(words: Iterable[str], language: str) -> list[str]:
    """The stems of a document's words, in order, without stop words."""
    return [stem(word, language) for word in words if meaningful(word)]


def both(word: str) -> frozenset[str]:
    """The stems of a query's word in every language; empty for a word that means nothing alone."""
    return frozenset(stem(word, language) for language in LANGUAGES) if meaningful(word) else frozenset()


def looked_up(text: str, loud: bool = False, typed: str = "", at: tuple[int, int] = (0, 0)) -> Word:
    """A query's word with its stems."""
    return Word(text, both(text), loud, typed or text, at)
