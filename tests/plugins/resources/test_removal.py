"""Removal: a reason, thirty days, and what is left after them."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid
from community.files.models import File, Holder
from plugins.resources.models import Resource, Step, Version
from plugins.resources.service import removal


def days_later(found, days):
    with unit_of_work():
        at = now() - timedelta(days=days)
        session().execute(update(Resource).where(Resource.id == found.id).values(removed_at=at))


def test_only_its_author_or_a_moderator_removes_it_and_says_why(scene, acting, browse):
    found = scene.text()
    with pytest.raises(Forbidden):
        removal.remove(acting(scene.ben), found.public_id, "I do not like it.")
    with pytest.raises(Invalid):
        removal.remove(acting(scene.ana), found.public_id, "")
    page = f"/resources/{found.public_id}/remove"
    assert browse(scene.mo).post(page, {"why": ""}).status_code == 422
    assert browse(scene.mo).post(page, {"why": "Out of date."}).status_code == 303
    with pytest.raises(Conflict):
        removal.remove(acting(scene.ana), found.public_id, "Once more.")


def test_removed_nobody_changes_or_shares_it(scene, acting, browse):
    found = scene.text()
    removal.remove(acting(scene.ana), found.public_id, "Out of date.")
    assert browse(scene.ana).get(f"/resources/{found.public_id}/edit").status_code == 403
    assert browse(scene.ana).get(f"/resources/{found.public_id}/versions/new").status_code == 403
    with pytest.raises(Forbidden):
        scene.share(found)
    assert "Exit ticket" not in browse(scene.ben).get(f"/resources/in/{scene.space.slug}/").text


def test_within_thirty_days_it_comes_back_whole(scene, acting, browse):
    found = scene.text()
    removal.remove(acting(scene.ana), found.public_id, "By mistake.")
    days_later(found, 29)
    removal.purge()
    assert browse(scene.ana).post(f"/resources/{found.public_id}/restore").status_code == 303
    assert "Three questions." in browse(scene.ben).get(f"/resources/{found.public_id}").text


def test_after_thirty_days_its_title_is_left_and_its_files_are_let_go(scene, acting, browse):
    found = scene.file(b"some words", "words.txt", "Notes")
    file = session().scalar(select(File.id).order_by(File.id.desc()))
    removal.remove(acting(scene.ana), found.public_id, "Out of date.")
    days_later(found, 31)
    removal.purge()
    removal.purge()
    assert session().scalars(select(Version).where(Version.resource_id == found.id)).all() == []
    assert session().scalars(select(Step).where(Step.resource_id == found.id)).all() == []
    assert session().scalars(select(Holder).where(Holder.file_id == file)).all() == []
    assert session().get_one(File, file).expires_at <= now()
    page = browse(scene.ben).get(f"/resources/{found.public_id}")
    assert page.status_code == 200
    assert all(words in page.text for words in ("Notes", "Out of date."))
    assert browse(scene.ana).post(f"/resources/{found.public_id}/restore").status_code == 409


def test_what_a_moderator_removed_its_author_does_not_bring_back(scene, acting, browse):
    found = scene.text()
    removal.remove(acting(scene.mo), found.public_id, "It names a child.")
    address = f"/resources/{found.public_id}"
    assert "Bring it back" not in browse(scene.ana).get(address).text
    assert browse(scene.ana).post(f"{address}/restore").status_code == 403
    assert "Bring it back" in browse(scene.mo).get(address).text
    assert browse(scene.mo).post(f"{address}/restore").status_code == 303
