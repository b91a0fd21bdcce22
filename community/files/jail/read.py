"""In the child: reads a document on standard input; argument: its media type. Answers what was found, or an error.

Time that runs out does not lose what was read so far: it is sent, and said to be a part.
"""

import json
import signal
import sys
from typing import IO, Any

from .archives import Archive, Refused
from .found import Found

SECONDS = 10.0  # of processor, of the twenty that the child has: a book of 300 pages takes one


class TimeUp(BaseException):
    """No more time: not an Exception, so that no reader takes it for a broken page."""


def _time_up(*_signal: object) -> None:
    raise TimeUp


def fill(file: IO[bytes], media_type: str, found: Found) -> None:
    """The reader for the type, which loads no more than it needs."""
    if media_type == "application/pdf":
        from . import pdf  # late: slow

        pdf.read(file, found)
    elif media_type.startswith("text/"):
        from . import texts  # late: slow

        texts.read(file, found, media_type)
    else:
        _office(Archive(file), media_type, found)


def _office(archive: Archive, media_type: str, found: Found) -> None:
    from . import docx, odf, pptx, xlsx  # late: slow

    kind = media_type.rpartition(".")[2]
    if kind == "document":
        docx.read(archive, found)
    elif media_type.endswith("presentationml.presentation"):
        pptx.read(archive, found)
    elif kind == "sheet":
        xlsx.read(archive, found)
    else:
        odf.read(archive, found, {"presentation": "slide", "spreadsheet": "sheet"}.get(kind, ""))


def main() -> None:
    """Reads, and answers once."""
    found = Found()
    signal.signal(signal.SIGPROF, _time_up)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    answer = _answered(found)
    signal.setitimer(signal.ITIMER_PROF, 0)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
    sys.stdout.buffer.flush()


def _answered(found: Found) -> dict[str, Any]:
    try:
        with open(0, "rb", closefd=False) as file:
            fill(file, sys.argv[1], found)
    except Refused as refusal:
        if str(refusal) != "heavy" or not found.has_text:
            return {"error": str(refusal)}
        found.partly = True
    except (TimeUp, MemoryError):
        if not found.has_text:
            return {"error": "heavy"}
        found.partly = True
    except Exception:  # noqa: BLE001 - a reader fed with hostile bytes may raise anything: it means "damaged"
        return {"error": "damaged"}
    return found.answer()


if __name__ == "__main__":
    main()
