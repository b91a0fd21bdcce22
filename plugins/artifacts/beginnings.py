"""What a new artifact begins with: its sections by form, in the language that it will be written in. Pure."""

from collections.abc import Sequence

FORMS = ("practice", "plan")
SECTIONS = {
    "plan": {
        "en": (
            "Where we stand",
            "What we will work on this year",
            "How we will know",
            "Who does what",
            "What we need from others",
        ),
        "es": (
            "Dónde estamos",
            "En qué trabajaremos este año",
            "Cómo lo sabremos",
            "Quién hace qué",
            "Qué necesitamos de los demás",
        ),
    },
}


def beginning(form: str, language: str) -> Sequence[str]:
    """The headings of the sections that an artifact of that form begins with."""
    by_language = SECTIONS.get(form, {})
    return by_language.get(language, by_language.get("en", ()))


# What the first cycle of a record asks its writers, and an aim with gaps to fill in.
AIM = {
    "en": "By [day], [how many] of [which students] will [do what], up from [how many today].",
    "es": "Para [fecha], [cuántos] de [qué estudiantes] van a [hacer qué]; hoy son [cuántos].",
}
CYCLE = {
    "en": (
        "[The change, in a few words]",
        "What do we want to find out in one week?",
        "Who does it: \nWhere: \nWhen: \nWhat we count: ",
        "We think that [what] will [go up or down] from [how much] to [how much].",
    ),
    "es": (
        "[El cambio, en pocas palabras]",
        "¿Qué queremos averiguar en una semana?",
        "Quién lo hace: \nDónde: \nCuándo: \nQué contamos: ",
        "Creemos que [qué] va a [subir o bajar] de [cuánto] a [cuánto].",
    ),
}
TEMPLATES = ("aim", "pdsa")


def aim(language: str) -> str:
    """An aim to fill in."""
    return AIM.get(language, AIM["en"])


def cycle(language: str) -> tuple[str, str, str, str]:
    """A first cycle to fill in: title, question, plan, prediction."""
    return CYCLE.get(language, CYCLE["en"])
