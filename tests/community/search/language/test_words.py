"""Text to words to stems, in both languages."""

import pytest

from community.search.language import english, spanish
from community.search.language.stems import both, stem, stems
from community.search.language.tokens import composed, fold, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exit tickets, daily!", ["exit", "tickets", "daily"]),
        ("K-12 and TK-8, not pre-K", ["k12", "and", "tk8", "not", "pre", "k"]),
        ("9th grade: 2.5 hours, 1,000 pages", ["9th", "grade", "2.5", "hours", "1000", "pages"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("the teacher's and teachers\u2019 notes don't", ["the", "teacher", "and", "teachers", "notes", "dont"]),
        ("Educación, niñez", ["educacion", "ninez"]),
        ("evidence-based snake_case", ["evidence", "based", "snake", "case"]),
        ("2026-05-01", ["2026", "05", "01"]),
        ("\u2014 \u2026 ''", []),
        ("x" * 500, ["x" * 64]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_letters_and_their_accents_are_one_character():
    assert words("Nin\u0303ez") == words("Niñez") == ["ninez"]


def test_tokens_say_where_they_stood():
    text = composed("An EL plan, niño")
    found = list(tokens(text))
    assert [text[t.start : t.end] for t in found] == ["An", "EL", "plan", "niño"]
    assert [t.loud for t in found] == [False, True, False, False]


def test_folding_keeps_no_accent_and_no_capital():
    assert fold("ÉQUITÉ Straße") == "equite strasse"


@pytest.mark.parametrize(
    ("group", "language"),
    [
        ("study studies studied studying", "en"),
        ("plan plans planned planning", "en"),
        ("assessment assessments assess assessed", "en"),
        ("literacy literacies", "en"),
        ("relate related relating relational", "en"),
        ("improvement improvements improve improving improved", "en"),
        ("maestro maestra maestros maestras", "es"),
        ("secundario secundaria secundarios secundarias", "es"),
        ("primero primera primeros primeras", "es"),
        ("evaluación evaluaciones evaluar evaluando", "es"),
        ("mejora mejorar mejorando mejoras mejorado", "es"),
        ("ejercicio ejercicios", "es"),
        ("rápido rápida rápidos", "es"),
        ("lectura lecturas", "es"),
        ("tecnología tecnologías", "es"),
    ],
)
def test_forms_of_a_word_share_a_stem(group, language):
    assert len({stem(word, language) for word in words(group)}) == 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"), ("flies", "fli"), ("dies", "die"), ("mules", "mule"), ("denied", "deni"),
        ("agreed", "agre"), ("feed", "feed"), ("hoping", "hope"), ("hopping", "hop"), ("sized", "size"),
        ("happy", "happi"), ("relational", "relat"), ("conditional", "condit"), ("vietnamization", "vietnam"),
        ("generously", "generous"), ("communication", "communic"), ("electricity", "electr"), ("skis", "ski"),
        ("sky", "sky"), ("by", "by"), ("say", "say"), ("cry", "cri"), ("geology", "geolog"), ("gas", "gas"),
        ("this", "this"), ("succeed", "succeed"), ("hopefulness", "hope"), ("adoption", "adopt"),
        ("controll", "control"),
    ],
)  # fmt: skip
def test_english_stems_are_those_of_the_published_algorithm(word, expected):
    assert english.stem(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cantandolas", "cant"), ("organizacion", "organiz"), ("metodologias", "metodolog"), ("rapidamente", "rapid"),
     ("siguen", "sig"), ("paguen", "pag"), ("luz", "luz"), ("sol", "sol"), ("contribuyendo", "contribu")],
)  # fmt: skip
def test_spanish_stems(word, expected):
    assert spanish.stem(word) == expected


def test_accents_left_out_make_no_difference():
    assert both("educacion") == both(words("educación")[0])


def test_stop_words_have_no_stem_and_para_is_no_stop_word():
    assert both("the") == both("los") == frozenset()
    assert stems(words("the para educators"), "en") == ["para", "educ"]
    assert stems(words("a 5 b"), "en") == ["5"]
