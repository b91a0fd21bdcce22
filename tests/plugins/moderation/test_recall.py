"""What a team shared with a space, that space's moderators can take out again; at home it stays."""

import pytest

from community.data.refs import Ref
from community.errors import Forbidden
from community.spaces import service as spaces
from community.spaces.queries import shares_of
from tests.plugins.artifacts.conftest import Scene


@pytest.fixture
def scene(make, acting, drain):
    """Two teams, and an artifact of one that their collaboration reads."""
    return Scene(make, acting, drain)


def test_a_moderator_of_the_space_takes_it_out_of_there_and_nobody_else_does(scene, acting, browse):
    found = scene.shared()
    page, ref = f"/artifacts/{found.public_id}", Ref("artifacts.artifact", found.id)
    scene.widened(scene.begun("Another one"))
    [share] = shares_of(ref)
    words = f"Take it out of {scene.space.title}"
    assert words in browse(scene.mo).get(page).text
    for person in (scene.ana, scene.ben):
        assert words not in browse(person).get(page).text
    with pytest.raises(Forbidden):
        spaces.withdraw(acting(scene.ben), share.public_id)
    answer = browse(scene.mo).post(f"/spaces/shares/{share.public_id}/withdraw")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/spaces/{scene.space.slug}/")
    assert [browse(one).get(page).status_code for one in (scene.ana, scene.ben, scene.mo)] == [200, 404, 404]
    assert "Another one" in browse(scene.ben).get(f"/artifacts/in/{scene.space.slug}/").text
