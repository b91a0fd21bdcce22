"""A clean copy of a document: without who made it, comments, tracked changes, hidden sheets and slides, notes, scripts.

The child writes it; it is read again before anybody gets it, and that says what is gone.
"""

import json
import os
from typing import IO

from community.files import child
from community.files.kinds import FileKind
from community.files.reading import LARGEST, MEMORY, Unreadable, read

OUTPUT = 500_000_000
DONE = b"DONE"
_FAMILIES = {"pdf", "document", "slides", "sheet"}


def cleaned(file: IO[bytes], kind: FileKind, out: IO[bytes]) -> list[str]:
    """Write a clean copy of `file` to `out`, both real files; what was removed: the `what` of findings.

    Slow (child processes): never in a transaction. Raises Unreadable, and then `out` holds nothing of worth; TooMany.
    """
    if kind.family not in _FAMILIES or (kind.family == "pdf" and file.seek(0, 2) > LARGEST):
        raise Unreadable("large" if kind.family in _FAMILIES else "damaged")
    before = _counts(file, kind)
    size = 0
    try:
        limits = child.Limits(memory=MEMORY, output=OUTPUT)
        for chunk in child.stream("clean.py", [kind.type], file, limits):
            size += out.write(chunk)
    except child.ChildFailed as failure:
        raise Unreadable("heavy") from failure
    _finish(out, size)
    after = _counts(out, kind)
    return [what for what, count in before.items() if after.get(what, 0) < count]


def _counts(file: IO[bytes], kind: FileKind) -> dict[str, int]:
    return {one["what"]: one["count"] for one in read(file, kind).findings}


def _finish(out: IO[bytes], size: int) -> None:
    """Take the mark of the end off. Raises Unreadable when it is not there."""
    out.flush()
    out.seek(max(0, size - 200))
    end = out.read()
    if not end.endswith(DONE):
        try:
            why = json.loads(end[end.rindex(b"{") :])["error"]
        except (ValueError, KeyError, TypeError):
            why = "heavy"
        raise Unreadable(str(why))
    os.ftruncate(out.fileno(), size - len(DONE))
