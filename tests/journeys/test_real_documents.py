"""Openly licensed documents that a member brings: found by their words on their page, seen, and given back unchanged.

On a folder and on an S3 server. The documents are not in the repository; without them this is left out.
"""

import io
import re
from pathlib import Path

import pytest
import requests

from community.files.service import receive
from community.files.stores import open_store
from plugins.resources.service import resources, versions
from plugins.resources.service.resources import About

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "documents"
# A document, words that stand in it, and the page that they stand on where it has several.
SAID = (
    ("carpentries-lesson-development/CLDT_HowWeOperate_Slides.pdf", "increases visibility", 2),
    ("teach-the-tidyverse/00-Preclass-Loop.pdf", "editable notebook", 4),
    ("teach-the-tidyverse/Planning.pdf", "is a short profile", 2),
    ("teach-the-tidyverse/Topics.pdf", "explain gather", 2),
    ("carpentries-instructor-training/Carpentries_teaching_practices.pdf", "teaching practices", 0),
    ("carpentries-instructor-training/Carpentries_teaching_practices.pptx", "teaching practices", 0),
    ("carpentries-instructor-training/Carpentries_roles_worksheet_v4.docx", "roles", 0),
    ("carpentries-instructor-training/06-feedback.md", "feedback", 0),
)

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not beside the checkout")


@pytest.fixture(params=["folder", "s3"])
def store(request, app, monkeypatch, tmp_path):
    """Where bytes lie meanwhile."""
    if request.param == "s3":
        opened = open_store(request.getfixturevalue("s3_store"), tmp_path)
        monkeypatch.setitem(app.extensions, "community.files", opened)


@pytest.fixture
def people(make, drain):
    """Ana and Ben share a space; Olga is elsewhere."""
    collaboration = make.collaboration()
    space = make.space(collaboration)
    ana, ben = (make.member(make.team(collaboration), name) for name in ("Ana", "Ben"))
    olga = make.member(make.team(make.collaboration()), "Olga")
    drain()
    return space, ana, ben, olga


@pytest.mark.slow  # each is read in a child process, and drawn in another
def test_they_are_found_seen_and_given_back(store, people, acting, browse, drain):
    space, ana, ben, olga = people
    brought = {}
    for name, words, number in SAID:
        content = (DOCUMENTS / name).read_bytes()
        file = receive(acting(ana), io.BytesIO(content), Path(name).name, purpose="attachment").public_id
        about = About(f"Document {len(brought) + 1:02d}")
        found = resources.add(acting(ana), space.public_id, about, versions.a_file(file))[0]
        brought[name] = (found.public_id, file, content, words, number)
    drain()
    reader, stranger = browse(ben), browse(olga)
    for name, (public_id, file, content, words, number) in brought.items():
        results = reader.get(f'/search?q="{words}"').text
        page = f"/resources/{public_id}#page-{number}" if number else f"/resources/{public_id}"
        assert page in results, (name, words)
        assert f"/resources/{public_id}" not in stranger.get(f'/search?q="{words}"').text
        assert given_back(reader, file) == content, name
        if name.endswith(".pdf"):
            drawn = re.search(rf"/files/{file}/\w+", reader.get(f"/resources/{public_id}").text)
            assert drawn, name
            assert reader.get(drawn[0]).data[8:12] == b"WEBP", name


def given_back(reader, file):
    """The bytes of a file, also where they come from the store itself."""
    answer = reader.get(f"/files/{file}")
    if answer.status_code != 303:
        return answer.data

    return requests.get(answer.headers["Location"], timeout=20).content
