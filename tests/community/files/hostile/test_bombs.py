"""Bombs, and fifty files at once: each ends in a word within seconds and its memory, and leaves no process behind."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from community.files import reading
from tests.community.files import office
from tests.community.files.hostile import pdfs, weigh, zips

SMALL = {
    "flat.docx": "refused",
    "nested.docx": "read, none",
    "members.docx": "refused",
    "overlap.docx": "refused",
    "quoted-overlap.docx": "refused",
    "lying.docx": "damaged, none",
    "deep.docx": "heavy, none",
}
LARGE = {
    "more-members.docx": "refused",
    "paragraphs.docx": "heavy, none",
    "long-word.docx": "partly, none",
    "attributes.docx": "read, none",
    "rows.xlsx": "partly, none",
    "strings.xlsx": "heavy, none",
    "flate.pdf": "heavy, picture",
    "flate-twice.pdf": "heavy, picture",
    "operators.pdf": "read, picture",
    "pages.pdf": "heavy, picture",
    "cyclic.pdf": "damaged, damaged",
    "form-loop.pdf": "read, damaged",
    "deep.pdf": "damaged, picture",
}


def weighed(names) -> dict:
    """Each taken in by a process of its own, so that what the children used is known."""
    command = [sys.executable, "-m", "tests.community.files.hostile.weigh", *names]
    done = subprocess.run(command, check=True, capture_output=True, timeout=500, cwd=Path(__file__).parents[4])
    return json.loads(done.stdout)


def held(figures: dict, expected: dict[str, str]) -> None:
    assert {name: end for name, (end, _seconds, _size) in figures["ends"].items()} == expected
    assert figures["child"] < reading.MEMORY


@pytest.mark.slow  # a process of its own, and a child for each
def test_bombs_that_are_seen_through_at_once():
    figures = weighed(SMALL)
    held(figures, SMALL)
    assert figures["cpu"] < 10


@pytest.mark.drill
def test_bombs_that_have_to_be_stopped():
    """No child takes more than twelve seconds of processor, though each is given to all readers."""
    figures = weighed(LARGE)
    print(json.dumps(figures, indent=1))
    held(figures, LARGE)
    assert figures["cpu"] < 24 * len(LARGE)


@pytest.mark.slow  # fifty children, two at a time
@pytest.mark.usefixtures("speaking")
def test_fifty_at_once(speaking):
    """Good ones among them are read; nothing is left running."""
    page = b"<html><script>alert(1)</script></html>"
    some = [
        ("good.docx", office.telling_docx(), "read, none"),
        ("good.xlsx", office.telling_xlsx(), "read, none"),
        ("page.pdf", page, "refused"),
        ("names.docx", zips.with_member("../../x"), "refused"),
        ("overlap.docx", zips.overlapping(), "refused"),
        ("lying.docx", zips.lying(), "damaged, none"),
        ("entities.docx", zips.document("x", '<!DOCTYPE a [<!ENTITY b "c">]>'), "entities, none"),
        ("locked.pdf", pdfs.locked(), "refused"),
        ("two.pdf", pdfs.plain("x") + office.zipped({"a": "b"}), "refused"),
        ("good.txt", b"words", "read, none"),
    ]
    before = {one.pid for one in psutil.Process(os.getpid()).children(recursive=True)}

    def take(one) -> str:
        with speaking.app_context():
            return weigh.outcome(one[0], one[1])

    with ThreadPoolExecutor(50) as pool:
        ends = list(pool.map(take, some * 5))
    assert ends == [end for _name, _data, end in some] * 5
    assert {one.pid for one in psutil.Process(os.getpid()).children(recursive=True)} <= before
