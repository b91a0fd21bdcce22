"""Run alone: takes in every bomb and prints what each came to, and what it all cost. Used by the test beside it."""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable

from flask import Flask  # noqa: F401 - as in the site

from community.errors import Invalid
from community.files import kinds, reading
from tests.community.files import office
from tests.community.files.hostile import pdfs, zips


def _rows() -> str:
    """A cell in the last column there can be, in each of very many rows."""
    return "".join(f'<row><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 600_000))


BOMBS: dict[str, Callable[[], bytes]] = {
    "flat.docx": zips.flat,
    "nested.docx": zips.nested,
    "members.docx": lambda: zips.many(6_000),
    "more-members.docx": lambda: zips.many(60_000),
    "overlap.docx": lambda: zips.overlapping(quoted=False),
    "quoted-overlap.docx": zips.overlapping,
    "lying.docx": zips.lying,
    "paragraphs.docx": lambda: zips.padded(zips.document("<w:p/>" * 3_100_000)),
    "deep.docx": lambda: zips.padded(zips.document("<w:a>" * 200_000 + "</w:a>" * 200_000)),
    "long-word.docx": lambda: zips.padded(zips.document("<w:p><w:r><w:t>" + "ab " * 6_500_000 + "</w:t></w:r></w:p>")),
    "attributes.docx": lambda: zips.padded(zips.document('<w:p a="' + "b" * 19_000_000 + '"/>')),
    "rows.xlsx": lambda: zips.padded(office.xlsx({"A": f"<sheetData>{_rows()}</sheetData>"})),
    "strings.xlsx": lambda: zips.padded(office.xlsx({"A": "<sheetData/>"}, ("",) * 1_050_000)),
    "flate.pdf": pdfs.flate_bomb,
    "flate-twice.pdf": lambda: pdfs.flate_bomb(twice=True),
    "operators.pdf": pdfs.operators,
    "pages.pdf": pdfs.many_pages,
    "cyclic.pdf": pdfs.cyclic,
    "form-loop.pdf": pdfs.form_loop,
    "deep.pdf": pdfs.deep,
}


def outcome(name: str, data: bytes) -> str:
    """How taking it in ended, as a word."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            kind = kinds.kind_of(file, name)
        except Invalid:
            return "refused"
        return f"{_read(file, kind)}, {_seen(file, kind)}"


def _read(file, kind) -> str:
    try:
        found = reading.read(file, kind)
    except reading.Unreadable as failed:
        return failed.why
    return "partly" if any(one["what"] == "partly" for one in found.findings) else "read"


def _seen(file, kind) -> str:
    try:
        return "picture" if reading.picture(file, kind, 20_000_000) else "none"
    except reading.Unreadable as failed:
        return failed.why


def main() -> None:
    """One line of JSON."""
    ends = {}
    for name in sys.argv[1:] or BOMBS:
        data = BOMBS[name]()
        begun = time.monotonic()
        ends[name] = (outcome(name, data), round(time.monotonic() - begun, 1), len(data))
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(name, ends[name], round(child.ru_maxrss / 1000), "MB", file=sys.stderr)
    child, own = (resource.getrusage(one) for one in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    print(
        json.dumps({"ends": ends, "child": child.ru_maxrss * 1024, "own": own.ru_maxrss * 1024, "cpu": child.ru_utime})
    )


if __name__ == "__main__":
    main()
