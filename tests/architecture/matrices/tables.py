"""A matrix as text: a line a row, a column an actor. Held to the reviewed file, or written anew when asked."""

import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

HERE = Path(__file__).parent.parent
REWRITE = "REWRITE_MATRICES"


Row = tuple[str, str, Sequence[str]]


def table(explained: Mapping[str, str], rows: Iterable[Row], preface: str) -> str:
    """The text: who is who, then for each heading its lines, with the actors' names above."""
    rows, names = list(rows), list(explained)
    width, label = 7, max(max(len(heading), len(name)) for heading, name, _ in rows) + 2
    lines = [*(f"# {line}".rstrip() for line in preface.splitlines()), "#"]
    lines += [f"# {name.ljust(width)} {meaning}" for name, meaning in explained.items()]
    last = ""
    for heading, name, cells in rows:
        if heading != last:
            last = heading
            lines += ["", _line(heading, names, label, width)]
        lines.append(_line(name, cells, label, width))
    return "\n".join(lines) + "\n"


def _line(name: str, cells: Sequence[str], label: int, width: int) -> str:
    return (name.ljust(label) + "".join(cell.ljust(width) for cell in cells)).rstrip()


def compare(name: str, text: str) -> None:
    """Hold a matrix to its reviewed file."""
    path = HERE / name
    if os.environ.get(REWRITE):
        path.write_text(text)
    reviewed = path.read_text() if path.exists() else ""
    changed = "\n".join(unified_diff(reviewed.splitlines(), text.splitlines(), "reviewed", "now", lineterm="", n=0))
    assert not changed, f"{changed}\n\nReview each line; if it is meant, run again with {REWRITE}=1 and commit {name}."
