"""Taking up what another team found: who may, what goes along, what is told, and the lineage."""

from datetime import timedelta

import pytest

from community import clock
from community.access import System
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound
from plugins.artifacts.queries import adoptions as queries
from plugins.artifacts.queries import records
from plugins.artifacts.service import adoptions, artifacts, drivers, evidence, measures, sharing, versions
from plugins.artifacts.service.adoptions import Told
from plugins.artifacts.service.artifacts import Aim
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.versions import Because
from plugins.artifacts.service.writing import At, written
from plugins.moderation import service as moderation
from tests.plugins.resources.test_reviews import told as notices_of

BEN = Told("Two schools in the valley", "A longer week")


def taken(scene, found, by=None, team=None, told=BEN, *, copy=True):
    """Ben's team takes it up, or another one."""
    actor, chosen = scene.acting(by or scene.ben), team or scene.other
    return adoptions.adopt(actor, found.public_id, chosen.public_id, told, copy=copy)


def test_another_team_begins_from_its_drivers_measures_and_headings_and_from_nothing_else(scene):
    found = scene.begun(form="plan")
    ana, public_id = scene.acting(scene.ana), found.public_id
    artifacts.aim_at(ana, public_id, Aim("More quiet", "2 of 9", "Grade 1"))
    top = drivers.draw(ana, public_id, Line("The office knows")).public_id
    drivers.draw(ana, public_id, Line("A list on the wall", "idea", top))
    measure = measures.add(ana, public_id, {"name": "Knocks", "kind": "process", "steward": scene.ana.public_id})
    measures.put_points(ana, At(public_id, measure.public_id), [(clock.now().date(), 9.0)])
    evidence.attach(ana, public_id, {"title": "A walk", "kind": "observation"}, written("Ours."))
    scene.widened(found)
    drivers.draw(ana, public_id, Line("A later idea", "idea"))
    adoption, made, held = taken(scene, found)
    assert (adoption.version, adoption.context, held) == (1, BEN.context, False)
    copy = records.record(made)
    assert (copy.form, copy.title, copy.aim.text, copy.aim.amount) == ("plan", "Quiet mornings", "More quiet", "")
    assert [(one.text, bool(one.parent)) for one in copy.nodes] == [
        ("The office knows", False), ("A list on the wall", True),
    ]  # fmt: skip
    assert [(one.name, one.steward, one.points) for one in copy.measures] == [("Knocks", None, ())]
    assert len(copy.sections) == 5
    assert not copy.evidence
    assert (made.adapted_from_id, made.adapted_version) == (found.id, 1)


def test_who_may_not(scene):
    found = scene.shared()
    with pytest.raises(Forbidden):
        taken(scene, found, by=scene.ana, team=scene.team)
    with pytest.raises(NotFound):
        taken(scene, found, by=scene.olga)
    with pytest.raises(Invalid):
        taken(scene, found, team=scene.team)
    taken(scene, found)
    with pytest.raises(Invalid):
        taken(scene, found)


def test_before_there_is_a_version_nobody_takes_it_up(scene):
    found = scene.begun()
    third = scene.make.team(scene.collaboration)
    scene.make.join(third, scene.ana)
    with pytest.raises(Conflict):
        taken(scene, found, by=scene.ana, team=third)


def test_what_came_of_it_is_read_by_whoever_reads_what_was_adopted(scene, browse):
    found = scene.shared()
    adoption, _made, _held = taken(scene, found, copy=False)
    page = f"/artifacts/{found.public_id}"
    ben = browse(scene.ben)
    said = {"context": "Two schools", "changed": "Three weeks", "result": "It held", "in_use": "yes"}
    assert ben.post(f"{page}/adoptions/{adoption.public_id}", said).status_code == 303
    for person in (scene.ana, scene.ben, scene.mo):
        text = browse(person).get(page).text
        assert all(words in text for words in ("Two schools", "Three weeks", "It held", "Still in use")), person.name
    assert browse(scene.abe).get(f"{page}/adoptions/{adoption.public_id}").status_code == 403
    assert browse(scene.olga).get(f"{page}/adoptions/{adoption.public_id}").status_code == 404
    assert ben.post(f"{page}/adoptions/{adoption.public_id}", {**said, "in_use": "often"}).status_code == 422


