"""Long texts that a thing holds: found by their words, with the page that says why, by who may see the thing."""

import time
from dataclasses import replace

import pytest
from flask import current_app

from community.search import labelled
from community.search.documents import Passage
from community.search.install import room
from community.search.language.parser import parse
from community.search.language.snippets import Marker
from tests.community.search.strategies import READER

FILLER = "The committee met and nothing of note was said about it. " * 20


class Shelf:
    """What threads hold, as a module would answer it: passages by thread and version."""

    def __init__(self):
        self.held, self.asked = {}, []

    def pages(self, wanted):
        self.asked.append(sorted(wanted, key=str))
        return {one: self.held[one] for one in wanted if one in self.held}


@pytest.fixture
def shelf(scene, monkeypatch):
    """Threads may hold long texts."""
    del scene
    found = Shelf()
    sources = dict(room().sources)
    sources["discussions.thread"] = replace(sources["discussions.thread"], pages=found.pages)
    monkeypatch.setitem(current_app.extensions, "community.search", replace(room(), sources=sources))
    return found


def report(*texts, unit="page", label=""):
    return [Passage(unit, number, label, text) for number, text in enumerate(texts, 1)]


def shown(hit):
    return "".join(run.text for run in hit.snippet)


def test_a_hit_names_the_page_whose_words_match_best(scene, shelf):
    thread = scene.thread("Our report", "It is attached")
    shelf.held[thread.id, None] = report(
        FILLER, f"{FILLER} We count absences by hand.", f"{FILLER} Chronic absences fell in spring. {FILLER}"
    )
    scene.drain()
    [hit] = scene.find(scene.ben, "chronic absence").hits
    assert hit.page == "Page 3"
    assert hit.url.endswith(f"{thread.public_id}#page-3")
    assert "Chronic absences fell in spring" in shown(hit)
    assert [run.text for run in hit.snippet if run.marked] == ["Chronic", "absences"]
    assert scene.find(scene.ben, "count").hits[0].page == "Page 2"


def test_words_of_the_thing_itself_name_no_page(scene, shelf):
    thread = scene.thread("Our report", "Walruses, at length")
    shelf.held[thread.id, None] = report("walrus", "seal")
    scene.drain()
    [hit] = scene.find(scene.ben, "walrus").hits
    assert (hit.page, hit.url.endswith(thread.public_id), shown(hit)) == ("", True, "Walruses, at length")
    assert scene.find(scene.ben, "report").hits[0].page == ""  # only the title has it


@pytest.mark.parametrize(
    ("unit", "label", "called"),
    [("slide", "", "Slide 1"), ("sheet", "Budget", "Sheet “Budget”"), ("", "", ""), ("scroll", "", "")],
)
def test_pages_are_called_what_they_are(scene, shelf, unit, label, called):
    thread = scene.thread("Our report")
    shelf.held[thread.id, None] = report("walrus", unit=unit, label=label)
    scene.drain()
    assert scene.find(scene.ben, "walrus").hits[0].page == called
    assert scene.find(scene.ben, label or "walrus").total == 1


def test_a_share_shows_the_pages_of_its_version_and_no_others(scene, shelf):
    scene.make.join(scene.make.team(scene.elsewhere), scene.ana)
    thread = scene.thread("Plan", "first")
    scene.share(thread, scene.ana, scene.other_space, 1)
    scene.edit(thread, "Plan", "second")
    shelf.held[thread.id, 1] = report("walrus")
    shelf.held[thread.id, None] = report("seal")
    scene.drain()
    assert [shown(hit) for hit in scene.find(scene.olga, "walrus").hits] == ["walrus"]
    assert scene.find(scene.olga, "seal").total == scene.find(scene.ben, "walrus").total == 0
    assert shown(scene.find(scene.ben, "seal").hits[0]) == "seal"


def test_pages_are_asked_for_at_once_and_only_of_what_the_reader_may_see(scene, shelf):
    threads = [scene.thread(f"Report {number}") for number in range(3)]
    for thread in threads:
        shelf.held[thread.id, None] = report("walrus")
    scene.drain()
    shelf.asked.clear()
    assert scene.find(scene.ben, "walrus").total == 3
    assert shelf.asked == [[(thread.id, None) for thread in threads]]
    shelf.asked.clear()
    scene.hide("discussions.thread", threads[0])
    assert scene.find(scene.ben, "walrus").total == 2
    assert shelf.asked == [[(thread.id, None) for thread in threads[1:]]]
    assert scene.find(scene.olga, "walrus").total == 0
    assert len(shelf.asked) == 1


def test_no_phrase_runs_from_one_page_into_the_next(scene, shelf):
    thread = scene.thread("Our report")
    shelf.held[thread.id, None] = report("grey walrus", "swims north")
    scene.drain()
    assert scene.find(scene.ben, '"grey walrus"').total == 1
    assert scene.find(scene.ben, '"walrus swims"').total == 0


def test_no_more_than_two_million_letters_of_a_thing_are_indexed(scene, shelf, monkeypatch):
    monkeypatch.setattr(labelled, "ALL_PAGES", 20)
    thread = scene.thread("Our report")
    shelf.held[thread.id, None] = report("walrus seal", "penguin albatross", "heron")
    scene.drain()
    found = {
        word: scene.find(scene.ben, word, exactly=True).total for word in ("seal", "penguin", "albatross", "heron")
    }
    assert found == {"seal": 1, "penguin": 1, "albatross": 0, "heron": 0}


def test_a_sheet_as_long_as_a_book_shows_the_stretch(scene, shelf):
    thread = scene.thread("Our report")
    shelf.held[thread.id, None] = report("cell " * 30_000 + "walrus " + "cell " * 30_000, unit="sheet", label="All")
    scene.drain()
    [hit] = scene.find(scene.ben, "walrus").hits
    assert hit.page == "Sheet “All”"
    assert "walrus" in shown(hit)


def test_the_page_is_a_link_that_says_where(scene, shelf, browse):
    thread = scene.thread("Our report")
    shelf.held[thread.id, None] = report("seal", "<script>walrus</script>")
    scene.drain()
    body = browse(scene.ben).get("/search?q=walrus").get_data(as_text=True)
    assert f'href="/discussions/threads/{thread.public_id}#page-2"' in body
    assert "<b>Page 2:</b>" in body
    assert "&lt;script&gt;<mark>walrus</mark>" in body


@pytest.mark.parametrize(
    ("query", "text"),
    [("literacy", "Literacies matter"), ("studies", "we study"), ("evaluaciones", "la evaluación"), ("EL", "an EL"),
     ("writing", "who writes"), ("write", "the writing"), ("grading", "two grades"), ("living", "a living room"),
     ("litera*", "a literary page"), ("educación", "EDUCACIO\u0301N PARA TODOS"), ("organize", "an organization"),
     ('"exit tickets"', "exit tickets"), ("año", "los años")],
)  # fmt: skip
def test_every_form_of_a_word_leads_to_its_page(query, text):
    marker = Marker(parse(query, READER).tree)
    assert marker.best([FILLER, "", text, FILLER]) == 2


def test_two_million_letters_are_looked_through_quickly():
    """Work that grows with the letters alone: the likeliest pages are read word by word, the rest is not."""
    texts = [FILLER + f" página {number} educación" for number in range(1_700)] + ["the walrus plans education"]
    marker = Marker(parse("walrus plan educación", READER).tree)
    began = time.process_time()
    assert marker.best(texts) == 1_700
    assert time.process_time() - began < 1.5
