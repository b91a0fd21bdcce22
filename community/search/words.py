"""What the search page says: titles of filters and orders, names of pages, and the parser's notes as sentences."""

from typing import Any

from community.search.documents import Passage
from community.search.engines.contract import Sort
from community.search.language.nodes import Note
from community.search.language.parser import CLAUSES, DEPTH, LETTERS, LONGEST
from community.web.i18n import gettext as _
from community.web.i18n import lazy_gettext as _l

FILTER_TITLES: dict[str, Any] = {
    "kind": _l("Kind"),
    "space": _l("Space"),
    "district": _l("District"),
    "tag": _l("Tag"),
    "language": _l("Written in"),
}
SORT_TITLES: dict[Sort, Any] = {
    "best": _l("Best match"),
    "newest": _l("Newest first"),
    "oldest": _l("Oldest first"),
    "updated": _l("Last changed"),
}
LANGUAGES: dict[str, Any] = {"en": _l("English"), "es": _l("Spanish")}


def called(page: Passage) -> str:
    """What a page is called; empty for the text of what has no pages."""
    names = {
        "page": lambda: _("Page %(number)s", number=page.number),
        "slide": lambda: _("Slide %(number)s", number=page.number),
        "sheet": lambda: _("Sheet “%(name)s”", name=page.label),
    }
    return names[page.unit]() if page.unit in names else ""


def said(note: Note) -> str:
    """A note of the parser as a sentence."""
    sentences = {
        "long": lambda: _("Your search is very long. Only the first %(count)s characters were used.", count=LONGEST),
        "many": lambda: _("Your search has many words. Only the first %(count)s were used.", count=CLAUSES),
        "deep": lambda: _(
            "There are more than %(count)s brackets inside each other. The inner ones were ignored.", count=DEPTH - 1
        ),
        "letters": lambda: _(
            "“%(text)s” needs at least %(count)s letters before the star. It was read as a word.",
            text=note.about,
            count=LETTERS,
        ),
        "date": lambda: _("“%(text)s” is not a date. Write it like 2026-05-31, 2026-05 or 7d.", text=note.about),
        "alone": lambda: _("A minus sign must touch the word that it leaves out."),
    }
    return sentences[note.code]()
