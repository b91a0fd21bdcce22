"""Conversations about a thing of another module: only where the thing is read, and never a way to it."""

import pytest

from community.errors import Invalid
from plugins.artifacts.service.versions import Because
from plugins.discussions import service
from plugins.discussions.queries import about
from tests.plugins.artifacts.conftest import Scene

TEXT = {"title": "What do you do about the phone?", "body": "Ours rings all morning.", "language": "en"}


@pytest.fixture
def scene(make, acting, drain):
    """Two teams, and an artifact of one."""
    return Scene(make, acting, drain)


def key(found):
    return f"artifacts.artifact:{found.public_id}"


def asked(scene, browse, found, person, space=None):
    """Somebody asks about it in the collaboration's space; the answer of the form."""
    slug = (space or scene.space).slug
    return browse(person).post(f"/discussions/in/{slug}/new", TEXT | {"about": key(found)})


def test_it_is_asked_from_its_page_and_stands_there(scene, browse):
    found = scene.shared()
    page = f"/artifacts/{found.public_id}"
    text = browse(scene.ben).get(page).text
    assert (
        f"/discussions/in/{scene.space.slug}/new?about={key(found)}".replace(":", "%3A") in text or key(found) in text
    )
    form = browse(scene.ben).get(f"/discussions/in/{scene.space.slug}/new?about={key(found)}").text
    assert "Quiet mornings" in form
    answer = asked(scene, browse, found, scene.ben)
    assert answer.status_code == 303
    thread = browse(scene.abe).get(answer.headers["Location"]).text
    assert f'href="{page}"' in thread
    assert "version 1" in thread
    for person in (scene.ana, scene.ben, scene.mo):
        assert TEXT["title"] in browse(person).get(page).text


def test_not_where_the_thing_is_not_read(scene, acting, browse):
    found = scene.begun()
    assert asked(scene, browse, found, scene.ana).status_code == 422
    assert asked(scene, browse, found, scene.ben).status_code == 422
    assert asked(scene, browse, found, scene.ana, scene.home).status_code == 303
    with pytest.raises(Invalid):
        service.open_thread(
            acting(scene.ben), scene.space.public_id, service.written("x", "en", "t"), "discussions.x:y"
        )


def test_narrowed_again_the_conversation_stays_and_says_nothing_of_the_thing(scene, browse):
    found = scene.shared()
    there = asked(scene, browse, found, scene.ben).headers["Location"]
    scene.narrowed(found)
    text = browse(scene.ben).get(there).text
    assert TEXT["title"] in text
    assert "Quiet mornings" not in text
    assert "Quiet mornings" in browse(scene.ana).get(there).text
    assert browse(scene.olga).get(there).status_code == 404


def test_what_is_said_in_one_space_is_not_shown_to_another(scene, browse):
    found = scene.shared()
    assert asked(scene, browse, found, scene.ana, scene.home).status_code == 303
    assert TEXT["title"] not in browse(scene.ben).get(f"/artifacts/{found.public_id}").text
    assert TEXT["title"] in browse(scene.abe).get(f"/artifacts/{found.public_id}").text


def test_whoever_changes_what_others_speak_of_is_told(scene, acting, browse):
    found = scene.shared()
    page = f"/artifacts/{found.public_id}/aim"
    words = "Others take part in 1 conversation about this."
    assert words not in browse(scene.ana).get(page).text
    asked(scene, browse, found, scene.ben)
    text = browse(scene.ana).get(page).text
    assert words in text
    assert "They read version 1" in text
    scene.widened(found, causes=[Because("feedback")])
    asked(scene, browse, found, scene.ben)
    assert about.answered(acting(scene.ana), about.Ref("artifacts.artifact", found.id)) == about.Answered(2, 2)


def test_a_resource_is_spoken_of_the_same_way(scene, browse):
    ana = browse(scene.ana)
    made = {"title": "Exit ticket", "body": "Three.", "licence": "cc-by", "language": "en"}
    there = ana.post(f"/resources/in/{scene.space.slug}/new?way=text", made).headers["Location"]
    public_id = there.rpartition("/")[2]
    answer = browse(scene.ben).post(
        f"/discussions/in/{scene.space.slug}/new", TEXT | {"about": f"resources.resource:{public_id}"}
    )
    assert answer.status_code == 303
    assert TEXT["title"] in ana.get(there).text
    assert "Exit ticket" in ana.get(answer.headers["Location"]).text
