"""The network's words, and the bank of change ideas that they help to find."""

import pytest

from community.errors import Forbidden, Invalid
from plugins.artifacts.queries import ideas
from plugins.artifacts.service import cycles, drivers, terms, versions
from plugins.artifacts.service.cycles import Planned, Studied
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.versions import Because
from plugins.artifacts.service.writing import At


@pytest.fixture
def staff(scene):
    """Somebody of the network's staff."""
    return scene.make.role("staff", person=scene.make.person("Sol Reyes"))


def test_staff_keep_the_words_in_both_languages_and_others_read_them(scene, acting, browse, staff):
    sol = browse(staff)
    assert sol.post("/artifacts/terms", {"kind": "driver", "name_en": "Time", "name_es": "Tiempo"}).status_code == 303
    assert sol.post("/artifacts/terms", {"kind": "driver", "name_en": "Time", "name_es": "Otro"}).status_code == 422
    assert "Time" in browse(scene.ana).get("/artifacts/terms").text
    assert (
        browse(scene.ana).post("/artifacts/terms", {"kind": "driver", "name_en": "A", "name_es": "B"}).status_code
        == 403
    )
    term = terms.add(acting(staff), "challenge", "Reading", "Lectura")
    address = f"/artifacts/terms/{term.public_id}"
    assert browse(scene.ana).get(address).status_code == 403
    assert sol.post(address, {"name_en": "Early reading", "name_es": "Lectura temprana"}).status_code == 303
    assert "Early reading" in browse(scene.ana).get(f"/artifacts/in/{scene.home.slug}/new").text
    assert sol.post(f"{address}/retire").status_code == 303
    assert "Early reading" not in browse(scene.ana).get(f"/artifacts/in/{scene.home.slug}/new").text
    with pytest.raises(Forbidden):
        terms.retire(acting(scene.ana), term.public_id)
    with pytest.raises(Invalid):
        terms.add(acting(staff), "colour", "Red", "Rojo")


def tried(scene, found, node, answer):
    """A cycle of an idea, studied."""
    ana = scene.acting(scene.ana)
    at = At(found.public_id, cycles.plan(ana, found.public_id, Planned("One week", "Quiet", node=node)).public_id)
    cycles.begin(ana, at)
    cycles.tell(ana, at, "It was so.")
    cycles.study(ana, at, Studied(answer, "Learned.", "adapt", ""))


def test_the_bank_shows_every_idea_with_what_its_tests_came_to(scene, acting, staff, browse):
    found, ana = scene.begun(), acting(scene.ana)
    term = terms.add(acting(staff), "driver", "Time", "Tiempo")
    top = drivers.draw(ana, found.public_id, Line("The office", term=term.public_id)).public_id
    idea = drivers.draw(ana, found.public_id, Line("A sign on the door", "idea", top)).public_id
    drivers.draw(ana, found.public_id, Line("A bell", "idea"))
    tried(scene, found, idea, "as predicted")
    tried(scene, found, idea, "not")
    scene.widened(found)
    drivers.draw(ana, found.public_id, Line("A later idea", "idea"))
    for person in (scene.ana, scene.ben):
        there = [(row.idea, row.term) for row in ideas.bank(acting(person)).items]
        assert {(one.text, one.tests, one.as_predicted, one.otherwise, of) for one, of in there} == {
            ("A sign on the door", 2, 1, 1, "Time"), ("A bell", 0, 0, 0, ""),
        }  # fmt: skip
    assert [row.idea.text for row in ideas.bank(acting(scene.ben), term.public_id).items] == ["A sign on the door"]
    assert ideas.bank(acting(scene.olga)).items == []
    page = browse(scene.ben).get("/artifacts/ideas").text
    assert "Tested in 2 cycles: 1 as predicted, 1 not as predicted" in page
    assert browse(scene.ben).get(f"/artifacts/{found.public_id}/versions/1").status_code == 200
    versions.freeze(ana, found.public_id, "Not for others yet", [Because("own")])
    scene.widened(scene.begun("Another one, so that something of the team's is shared"))
    assert "A later idea" not in {row.idea.text for row in ideas.bank(acting(scene.ben)).items}
    assert "A later idea" in {row.idea.text for row in ideas.bank(acting(scene.ana)).items}
    scene.widened(found, causes=[Because("own")])
    assert {row.idea.text for row in ideas.bank(acting(scene.ben)).items} == {
        "A sign on the door",
        "A bell",
        "A later idea",
    }
    scene.narrowed(found)
    assert ideas.bank(acting(scene.ben)).items == []
