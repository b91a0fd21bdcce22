"""In the child: the text of each page of a PDF, its outline, and what it says without showing it."""

import logging
from typing import IO, Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from .archives import Refused
from .found import Found

MOST_PAGES = 5_000
_MOST_BOOKMARKS = 2_000
_SPOKEN = {"/Author": "author", "/Company": "company"}
NOTES = {
    "/Text",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Square",
    "/Circle",
    "/Ink",
    "/Stamp",
    "/Caret",
}
ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(file: IO[bytes], found: Found) -> None:
    """One passage a page. A page that cannot be read is left out; none that can: Refused("heavy") or ("damaged")."""
    reader = opened(file)
    found.unit = "page"
    found.count = len(reader.pages)
    _about(reader, found)
    why = ""
    for number in range(1, min(found.count, MOST_PAGES) + 1):
        found.begin(number)
        try:
            page = reader.pages[number - 1]
            found.add(page.extract_text())
            _notes(page, found)
        except (LimitReachedError, MemoryError):
            found.partly, why = True, "heavy"
        except Exception:  # noqa: BLE001 - broken pages raise anything; the others may be well
            found.partly, why = True, why or "damaged"
    found.partly = found.partly or found.count > MOST_PAGES
    _labels(reader, found)
    _outline(reader, found)
    if why and not found.has_text:
        raise Refused(why)


def opened(file: IO[bytes]) -> PdfReader:
    """The document. Raises Refused: "locked", "heavy", "damaged"."""
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("locked")
        if not len(reader.pages):
            raise Refused("damaged")
    except DependencyError as unknown:  # a cipher that pypdf leaves to a library which we do not ask for
        raise Refused("locked") from unknown
    except (LimitReachedError, MemoryError) as too_much:
        raise Refused("heavy") from too_much
    except (PdfReadError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as broken:
        raise Refused("damaged") from broken
    return reader


def _about(reader: PdfReader, found: Found) -> None:
    for key, value in _dictionary(reader.trailer.get("/Info")).items():
        if key in _SPOKEN and str(value).strip():
            found.finding(_SPOKEN[key], 1, str(value))
    root = _dictionary(reader.trailer.get("/Root"))
    names = _dictionary(root.get("/Names"))
    found.finding("attachments", _leaves(names.get("/EmbeddedFiles")))
    script = _is_script(root.get("/OpenAction")) or "/AA" in root
    found.finding("javascript", _leaves(names.get("/JavaScript")) + int(script))
    form = _dictionary(root.get("/AcroForm"))
    fields = form.get("/Fields")
    found.finding("forms", len(fields.get_object()) if fields is not None else 0)


def _dictionary(value: Any) -> DictionaryObject:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _leaves(tree: Any, deepest: int = 20) -> int:
    """How many things a tree of names holds."""
    node = _dictionary(tree)
    here = node.get("/Names")
    below = node.get("/Kids")
    total = len(here.get_object()) // 2 if here is not None else 0
    if below is not None and deepest:
        total += sum(_leaves(one, deepest - 1) for one in list(below.get_object())[:1000])
    return total


def _is_script(action: Any) -> bool:
    """Whether it acts, and not only leads to a page or an address; or leads on to something that does."""
    for _turn in range(20):
        one = _dictionary(action)
        if one.get("/S") in ACTS:
            return True
        action = one.get("/Next")
    return False


def _notes(page: Any, found: Found) -> None:
    found.finding("javascript", int("/AA" in page))
    for one in page.get("/Annots") or ArrayObject():
        note = _dictionary(one)
        found.finding("javascript", int("/AA" in note or _is_script(note.get("/A"))))
        kind = note.get("/Subtype", NameObject(""))
        if kind == "/FileAttachment":
            found.finding("attachments")
        elif kind in NOTES and str(note.get("/Contents", "")).strip():
            found.finding("comments", 1, str(note.get("/T", "")))


def _labels(reader: PdfReader, found: Found) -> None:
    """What is printed on the pages instead of their numbers, where it differs."""
    try:
        labels = reader.page_labels if "/PageLabels" in reader.root_object else []
    except Exception:  # noqa: BLE001 - without them pages still have their numbers
        return
    for at, (number, label) in enumerate(zip((one[0] for one in found.passages), labels, strict=False)):
        if label != str(number):
            found.passages[at] = (number, label, found.passages[at][2])


def _outline(reader: PdfReader, found: Found) -> None:
    try:
        waiting: list[tuple[int, Any]] = [(1, one) for one in reversed(reader.outline)]
        for _turn in range(_MOST_BOOKMARKS):
            if not waiting:
                return
            level, one = waiting.pop()
            if isinstance(one, list):
                waiting += [(level + 1, below) for below in reversed(one)]
            elif (number := reader.get_destination_page_number(one)) is not None and number >= 0:
                found.heading(level, str(one.title), number + 1)
    except Exception:  # noqa: BLE001 - a broken outline is no reason to lose the text
        return
