"""The working record: never over somebody else's words, locked where it was promised, seen by the team alone."""

from datetime import timedelta

import pytest

from community import clock
from community.errors import Conflict, Forbidden, Invalid, NotFound
from plugins.artifacts.service import artifacts, cycles, plans, versions
from plugins.artifacts.service.artifacts import Aim
from plugins.artifacts.service.cycles import Planned, Studied
from plugins.artifacts.service.plans import Promise
from plugins.artifacts.service.versions import Because
from plugins.artifacts.service.writing import At, ClashError
from plugins.artifacts.stamp import stamp


def test_two_who_write_at_once_lose_nothing(scene, acting):
    found = scene.begun()
    before = stamp(Aim().values())
    artifacts.aim_at(acting(scene.ana), found.public_id, Aim("By Ana"), since=before)
    with pytest.raises(ClashError) as clash:
        artifacts.aim_at(acting(scene.abe), found.public_id, Aim("By Abe"), since=before)
    assert clash.value.values["aim"] == "By Ana"
    assert scene.record(found.public_id).aim.text == "By Ana"


def test_the_page_shows_both_texts_when_two_wrote_at_once(scene, browse):
    found = scene.begun()
    page = f"/artifacts/{found.public_id}/aim"
    abe = browse(scene.abe)
    old = abe.get(page).text.partition('name="stamp" type="hidden" value="')[2].partition('"')[0]
    assert old
    assert browse(scene.ana).post(page, {"aim": "By Ana", "stamp": old}).status_code == 303
    answer = abe.post(page, {"aim": "By Abe", "stamp": old})
    assert answer.status_code == 422
    assert "By Ana" in answer.text
    assert "By Abe" in answer.text


def test_a_prediction_is_locked_when_the_cycle_begins_and_study_answers_it(scene, acting):
    ana, public_id = acting(scene.ana), scene.begun().public_id
    at = At(public_id, cycles.plan(ana, public_id, Planned("One week", "It is quiet")).public_id)
    with pytest.raises(Conflict):
        cycles.study(ana, at, Studied("not", "Loud", "abandon", ""))
    cycles.begin(ana, at)
    with pytest.raises(Conflict):
        cycles.replan(ana, at, Planned("One week", "It is loud"))
    cycles.tell(ana, at, "It was loud.")
    with pytest.raises(Invalid):
        cycles.study(ana, at, Studied("", "Loud", "abandon", ""))
    cycles.study(ana, at, Studied("not", "Loud", "abandon", ""))
    one = scene.record(public_id).cycles[0]
    assert (one.prediction, one.state, one.answer) == ("It is quiet", "done", "not")


def scene_artifact(scene, public_id):
    from plugins.artifacts.queries import artifacts as queries

    return queries.artifact(scene.acting(scene.ana), public_id)


def test_only_the_team_writes_and_nobody_else_reads_the_working_record(scene, acting, browse):
    found = scene.shared()
    page = f"/artifacts/{found.public_id}"
    artifacts.aim_at(acting(scene.ana), found.public_id, Aim("Only for us yet"))
    with pytest.raises(Forbidden):
        artifacts.aim_at(acting(scene.ben), found.public_id, Aim("By Ben"))
    with pytest.raises(NotFound):
        artifacts.aim_at(acting(scene.olga), found.public_id, Aim("By Olga"))
    assert "Only for us yet" in browse(scene.abe).get(page).text
    assert "Only for us yet" not in browse(scene.ben).get(page).text
    assert browse(scene.olga).get(page).status_code == 404


def test_from_the_second_version_on_a_change_says_what_it_goes_back_to(scene, acting, browse):
    found = scene.shared()
    ana = acting(scene.ana)
    with pytest.raises(Invalid):
        versions.freeze(ana, found.public_id, "Better")
    versions.freeze(ana, found.public_id, "Better", [Because("meeting", "In March", "Aim")])
    assert "A meeting (In March)" in browse(scene.ana).get(f"/artifacts/{found.public_id}").text


def test_a_commitment_stands_on_its_owners_my_work_a_week_before_it_is_due(scene, acting, browse):
    found = scene.begun(form="plan")
    due = (clock.now() + timedelta(days=9)).date()
    plans.promise(acting(scene.ana), found.public_id, Promise("Ask the principals", scene.abe.public_id, due))
    assert "Ask the principals" not in browse(scene.abe).get("/").text
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert "Ask the principals" in browse(scene.abe).get("/").text
        assert "Ask the principals" not in browse(scene.ana).get("/").text
    with clock.frozen(clock.now() + timedelta(days=30)):
        assert "Ask the principals" in browse(scene.abe).get("/").text
        row = scene.record(found.public_id).commitments[0].id
        plans.settle(acting(scene.abe), At(found.public_id, row), "done")
        assert "Ask the principals" not in browse(scene.abe).get("/").text
