"""Following: one's own choice among five levels, for anything that one may read; told to nobody."""

import pytest
from flask import render_template_string
from sqlalchemy import func, select

from community.data.database import session
from community.data.refs import Ref
from community.errors import Invalid, NotFound
from community.ledger.models import Entry
from community.people.service.departure import close_account
from community.spaces import queries, service
from community.spaces.models import LEVELS, Follow
from community.spaces.personal import export

THREAD = "discussions.thread"


@pytest.fixture
def follow(acting):
    """Follow as somebody."""
    return lambda person, ref, level="watching": service.follow(acting(person), ref, level)


def following(*args):
    return set(session().scalars(queries.followers(*args)))


def test_who_said_nothing_follows_normally(scene, acting, follow):
    ref, common = Ref(THREAD, scene.thread.id), Ref("spaces.space", scene.common.id)
    assert queries.levels(acting(scene.ana), [ref, common]) == {ref: "normal", common: "normal"}
    follow(scene.ana, common, "first")
    assert queries.levels(acting(scene.ana), [ref, common]) == {ref: "normal", common: "first"}
    assert queries.levels(acting(scene.abe), [common]) == {common: "normal"}
    assert queries.levels(acting(scene.ana), []) == {}


def test_the_last_word_counts(scene, acting, follow):
    ref = Ref(THREAD, scene.thread.id)
    for level in LEVELS:
        follow(scene.ana, ref, level)
        assert queries.levels(acting(scene.ana), [ref])[ref] == level
    assert session().scalar(select(func.count()).select_from(Follow)) == 1


def test_followers_are_those_who_said_so_at_these_levels(scene, follow):
    ref, common = Ref(THREAD, scene.thread.id), Ref("spaces.space", scene.common.id)
    follow(scene.ana, ref, "watching")
    follow(scene.abe, ref, "muted")
    follow(scene.ben, common, "watching")
    assert following(THREAD, [ref.id], "watching") == {scene.ana.id}
    assert following(THREAD, [ref.id], "muted", "watching") == {scene.ana.id, scene.abe.id}
    assert following("spaces.space", select(scene.common.__class__.id), "watching") == {scene.ben.id}
    assert following(THREAD, [common.id + 1000], "watching") == set()
    assert following(THREAD, [ref.id]) == set()


def test_nobody_follows_what_they_may_not_read_or_at_a_level_that_is_none(scene, follow):
    ref = Ref(THREAD, scene.thread.id)
    for stranger in (scene.ben, scene.olga, scene.stan):
        with pytest.raises(NotFound):
            follow(stranger, ref)
    with pytest.raises(NotFound):
        follow(scene.ana, Ref(THREAD, 999_999))
    with pytest.raises(Invalid):
        follow(scene.ana, ref, "stalking")
    assert session().scalar(select(func.count()).select_from(Follow)) == 0


def test_nobody_else_is_told(scene, follow):
    before = session().scalar(select(func.count()).select_from(Entry))
    session().close()
    follow(scene.ana, Ref(THREAD, scene.thread.id))
    assert session().scalar(select(func.count()).select_from(Entry)) == before


def test_the_page_saves_it_and_leads_back(scene, browse, acting):
    ref, address = Ref(THREAD, scene.thread.id), f"/spaces/follow/{THREAD}/{scene.thread.public_id}"
    answer = browse(scene.ana).post(address, {"level": "tracking"})
    assert (answer.status_code, answer.location) == (302, f"/discussions/threads/{scene.thread.public_id}")
    assert queries.levels(acting(scene.ana), [ref])[ref] == "tracking"
    assert browse(scene.ana).post(address, {"level": "x"}).status_code == 422
    assert browse(scene.ana).post(address, {}).status_code == 422
    assert browse(scene.ben).post(address, {"level": "watching"}).status_code == 404
    assert browse(scene.ana).post(f"/spaces/follow/no.kind/{scene.thread.public_id}", {}).status_code == 404
    assert browse(scene.ana).get(address).status_code == 405
    space = browse(scene.ana).post(f"/spaces/follow/spaces.space/{scene.home.public_id}", {"level": "muted"})
    assert space.location == f"/spaces/{scene.home.slug}/"


def test_it_is_part_of_what_is_kept_of_a_person_and_goes_with_them(scene, follow, acting):
    follow(scene.ana, Ref(THREAD, scene.thread.id), "muted")
    assert [(row["of"], row["level"]) for row in export(scene.ana.id) if row["what"] == "follow"] == [(THREAD, "muted")]
    session().close()
    close_account(acting(scene.ana), scene.ana.public_id)
    assert session().scalar(select(func.count()).select_from(Follow)) == 0


def test_the_menu_says_the_level_and_offers_all(app):
    text = (
        '{% from "_macros/follow.html" import follow_menu %}'
        '{{ follow_menu("discussions.thread", "abc", level, contains=contains) }}'
    )
    with app.test_request_context():
        shown = render_template_string(text, level="muted", contains=False)
        whole = render_template_string(text, level="first", contains=True)
    assert "Follow: Muted" in shown
    assert 'value="muted" aria-describedby="follow-abc-muted-hint" checked' in shown
    assert [level for level in LEVELS if f'value="{level}"' in shown] == ["watching", "tracking", "normal", "muted"]
    assert [level for level in LEVELS if f'value="{level}"' in whole] == list(LEVELS)
    assert whole.count(" checked") == 1
