"""What reading documents costs: seconds of a child from its start to its end, for ordinary files.

    python tests/benchmarks/extraction.py [--runs 3] [--json out.json]

The ratio is to a bare process in which pypdf reads the same PDF, in the same run: what the limits, the checks and the
rest of what we look for cost.
"""

import argparse
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script

from community.files import child, kinds, reading  # after the path
from tests.community.files import office
from tests.community.files.hostile import pdfs

BARE = "import pypdf, sys; [page.extract_text() for page in pypdf.PdfReader(sys.stdin.buffer).pages]"
EMPTY = "pass"
LINE = "Every third grader reads twenty minutes a day and tells somebody of it. "


def documents() -> dict[str, bytes]:
    """Made here, of the size that people bring."""
    page = b"\n".join(b"BT /F1 11 Tf 72 %d Td (%s) Tj ET" % (740 - 14 * at, LINE.encode()) for at in range(48))
    rows = "".join(
        "<row>" + "".join(f'<c t="s"><v>{at % 50}</v></c>' for at in range(20)) + "</row>" for _row in range(4_000)
    )
    return {
        "300 pages.pdf": pdfs.pages(*(pdfs.stream(page),) * 300),
        "500,000 characters.docx": office.docx(f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>" * 7_000),
        "80,000 cells.xlsx": office.xlsx({"A": f"<sheetData>{rows}</sheetData>"}, (LINE,) * 50),
        "5 MB.csv": (LINE.replace(" ", ",") + "\n").encode() * 70_000,
    }


def seconds(act: Callable[[], object], runs: int) -> float:
    """The median of so many."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def bare(code: str, data: bytes) -> None:
    """The same interpreter without any of ours."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        subprocess.run([sys.executable, "-I", "-B", "-c", code], stdin=file, check=True)


def measured(runs: int) -> dict[str, dict[str, float]]:
    """By document: to know it, to read it, to draw its first page; bare pypdf and an empty process beside it."""
    figures = {"an empty process": {"read": seconds(lambda: bare(EMPTY, b""), runs)}}
    for name, data in documents().items():
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.flush()
            kind = kinds.kind_of(file, name)
            row = {
                "know": seconds(lambda: kinds.kind_of(file, name), runs),  # noqa: B023 - called here and now
                "read": seconds(lambda: reading.read(file, kind), runs),  # noqa: B023 - called here and now
            }
            if kind.family == "pdf":
                row["draw"] = seconds(lambda: reading.picture(file, kind, 20_000_000), runs)  # noqa: B023
                row["bare pypdf"] = seconds(lambda: bare(BARE, data), runs)  # noqa: B023 - called here and now
                row["ratio"] = row["read"] / row["bare pypdf"]
            figures[name] = row
    return figures


def main() -> None:
    """Prints the table; with --json writes the figures, too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    figures = measured(given.runs)
    columns = ("know", "read", "draw", "bare pypdf", "ratio")
    out = io.StringIO()
    print(f"{'seconds, median':<26}" + "".join(f"{one:>12}" for one in columns), file=out)
    for name, row in figures.items():
        print(f"{name:<26}" + "".join(f"{row[one]:>12.2f}" if one in row else " " * 12 for one in columns), file=out)
    print(out.getvalue(), end="")
    print(f"{child.AT_ONCE} children at a time, {reading.MEMORY // 1_000_000} MB each at most")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
