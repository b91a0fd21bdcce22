"""Reads documents: their text by page, slide or sheet, their outline, what they do not show, a picture of page one.

The child does it; here are the limits, and the words for what went wrong. No database.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from community.errors import Invalid
from community.files import child, images
from community.files.kinds import FileKind
from community.web.i18n import gettext as _

MEMORY = 700_000_000
LARGEST = 50_000_000  # of PDF and text; of office files only the parts with text are unpacked, each within its limit
OUTPUT = 12_000_000  # five million characters of text, most of them one byte or two
PAGE = (images.Size("page", 1200, 1600), images.Size("thumb", 400, 400))
_PLAYED = ("image", "audio", "video")


@dataclass(frozen=True)
class Read:
    """What was read. `passages` are (number, label, text), `outline` [level, words, number], `findings` dictionaries.

    `count` of what `unit` names: "page", "slide", "sheet", or "" for one whole. Hidden slides and sheets are counted
    and numbered, but have no passage: the text is what a reader of the document would see.
    """

    unit: str
    count: int
    passages: tuple[tuple[int, str, str], ...]
    outline: list[Any]
    findings: list[Any]


class Unreadable(Exception):
    """Nothing could be read: `why` is "large", "heavy", "damaged", "locked" or "entities"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


_WHY: dict[str, Callable[[], str]] = {
    "large": lambda: _("This file is too large for us to read its text. You can still download it."),
    "heavy": lambda: _("Reading the text of this file took more than we allow. You can still download it."),
    "damaged": lambda: _("We could not read the text of this file: it may be damaged. You can still download it."),
    "locked": lambda: _("This file is protected, so we could not read its text. You can still download it."),
    "entities": lambda: _("For safety, we did not read the text of this file. You can still download it."),
}


def why_words(why: str) -> str:
    """The words for a person of `Unreadable.why`."""
    return _WHY.get(why, _WHY["damaged"])()


def read(file: IO[bytes], kind: FileKind) -> Read:
    """Read `file`, a real one. Slow (a child process): never in a transaction. Raises Unreadable, TooMany."""
    if kind.family in _PLAYED:
        return Read("", 0, (), [], [])
    if kind.family not in {"document", "slides", "sheet"} and file.seek(0, 2) > LARGEST:
        raise Unreadable("large")
    try:
        output = child.run("read.py", [kind.type], file, child.Limits(memory=MEMORY, output=OUTPUT))
    except child.ChildFailed as failure:
        raise Unreadable("heavy") from failure
    return _parsed(output)


def _parsed(output: bytes) -> Read:
    try:
        answer: dict[str, Any] = json.loads(output)
        if "error" in answer:
            raise Unreadable(str(answer["error"]))
        passages = tuple((int(number), str(label), str(text)) for number, label, text in answer["passages"])
        outline, findings = list(answer["outline"]), list(answer["findings"])
        return Read(str(answer["unit"]), int(answer["count"]), passages, outline, findings)
    except (ValueError, KeyError, TypeError) as broken:
        raise Unreadable("heavy") from broken  # it was stopped while it wrote


def picture(file: IO[bytes], kind: FileKind, max_pixels: int) -> images.Pictures | None:
    """The first page of a PDF as pictures "page" and "thumb"; None for all else. Raises Unreadable, TooMany."""
    if kind.family != "pdf":
        return None
    order = {"max_pixels": max_pixels, "sizes": [vars(size) for size in PAGE]}
    try:
        return images.drawn("page.py", order, file, MEMORY)
    except Invalid as refused:
        raise Unreadable("damaged") from refused
