"""Cases as those whom they concern read them."""

import pytest

from plugins.discussions import service as discussions
from plugins.moderation import service
from plugins.notifications.queries import lines, notices


@pytest.fixture
def scene(make, acting, browse, drain):
    """Ana writes, Ben reads, Mo moderates."""

    class Scene:
        collaboration = make.collaboration()
        ana = make.member(make.team(collaboration), "Ana Ruiz")
        ben = make.member(make.team(collaboration), "Ben Ortiz")
        mo = make.role("moderator", collaboration, make.person("Mo Diaz"))

        def __init__(self):
            self.browsers = {one.id: browse(one) for one in (self.ana, self.ben, self.mo)}
            text = discussions.written("We **count** late buses.", title="Late buses")
            self.thread, _ = discussions.open_thread(acting(self.ana), make.space(self.collaboration).public_id, text)
            drain()

        def hide(self, kind, row):
            found = service.hide(acting(self.mo), f"discussions.{kind}", row.public_id, "Names a child.")
            drain()
            return found

        def page(self, person, case):
            answer = self.browsers[person.id].get(f"/moderation/{case.public_id}")
            return answer.text if answer.status_code == 200 else answer.status_code

        def read(self, person, case):
            self.browsers[person.id].post(f"/moderation/{case.public_id}/read")
            drain()

        def said_to(self, person):
            actor = acting(person)
            return [(str(one), bool(one.unread)) for one in lines.of(actor, notices.listed(actor).items)]

    return Scene()


def test_the_author_reads_their_own_words_and_who_decided(scene):
    case = scene.hide("thread", scene.thread)
    page = scene.page(scene.ana, case)
    for words in ("<h1>Late buses</h1>", "We count late buses.", "Hidden from members", "Names a child."):
        assert words in page
    assert f'href="/people/{scene.mo.public_id}"' in page
    assert scene.page(scene.ben, case) == 404
    assert "We count late buses." not in scene.page(scene.mo, case), "moderators follow the link"


def test_a_hidden_reply_has_its_thread_s_title_only_while_that_is_open(scene, acting):
    reply, _ = discussions.reply(acting(scene.ben), scene.thread.public_id, discussions.written("Ours too."))
    case = scene.hide("reply", reply)
    assert "<h1>Late buses</h1>" in scene.page(scene.ben, case)
    assert "Ours too." in scene.page(scene.ben, case)
    scene.hide("thread", scene.thread)
    page = scene.page(scene.ben, case)
    assert "Late buses" not in page
    assert "Ours too." in page


def test_notices_name_the_thing_are_settled_by_reading_and_tell_of_the_end(scene, acting, drain):
    case = scene.hide("thread", scene.thread)
    hidden = "Mo Diaz hid “Late buses”, which you wrote: read why"
    assert scene.said_to(scene.ana) == [(hidden, True)]
    scene.read(scene.ana, case)
    assert scene.said_to(scene.ana) == [(hidden, False)]
    service.lift(acting(scene.mo), case.public_id)
    drain()
    assert scene.said_to(scene.ana) == [("Mo Diaz opened “Late buses”, which you wrote, to its readers", True)]
    page = scene.page(scene.ana, case)
    assert "Open again" in page
    assert "Hidden from members" not in page
    scene.read(scene.ana, case)
    assert [unread for _words, unread in scene.said_to(scene.ana)] == [False]
