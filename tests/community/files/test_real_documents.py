"""Documents of real trainings, where they are at hand: text on its page, first pages, bytes as they were."""

import hashlib
from pathlib import Path

import pytest

from community.files import kinds, reading
from tests.community.files.pictures import seen
from tests.community.files.taking_in import findings, picture, taken

DOCUMENTS = Path(__file__).parents[4] / "shared" / "data" / "documents"
pytestmark = [
    pytest.mark.usefixtures("speaking"),
    pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here"),
]


SENTENCES = {
    "carpentries-instructor-training/Carpentries_roles_worksheet_v4.pdf": [(1, "What’s Your Role?")],
    "carpentries-instructor-training/Carpentries_roles_worksheet_v4.docx": [(1, "What’s Your Role?")],
    "carpentries-instructor-training/Carpentries_MotivationDemotivation.docx": [(1, "Motivation and Demotivation")],
    "carpentries-instructor-training/Carpentries_teaching_practices.pptx": [(1, "Feedback to learners")],
    "carpentries-instructor-training/Wrap-Up-doc.docx": [(1, "Concepts/ Theory")],
    "carpentries-lesson-development/CLDT_HowWeOperate_Slides.pdf": [(1, "How we Operate")],
    "teach-the-tidyverse/Planning.pdf": [
        (1, "observable (both you and the student should be able to easily check"),
        (2, "A learner persona is a short profile of a representative"),
    ],
    "teach-the-tidyverse/Topics.pdf": [(3, "What are list-columns? And why use them?")],
    "teach-the-tidyverse/00-Preclass-Loop.pdf": [(6, "Export as\na report")],
}


@pytest.mark.parametrize("path", sorted(SENTENCES))
def test_sentences_of_real_documents_are_found_on_their_pages(path):
    pages = {number: text for number, _label, text in taken((DOCUMENTS / path).read_bytes(), path).passages}
    for number, sentence in SENTENCES[path]:
        assert sentence in pages[number]


@pytest.mark.slow  # each in a child of its own
def test_every_real_document_is_taken_and_read():
    for path in sorted(DOCUMENTS.rglob("*.*")):
        if path.suffix in {".docx", ".pptx", ".pdf"} or path.name == "operations.md":
            before = hashlib.sha256(path.read_bytes()).digest()
            with path.open("rb") as file:
                kind = kinds.kind_of(file, path.name)
                read = reading.read(file, kind)
            assert read.passages or path.name == "Wrap-Up-doc-example.pdf"  # handwriting: a picture alone
            assert "partly" not in findings(read)
            assert hashlib.sha256(path.read_bytes()).digest() == before


def test_first_pages_of_real_documents_are_drawn():
    for name in ("Planning.pdf", "Topics.pdf"):
        made = picture((DOCUMENTS / "teach-the-tidyverse" / name).read_bytes())
        page = seen(made.sizes[0].data)
        assert page.size == (1200, 1553)
        assert len(page.convert("L").getcolors()) > 20  # there is something on it
