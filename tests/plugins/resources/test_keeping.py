"""What staff and moderators keep (tags, house rules), and which teams use what."""

import pytest
from sqlalchemy import select

from community.data.database import session
from community.errors import Conflict, Forbidden, Invalid, NotFound
from plugins.resources.models import Resource, Tag
from plugins.resources.queries import resources as queries
from plugins.resources.queries import uses as used
from plugins.resources.queries.tags import with_tag
from plugins.resources.service import house, tags, uses


def given(found):
    return [one.name_en for one in session().scalars(select(Tag)) if found.id in with_tag(one.id)]


@pytest.fixture
def staff(scene):
    """Somebody of the network's staff."""
    return scene.acting(scene.make.role("staff"))


def test_only_staff_keep_tags(scene, staff):
    tag = tags.add(staff, "Feedback", "Comentarios")
    for call in (
        lambda: tags.add(scene.acting(scene.mo), "Mine", "Mía"),
        lambda: tags.rename(scene.acting(scene.ana), tag.public_id, "Mine", "Mía"),
        lambda: tags.retire(scene.acting(scene.ana), tag.public_id),
    ):
        with pytest.raises(Forbidden):
            call()


def test_a_name_stands_once(scene, staff):
    tags.add(staff, "Feedback", "Comentarios")
    with pytest.raises(Invalid) as refused:
        tags.add(staff, "Response", "Comentarios")
    assert set(refused.value.errors) == {"name_es"}


def test_merged_everything_has_the_other_once(scene, staff):
    old, new = scene.tag("Peer review", "Revisión"), scene.tag("Feedback", "Comentarios")
    one, both = scene.text("One", tags=[old.public_id]), scene.text("Both", tags=[old.public_id, new.public_id])
    tags.merge(staff, old.public_id, new.public_id)
    assert "Feedback" in given(one)
    assert "Feedback" in given(both)
    with pytest.raises(Conflict):
        tags.merge(staff, new.public_id, new.public_id)


def test_a_renamed_tag_is_found_by_its_new_name(scene, staff, browse):
    tag = scene.tag("Feedback", "Comentarios")
    scene.text("Exit ticket", tags=[tag.public_id])
    scene.drain()
    tags.rename(staff, tag.public_id, "Quetzal", "Quetzal")
    scene.drain()
    assert "Exit ticket" in browse(scene.ben).get("/search?q=quetzal").text


def test_a_tag_shows_what_its_reader_may_see(scene, browse):
    tag = scene.tag("Feedback", "Comentarios")
    scene.text("Exit ticket", tags=[tag.public_id])
    address = f"/resources/tags/{tag.public_id}"
    assert "Exit ticket" in browse(scene.ben).get(address).text
    assert "Exit ticket" not in browse(scene.olga).get(address).text


def test_moderators_say_how_a_space_wants_its_resources(scene, browse):
    address = f"/resources/in/{scene.space.slug}/house"
    assert browse(scene.ana).get(address).status_code == 403
    assert browse(scene.mo).post(address, {"review": "y", "licence": "cc0"}).status_code == 303
    wants = queries.house_of(scene.space.id)
    assert (wants.review, wants.links, wants.licence) == (True, False, "cc0")
    with pytest.raises(NotFound):
        house.keep(scene.acting(scene.olga), scene.space.public_id, review=True, links=True, licence="cc0")


def test_a_team_says_that_it_uses_it_and_the_author_hears(scene, browse):
    found, team = scene.text("Exit ticket"), used.own_teams(scene.acting(scene.ben))[0]
    answer = browse(scene.ben).post(
        f"/resources/{found.public_id}/use", {"team": team.public_id, "note": "Every Friday"}
    )
    assert answer.status_code == 303
    scene.drain()
    assert "Every Friday" in browse(scene.ana).get(f"/resources/{found.public_id}").text
    assert "Ben Ortiz says that their team uses" in browse(scene.ana).get("/notifications/").text
    assert "Used by 1 team" in browse(scene.ana).get(f"/resources/in/{scene.space.slug}/").text
    uses.give_up(scene.acting(scene.ben), found.public_id, team.public_id)
    assert used.counts([found.id]) == {}
    assert "Every Friday" in browse(scene.ana).get(f"/resources/{found.public_id}").text


def test_nobody_speaks_for_another_team(scene):
    found = scene.text()
    with pytest.raises(Forbidden):
        uses.take_up(scene.acting(scene.ben), found.public_id, scene.team.public_id, "")
    with pytest.raises(NotFound):
        uses.take_up(scene.acting(scene.olga), found.public_id, scene.team.public_id, "")
    assert session().scalars(select(Resource)).one().id == found.id
