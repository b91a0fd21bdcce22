"""Every guarded page of the core asks the rules by itself: what the frame around it asks does not count.

The suite of promises holds every module to the same.
"""

import pytest

from community.errors import Unasked
from community.host.registry import host
from community.testing.conformance.scene import Scene, verbs
from community.web.blueprint import access_of


@pytest.fixture
def scene(app, make, acting):
    return Scene(app, make, acting)


def test_every_page_asks(scene):
    core = {bp.name for plugin in host().plugins.values() if plugin.core for bp in plugin.blueprints}
    unasked = []
    for rule in scene.app.url_map.iter_rules():
        simple = (
            "GET" in verbs(rule) and rule.arguments <= {"slug", "public_id"} and not rule.endpoint.endswith("static")
        )
        if not simple or rule.endpoint.partition(".")[0] not in core:
            continue
        if access_of(scene.app, rule.endpoint) != "guarded":
            continue
        address = rule.rule.replace("<slug>", scene.space.slug).replace("<public_id>", scene.ana.public_id)
        for person in (scene.ana, scene.mia, scene.admin):
            try:
                scene.browser(person).get(address)
            except Unasked as error:
                unasked.append(str(error))
    assert sorted(set(unasked)) == []
