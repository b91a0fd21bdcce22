"""Whether a folder's messages are all translated: what its code and templates say, held against its catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import extract, pofile

KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "_l", "gettext", "lazy_gettext")),
    **dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2)),
    **dict.fromkeys(("pgettext", "lazy_pgettext"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "lazy_npgettext"), ((1, "c"), 2, 3)),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {"**.*": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false", "encoding": "utf-8"}}
ELSEWHERE = {"__pycache__", "static", "translations", "migrations"}
NAMED = re.compile(r"%\((\w+)\)[a-z]")

Key = tuple[tuple[str, ...], str | None]


def said_in(folder: Path) -> dict[Key, str]:
    """The messages in a folder: singular and plural with their context, and where each stands first."""
    found: dict[Key, str] = {}
    for file, line, message, _comments, context in extract.extract_from_dir(
        folder, METHODS, OPTIONS, KEYWORDS, directory_filter=lambda path: Path(path).name not in ELSEWHERE
    ):
        forms = (message,) if isinstance(message, str) else tuple(message)
        found.setdefault((forms, context), f"{file}:{line}")
    return found


def complaints(folder: Path, language: str) -> Iterator[str]:
    """What is wrong with the catalogue of a folder in a language: one line a fault."""
    said, file = said_in(folder), folder / "translations" / language / "LC_MESSAGES" / "messages.po"
    known: dict[Key, Any] = {}
    if file.is_file():
        with file.open("rb") as lines:
            catalogue = pofile.read_po(lines, locale=language, abort_invalid=True)
        known = {(_forms(one.id), one.context): one for one in catalogue if one.id}
    for key, where in said.items():
        yield from (f"{where}: {fault}: {key[0][0]!r}" for fault in _faults(key, known.get(key)))
    yield from (f"nobody says {key[0][0]!r}" for key in known if key not in said)


def _forms(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _faults(key: Key, have: Any) -> Iterator[str]:
    if have is None:
        yield "missing"
        return
    if have.fuzzy:
        yield "fuzzy"
    told = _forms(have.string)
    if not all(text.strip() for text in told):
        yield "not translated"
    allowed = {name for form in key[0] for name in NAMED.findall(form)}
    if any(set(NAMED.findall(text)) - allowed for text in told):
        yield "other placeholders than the English"
    if len(key[0]) == 1 and set(NAMED.findall(told[0])) != allowed:
        yield "other placeholders than the English"
