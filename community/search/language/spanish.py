"""Spanish stems, after the published Snowball algorithm, rewritten for words without accents.

People leave accents out when they type; endings that only an accent tells from a noun's are left alone.
"""

_VOWELS = "aeiou"
_PRONOUNS = ("selas", "selos", "sela", "selo", "las", "les", "los", "nos", "me", "se", "la", "le", "lo")
_GERUNDS = ("iendo", "ando", "ar", "er", "ir")

_PLAIN = """anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento amientos
imiento imientos"""
_AFTER_IC = "adora ador acion adoras adores aciones ante antes ancia ancias"
_VERB_ENDINGS = """aremos eremos iremos areis ereis ireis aba ada ida ara iera ad ed id ase iese aste iste an aban aran
ieran asen iesen aron ieron ado ido ando iendo ar er ir as abas adas idas aras ieras ases ieses ais abais arais ierais
aseis ieseis asteis isteis ados idos amos abamos imos aramos ieramos iesemos asemos"""

# ending -> (replacement, endings that go too when they stand before it)
_NOUNS: dict[str, tuple[str, tuple[str, ...]]] = {
    **dict.fromkeys(_PLAIN.split(), ("", ())),
    **dict.fromkeys(_AFTER_IC.split(), ("", ("ic",))),
    **dict.fromkeys(("logia", "logias"), ("log", ())),
    **dict.fromkeys(("ucion", "uciones"), ("u", ())),
    **dict.fromkeys(("encia", "encias"), ("ente", ())),
    "mente": ("", ("ante", "able", "ible")),
    **dict.fromkeys(("idad", "idades"), ("", ("abil", "ic", "iv"))),
    **dict.fromkeys(("iva", "ivo", "ivas", "ivos"), ("", ("at",))),
}
_NOUN_ENDINGS = sorted(_NOUNS, key=len, reverse=True)
_Y_VERBS = ("yeron", "yendo", "yamos", "yais", "yan", "yen", "yas", "yes", "ya", "ye", "yo")
_VERBS = sorted(_VERB_ENDINGS.split(), key=len, reverse=True)


def stem(word: str) -> str:
    """The stem of one folded word."""
    if len(word) <= 3:
        return word
    verb, first, second = _regions(word)
    bare = _without_pronoun(word, verb)
    shorter = _without_noun_ending(bare, first, second)
    if shorter == bare:
        shorter = _without_verb_ending(bare, verb)
    return _without_residue(shorter, verb)


def _regions(word: str) -> tuple[int, int, int]:
    first = _after_consonant(word, 0)
    return _verb_region(word), first, _after_consonant(word, first)


def _after_consonant(word: str, start: int) -> int:
    """The place after the first consonant that follows a vowel."""
    for at in range(start + 1, len(word)):
        if word[at] not in _VOWELS and word[at - 1] in _VOWELS:
            return at + 1
    return len(word)


def _verb_region(word: str) -> int:
    if word[1] not in _VOWELS:
        return next((at + 1 for at in range(2, len(word)) if word[at] in _VOWELS), len(word))
    if word[0] in _VOWELS:
        return next((at + 1 for at in range(2, len(word)) if word[at] not in _VOWELS), len(word))
    return 3


def _without_pronoun(word: str, verb: int) -> str:
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun):
            kept = word[: -len(pronoun)]
            before = next((g for g in _GERUNDS if kept.endswith(g)), None)
            if before and len(kept) - len(before) >= verb:
                return kept
            return kept if kept.endswith("uyendo") and len(kept) - 5 >= verb else word
    return word


def _without_noun_ending(word: str, first: int, second: int) -> str:
    if word.endswith("amente"):
        return _without_amente(word, first, second)
    ending = next((e for e in _NOUN_ENDINGS if word.endswith(e)), None)
    if ending is None or len(word) - len(ending) < second:
        return word
    replacement, before = _NOUNS[ending]
    kept = word[: -len(ending)]
    for more in before:
        if kept.endswith(more) and len(kept) - len(more) >= second:
            return kept[: -len(more)]
    return kept + replacement


def _without_amente(word: str, first: int, second: int) -> str:
    kept = word[:-6]
    if len(kept) < first:
        return word
    for more in ("ativ", "iv", "os", "ic", "ad"):
        if kept.endswith(more) and len(kept) - len(more) >= second:
            return kept[: -len(more)]
    return kept


def _without_verb_ending(word: str, verb: int) -> str:
    for ending in _Y_VERBS:
        if word.endswith("u" + ending) and len(word) - len(ending) >= verb:
            return word[: -len(ending)]
    for ending in _VERBS:
        if word.endswith(ending) and len(word) - len(ending) >= verb:
            return word[: -len(ending)]
    for ending in ("emos", "eis", "en", "es"):
        if word.endswith(ending) and len(word) - len(ending) >= verb:
            kept = word[: -len(ending)]
            return kept[:-1] if kept.endswith("gu") else kept
    return word


def _without_residue(word: str, verb: int) -> str:
    for ending in ("os", "a", "o"):
        if word.endswith(ending) and len(word) - len(ending) >= verb:
            return word[: -len(ending)]
    if word.endswith("e") and len(word) - 1 >= verb:
        kept = word[:-1]
        return kept[:-1] if kept.endswith("gu") and len(kept) - 1 >= verb else kept
    return word
