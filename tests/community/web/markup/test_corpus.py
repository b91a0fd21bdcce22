"""Real discussions, where the folder with them is at hand: every text renders, on the list, the same each time."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from community.web.markup import LONGEST, plain, render
from community.web.markup.sanitiser import sanitise
from tests.community.web.markup.allowed import held_to_the_list

PLACES = [os.environ.get("COMMUNITY_TEST_THREADS", ""), str(Path(__file__).parents[5] / "shared" / "data" / "threads")]
FOLDER = next((Path(place) for place in PLACES if place and Path(place).is_dir()), None)


def texts(folder: Path) -> Iterator[str]:
    """Every body and comment; the bodies are HTML, which is only the harder to render as Markdown."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (row[key] for key in ("text_markdown", "body_html", "title") if row.get(key))


@pytest.mark.skipif(FOLDER is None, reason="the folder with real discussions is not here")
def test_real_texts_render() -> None:
    """Thousands of texts, with maths, tables, code and HTML in them."""
    assert FOLDER is not None
    count = 0
    for text in texts(FOLDER):
        html = render(text[:LONGEST])
        held_to_the_list(html)
        assert render(text[:LONGEST]) == html == sanitise(html)
        assert plain(text[:LONGEST])
        count += 1
    assert count > 2_000
