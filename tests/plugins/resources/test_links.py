"""Share links: only where they are wanted, for one version, until they end; and never a way to anything else."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from community import clock
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid
from plugins.resources.models import House, Resource
from plugins.resources.service import links, removal


@pytest.fixture
def wanted(scene):
    """The space shares by link."""
    scene.make.row(House(space_id=scene.space.id, links=True))


def made(scene, found, days=30, password="", number=1):
    return links.create(scene.acting(scene.ana), found.public_id, number=number, days=days, password=password)


def opened(browse, token):
    return browse(None).get(f"/resources/open/{token}")


def test_not_where_the_space_does_not_want_it(scene):
    with pytest.raises(Conflict):
        made(scene, scene.text())


@pytest.mark.parametrize("licence", ["network", "unknown"])
def test_not_what_its_licence_keeps_here(scene, wanted, licence):
    with pytest.raises(Conflict):
        made(scene, scene.text(licence=licence))


def test_not_by_those_who_may_not_share_it(scene, wanted):
    with pytest.raises(Forbidden):
        links.create(scene.acting(scene.ben), scene.text().public_id, number=1, days=3)


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_not_for_ever(scene, wanted, days):
    with pytest.raises(Invalid):
        made(scene, scene.text(), days=days)


def test_a_visitor_reads_that_version_and_no_other(scene, wanted, browse):
    found = scene.text("Exit ticket", "Three questions.")
    _link, token = made(scene, found)
    scene.again(found, "A secret later thought.")
    answer = opened(browse, token)
    assert answer.status_code == 200
    assert "Three questions." in answer.text
    assert "A secret later thought." not in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert browse(None).get(f"/resources/{found.public_id}").status_code == 302


def test_the_token_is_not_kept(scene, wanted):
    link, token = made(scene, scene.text())
    assert token not in "".join(str(value) for value in vars(link).values())


def test_its_file_comes_through_the_link_alone(scene, wanted, browse):
    found, other = scene.file(b"a,b\n1,2\n", "data.csv"), scene.file(b"not yours", "other.txt")
    scene.drain()
    _link, token = made(scene, found)
    page = opened(browse, token).text
    address = re.search(r'href="(/resources/open/[^"]+/file/(\w+))"', page)
    assert browse(None).get(address[1]).data == b"a,b\n1,2\n"
    assert browse(None).get(f"/files/{address[2]}").status_code == 302
    theirs = re.search(r"/files/(\w{12})", browse(scene.ana).get(f"/resources/{other.public_id}").text)
    assert theirs
    assert browse(None).get(f"/resources/open/{token}/file/{theirs[1]}").status_code == 404


@pytest.mark.parametrize("end", ["withdrawn", "ended", "removed", "hidden", "unwanted", "kept here"])
def test_when_it_is_over_nobody_learns_that_it_ever_was(scene, wanted, browse, end):
    found = scene.file(b"x", "x.txt")
    scene.drain()
    link, token = made(scene, found, days=2)
    file = re.search(r"/file/(\w+)", opened(browse, token).text)[0]
    if end == "withdrawn":
        links.withdraw(scene.acting(scene.ana), found.public_id, link.public_id)
    if end == "removed":
        removal.remove(scene.acting(scene.ana), found.public_id, "Old.")
    if end == "hidden":
        scene.hide(found)
    if end == "unwanted":
        browse(scene.mo).post(f"/resources/in/{scene.space.slug}/house", {"licence": "cc-by"})
    if end == "kept here":
        with unit_of_work():
            session().execute(update(Resource).where(Resource.id == found.id).values(licence="network"))
    later = clock.now() + timedelta(days=3 if end == "ended" else 0)
    with clock.frozen(later):
        never = opened(browse, "x" * 32)
        answer = opened(browse, token)
        assert answer.status_code == never.status_code == 404
        assert browse(None).get(f"/resources/open/{token}{file}").status_code == 404


def test_a_password_is_asked_first_and_guessing_ends(scene, wanted, browse):
    found = scene.text("Exit ticket", "Three questions.")
    _link, token = made(scene, found, password="copper lantern")
    visitor, address = browse(None), f"/resources/open/{token}"
    assert "Three questions." not in visitor.get(address).text
    assert visitor.post(address, {"password": "wrong"}).status_code == 422
    assert visitor.post(address, {"password": "copper lantern"}).status_code == 303
    assert "Three questions." in visitor.get(address).text
    assert "Three questions." not in browse(None).get(address).text


def test_the_page_shows_a_fresh_link_once(scene, wanted, browse):
    found = scene.text()
    ana, address = browse(scene.ana), f"/resources/{found.public_id}/links"
    fresh = ana.post(address, {"days": "7"}).text
    token = re.search(r"/resources/open/([\w-]+)", fresh)[1]
    assert opened(browse, token).status_code == 200
    assert token not in ana.get(address).text
    assert browse(scene.ben).get(address).status_code == 403
    assert browse(scene.olga).get(address).status_code == 404


def test_a_share_is_no_right_to_make_links(scene, wanted, browse):
    found = scene.text()
    scene.share(found)
    scene.drain()
    assert browse(scene.olga).get(f"/resources/{found.public_id}").status_code == 200
    assert browse(scene.olga).get(f"/resources/{found.public_id}/links").status_code == 403
