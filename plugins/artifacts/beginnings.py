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
