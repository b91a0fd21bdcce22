"""Pages for everybody: off unless allowed, one version, no names; and they end."""

import pytest

from community.access import System
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden
from community.host import settings
from plugins.artifacts.service import artifacts, measures, plans, publishing
from plugins.artifacts.service.artifacts import Aim
from plugins.artifacts.service.plans import Promise
from plugins.moderation import service as moderation


@pytest.fixture
def allowed(scene):
    """The network has such pages."""
    with unit_of_work():
        settings.change("artifacts.public_pages", True)


def shown(scene):
    """A version of Ana's plan on a public page: the artifact, and the page's address."""
    found = scene.begun(form="plan")
    ana = scene.acting(scene.ana)
    artifacts.aim_at(ana, found.public_id, Aim("Fewer knocks <script>"))
    plans.promise(ana, found.public_id, Promise("Ask the principals", scene.abe.public_id))
    measures.add(ana, found.public_id, {"name": "Knocks", "kind": "process", "steward": scene.abe.public_id})
    scene.widened(found)
    return found, f"/artifacts/public/{publishing.show_everybody(ana, found.public_id).public_id}"


def test_not_where_the_network_does_not_want_it(scene, browse):
    found = scene.shared()
    with pytest.raises(Conflict):
        publishing.show_everybody(scene.acting(scene.ana), found.public_id)
    assert "no public pages" in browse(scene.ana).get(f"/artifacts/{found.public_id}/page").text


def test_only_its_team_shows_it_and_only_a_version(scene, allowed):
    with pytest.raises(Conflict):
        publishing.show_everybody(scene.acting(scene.ana), scene.begun().public_id)
    with pytest.raises(Forbidden):
        publishing.show_everybody(scene.acting(scene.ben), scene.shared().public_id)


def test_a_visitor_reads_that_version_without_names(scene, allowed, browse):
    found, address = shown(scene)
    artifacts.aim_at(scene.acting(scene.ana), found.public_id, Aim("A later aim"))
    page = browse(None).get(address)
    assert page.status_code == 200
    assert all(words in page.text for words in ("Quiet mornings", "Fewer knocks &lt;script&gt;", "Ask the principals"))
    assert all(words not in page.text for words in ("Abe Orr", "Ana Ruiz", "A later aim", "/edit", "Take this up"))
    assert 'property="og:title" content="Quiet mornings"' in page.text
    assert 'property="og:description" content="Fewer knocks' in page.text


@pytest.mark.parametrize("end", ["taken back", "not allowed", "held"])
def test_when_it_is_over_nobody_learns_that_it_ever_was(scene, allowed, browse, end):
    found, address = shown(scene)
    if end == "taken back":
        assert browse(scene.ana).post(f"/artifacts/{found.public_id}/page/end").status_code == 303
    with unit_of_work():
        if end == "not allowed":
            settings.change("artifacts.public_pages", False)
        if end == "held":
            moderation.hold(Ref("artifacts.artifact", found.id), System("a screen"), "many links")
    assert browse(None).get(address).status_code == 404
    assert browse(None).get("/artifacts/public/aaaaaaaaaaaa").status_code == 404
