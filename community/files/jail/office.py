"""In the child: which office file an archive on standard input is. Output: {"type": ...} or {"error": word}."""

import json
import sys

from . import archives, xmls
from .archives import Archive, Refused

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_MAINS = {
    f"{_OOXML}wordprocessingml.document.main+xml": f"{_OOXML}wordprocessingml.document",
    f"{_OOXML}presentationml.presentation.main+xml": f"{_OOXML}presentationml.presentation",
    f"{_OOXML}presentationml.slideshow.main+xml": f"{_OOXML}presentationml.presentation",
    f"{_OOXML}spreadsheetml.sheet.main+xml": f"{_OOXML}spreadsheetml.sheet",
}
_ODF_TYPES = {f"{_ODF}text", f"{_ODF}presentation", f"{_ODF}spreadsheet"}


def kind(archive: Archive) -> str:
    """The media type. Raises Refused: "macros", "locked", "archive" for one that is no office file we take, ..."""
    if "mimetype" in archive:
        return _odf(archive)
    if "[Content_Types].xml" in archive:
        return _ooxml(archive)
    raise Refused("archive")


def _odf(archive: Archive) -> str:
    found = archive.open("mimetype", 200).read().decode("ascii", "replace").strip()
    if found not in _ODF_TYPES:
        raise Refused("archive")
    for name in archive.members:
        folder, _slash, rest = name.partition("/")
        if folder in {"Basic", "Scripts", "Dialogs"} and rest and not rest.endswith(("/", "-lc.xml", "-lb.xml")):
            raise Refused("macros")
    manifest = archive.open("META-INF/manifest.xml")
    if any(event == "start" and name == "encryption-data" for event, name, _found in xmls.events(manifest)):
        raise Refused("locked")
    return found


def _ooxml(archive: Archive) -> str:
    types = set()
    for event, name, found in xmls.events(archive.open("[Content_Types].xml")):
        if event == "start" and name in {"Default", "Override"}:
            types.add(found.get("ContentType", ""))
    words = {word.lower() for word in (*archive.members, *types)}
    if any("vbaproject" in word or "macroenabled" in word or "activex" in word for word in words):
        raise Refused("macros")
    mains = {_MAINS[one] for one in types if one in _MAINS}
    if len(mains) != 1:
        raise Refused("archive")
    return mains.pop()


def main() -> None:
    """Takes no argument."""
    try:
        with open(0, "rb", closefd=False) as file:
            answer = {"type": kind(Archive(file))}
    except archives.Refused as refusal:
        answer = {"error": str(refusal)}
    except MemoryError:
        answer = {"error": "heavy"}
    except Exception:  # noqa: BLE001 - whatever else hostile bytes bring about means "damaged"
        answer = {"error": "damaged"}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
