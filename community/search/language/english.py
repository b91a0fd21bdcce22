"""English stems, after the published Porter2 algorithm (Snowball, "english"), on folded words.

Pure arithmetic on letters; which words are worth a stem is decided in `stems`.
"""

import re

_VOWELS = "aeiouy"
_DOUBLES = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_LI = "cdeghkmnrt"

_SPECIAL = {
    "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl", "gently": "gentl",
    "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl", "sky": "sky", "news": "news",
    "howe": "howe", "atlas": "atlas", "cosmos": "cosmos", "bias": "bias", "andes": "andes",
}  # fmt: skip
_SETTLED = frozenset(("inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"))

_STEP2 = {
    "ization": "ize", "ational": "ate", "fulness": "ful", "ousness": "ous", "iveness": "ive", "tional": "tion",
    "biliti": "ble", "lessli": "less", "entli": "ent", "ation": "ate", "alism": "al", "aliti": "al", "ousli": "ous",
    "iviti": "ive", "fulli": "ful", "enci": "ence", "anci": "ance", "abli": "able", "izer": "ize", "ator": "ate",
    "alli": "al", "bli": "ble",
}  # fmt: skip
_STEP3 = {
    "ational": "ate",
    "tional": "tion",
    "alize": "al",
    "icate": "ic",
    "iciti": "ic",
    "ical": "ic",
    "ful": "",
    "ness": "",
}
_STEP4 = ("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al",
          "er", "ic")  # fmt: skip

_REGION = re.compile(r"[aeiouy][^aeiouy]")
_PREFIX = re.compile(r"^(?:gener|commun|arsen)")


def stem(word: str) -> str:
    """The stem of one folded word."""
    if len(word) <= 2:
        return word
    if word in _SPECIAL:
        return _SPECIAL[word]
    word = _mark_y(word)
    first, second = _regions(word)
    word = _step1a(word)
    if word in _SETTLED:
        return word
    word = _step1c(_step1b(word, first))
    word = _step3(_step2(word, first), first, second)
    word = _step5(_step4(word, second), first, second)
    return word.lower()


def _mark_y(word: str) -> str:
    """A y that acts as a consonant becomes Y."""
    letters = list(word)
    for at, letter in enumerate(letters):
        if letter == "y" and (at == 0 or letters[at - 1] in _VOWELS):
            letters[at] = "Y"
    return "".join(letters)


def _regions(word: str) -> tuple[int, int]:
    special = _PREFIX.match(word)
    if special:
        first = special.end()
    else:
        found = _REGION.search(word)
        first = found.end() if found else len(word)
    found = _REGION.search(word, first)
    return first, found.end() if found else len(word)


def _has_vowel(text: str) -> bool:
    return any(letter in _VOWELS for letter in text)


def _short_end(word: str) -> bool:
    """Ends in a short syllable."""
    if len(word) == 2:
        return word[0] in _VOWELS and word[1] not in _VOWELS
    if len(word) < 3:
        return False
    before, vowel, after = word[-3], word[-2], word[-1]
    return before not in _VOWELS and vowel in _VOWELS and after not in _VOWELS and after not in "wxY"


def _step1a(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("us", "ss")):
        return word
    if word.endswith("s") and _has_vowel(word[:-2]):
        return word[:-1]
    return word


def _step1b(word: str, first: int) -> str:
    for ending in ("eedly", "eed"):
        if word.endswith(ending):
            return word[: -len(ending)] + "ee" if len(word) - len(ending) >= first else word
    for ending in ("ingly", "edly", "ing", "ed"):
        if word.endswith(ending):
            kept = word[: -len(ending)]
            return _mended(kept, first) if _has_vowel(kept) else word
    return word


def _mended(kept: str, first: int) -> str:
    if kept.endswith(("at", "bl", "iz")):
        return kept + "e"
    if kept.endswith(_DOUBLES):
        return kept[:-1]
    if first >= len(kept) and _short_end(kept):
        return kept + "e"
    return kept


def _step1c(word: str) -> str:
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        return word[:-1] + "i"
    return word


def _step2(word: str, first: int) -> str:
    for size in (7, 6, 5, 4, 3):
        ending = word[-size:]
        if ending in _STEP2 and len(word) >= size:
            return word[:-size] + _STEP2[ending] if len(word) - size >= first else word
    if word.endswith("ogi"):
        return word[:-1] if len(word) - 3 >= first and word[-4:-3] == "l" else word
    if word.endswith("li"):
        return word[:-2] if len(word) - 2 >= first and word[-3:-2] in _LI else word
    return word


def _step3(word: str, first: int, second: int) -> str:
    for size in (7, 6, 5, 4, 3):
        ending = word[-size:]
        if ending in _STEP3 and len(word) >= size:
            return word[:-size] + _STEP3[ending] if len(word) - size >= first else word
        if ending == "ative":
            return word[:-5] if len(word) - 5 >= second else word
    return word


def _step4(word: str, second: int) -> str:
    for ending in _STEP4:
        if word.endswith(ending):
            return word[: -len(ending)] if len(word) - len(ending) >= second else word
    if word.endswith("ion") and len(word) - 3 >= second and word[-4:-3] in ("s", "t"):
        return word[:-3]
    return word


def _step5(word: str, first: int, second: int) -> str:
    if word.endswith("e"):
        at = len(word) - 1
        if at >= second or (at >= first and not _short_end(word[:-1])):
            return word[:-1]
    elif word.endswith("ll") and len(word) - 1 >= second:
        return word[:-1]
    return word