def test_narrowed_again_the_team_that_took_it_up_keeps_its_word_and_others_lose_theirs(scene, acting, browse):
    found = scene.shared()
    adoption, made, _held = taken(scene, found)
    scene.narrowed(found)
    page = browse(scene.ben).get(f"/artifacts/{made.public_id}")
    assert page.status_code == 200
    assert "an artifact that is not available to you" in page.text
    assert browse(scene.ben).get(f"/artifacts/{found.public_id}").status_code == 404
    assert queries.of(acting(scene.mo), found) == []
    assert queries.of(acting(scene.ben), found)[0].adoption.id == adoption.id


def test_what_a_screen_holds_waits(scene, acting, browse):
    found = scene.shared()
    adoption, _made, _held = taken(scene, found)
    with unit_of_work():
        moderation.hold(Ref("artifacts.adoption", adoption.id), System("a screen"), "many links")
    assert BEN.context not in browse(scene.mo).get(f"/artifacts/{found.public_id}").text
    assert queries.of(acting(scene.ana), found) == []


def test_the_lineage_shows_what_the_reader_may_see(scene, acting, browse):
    found = scene.shared("First")
    _adoption, second, _held = taken(scene, found)
    third_team = scene.make.team(scene.collaboration)
    cleo = scene.make.member(third_team, "Cleo Hart")
    ben = scene.acting(scene.ben)
    versions.freeze(ben, second.public_id, "Ours")
    sharing.widen(ben, second.public_id, 1, scene.space.public_id)
    _adoption, third, _held = taken(scene, second, by=cleo, team=third_team, told=Told(changed="No sign"))
    for person, artifact in ((scene.ana, found), (scene.ben, second), (cleo, third)):
        text = browse(person).get(f"/artifacts/{artifact.public_id}/lineage").text
        assert text.count("(this one)") == 1
        assert "No sign" in text
        assert "<svg" in text
    seen = queries.lineage(acting(scene.ana), found)
    assert [(one.parent, bool(seen.urls[one.id])) for one in seen.nodes] == [
        (found.public_id, True), (second.public_id, False),
    ]  # fmt: skip
    scene.narrowed(found)
    assert queries.lineage(acting(cleo), third).hidden


def test_owners_and_those_who_follow_are_told(scene, drain):
    found = scene.shared()
    drain()
    adoption, _made, _held = taken(scene, found)
    drain()
    assert notices_of(scene, scene.ana) == ["Ben Ortiz took up “Quiet mornings” for their team"]
    assert notices_of(scene, scene.ben) == []
    adoptions.tell(scene.acting(scene.ben), found.public_id, adoption.public_id, Told(result="It held", in_use="yes"))
    versions.freeze(scene.acting(scene.ana), found.public_id, "One more", [Because("own")])
    drain()
    assert "Ben Ortiz said what came of “Quiet mornings” with them" in notices_of(scene, scene.abe)


def test_after_a_quarter_of_a_year_the_team_is_asked_once_more(scene, browse):
    found = scene.shared()
    adoption, _made, _held = taken(scene, found, copy=False)
    words = "Say what came of “Quiet mornings”"
    assert words not in browse(scene.ben).get("/").text
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert words in browse(scene.ben).get("/").text
        assert words not in browse(scene.abe).get("/").text
        adoptions.tell(scene.acting(scene.ben), found.public_id, adoption.public_id, Told(in_use="yes"))
        assert words not in browse(scene.ben).get("/").text
    with clock.frozen(clock.now() + timedelta(days=200)):
        adoptions.tell(scene.acting(scene.ben), found.public_id, adoption.public_id, Told(in_use="no"))
    with clock.frozen(clock.now() + timedelta(days=400)):
        assert words not in browse(scene.ben).get("/").text
