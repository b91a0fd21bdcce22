"""In the child: a PDF without who made it, attachments, scripts and comments. What its pages show stays."""

import io
from typing import IO, Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from .archives import Refused
from .pdf import ACTS, NOTES, opened

_OF_ROOT = ("/Metadata", "/OpenAction", "/AA", "/PieceInfo", "/Collection", "/AF")
_OF_PAGE = ("/Metadata", "/AA", "/PieceInfo", "/AF")
_GONE = {"/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
_SAID = ("/Contents", "/T", "/RC", "/Popup", "/Subj", "/NM")


def clean(file: IO[bytes]) -> bytes:
    """The clean file. Raises Refused as `opened` does."""
    reader = opened(file)
    if reader.is_encrypted:
        raise Refused("locked")  # a copy would be free of what its author allows nobody
    root = reader.root_object
    for key in _OF_ROOT:
        root.pop(NameObject(key), None)
    names = root.get("/Names")
    if names is not None:
        for key in ("/EmbeddedFiles", "/JavaScript"):
            names.get_object().pop(NameObject(key), None)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    for page in writer.pages:
        _page(page)
    for one in writer._objects:  # noqa: SLF001 - there is no other way to see them all
        if isinstance(one, DictionaryObject):
            _harmless(one)
    writer.compress_identical_objects(remove_duplicates=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _page(page: Any) -> None:
    for key in _OF_PAGE:
        page.pop(NameObject(key), None)
    notes = page.get("/Annots")
    if notes is None:
        return
    kept = ArrayObject()
    for one in notes.get_object():
        note = one.get_object()
        if note.get("/Subtype") in _GONE:
            continue
        if note.get("/Subtype") in NOTES:
            for key in _SAID:
                note.pop(NameObject(key), None)
        kept.append(one)
    page[NameObject("/Annots")] = kept


def _harmless(one: DictionaryObject) -> None:
    """Whatever acts by itself, wherever it hangs: on a link, a field, a bookmark."""
    one.pop(NameObject("/AA"), None)
    for key in ("/A", "/Next", "/OpenAction"):
        action = one.get(key)
        found = action.get_object() if action is not None else None
        if isinstance(found, DictionaryObject) and found.get("/S") in ACTS:
            one.pop(NameObject(key), None)
    if one.get("/S") == "/JavaScript":
        one.pop(NameObject("/JS"), None)
