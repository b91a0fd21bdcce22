"""How much of what one team needs another team can speak to: their words compared. Pure.

Cosine of term frequencies weighted by rarity among the teams (Salton and Buckley 1988), over the stems of both
languages; words that everybody uses say nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

WORD = re.compile(r"[^\W\d_]{3,}")
ENDINGS = (
    "aciones", "ación", "mente", "ations", "ation", "ings", "ing", "iones", "ión", "ness", "ers", "er", "ed", "es",
    "ly", "os", "as", "s", "o", "a", "e",
)  # fmt: skip
EVERYBODY = frozenset({
    "and", "the", "for", "our", "that", "with", "from", "have", "what", "how", "can", "who", "are", "not", "their",
    "they", "this", "you", "your", "into", "more", "than", "los", "las", "que", "con", "para", "una", "por", "del",
    "nuestro", "nuestra", "nuestros", "nuestras", "como", "más", "qué", "sus", "son", "student", "students",
    "estudiantes", "district", "distrito", "school", "schools", "escuela", "escuelas",
})  # fmt: skip


def stems(text: str) -> list[str]:
    """The words of a text without their endings."""
    return [_stem(word) for word in WORD.findall(text.lower()) if word not in EVERYBODY]


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def likeness(needs: Sequence[str], offers: Sequence[str]) -> list[list[float | None]]:
    """likeness[i][j]: how much of what j needs stands in what i offers, 0 to 1; None where one of them says nothing."""
    asked, given = [Counter(stems(one)) for one in needs], [Counter(stems(one)) for one in offers]
    seen = Counter(word for i in range(len(needs)) for word in set(asked[i]) | set(given[i]))
    rare = {word: math.log((1 + len(needs)) / (1 + count)) + 0.2 for word, count in seen.items()}
    wanted, had = [_weighed(one, rare) for one in asked], [_weighed(one, rare) for one in given]
    return [[_cosine(mine, theirs) for theirs in wanted] for mine in had]


def _weighed(words: Counter[str], rare: Mapping[str, float]) -> dict[str, float]:
    found = {word: (1 + math.log(count)) * rare[word] for word, count in words.items()}
    length = math.sqrt(sum(value * value for value in found.values())) or 1.0
    return {word: value / length for word, value in found.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    if not one or not other:
        return None
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    # A square root spreads what short texts share over the whole scale: two words of ten in common are much.
    return min(1.0, math.sqrt(sum(value * many.get(word, 0.0) for word, value in few.items())))
