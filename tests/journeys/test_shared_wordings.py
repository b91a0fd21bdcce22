"""A share opens one wording: not the files of later ones, nor when they were written, nor news of them."""

import io

import pytest

from community.access import SITE, can
from community.data.database import session
from community.data.refs import Ref
from community.errors import NotFound
from community.files import queries as files
from community.files import service as bringing
from community.live.connections import Connections
from community.spaces import service as spaces
from plugins.discussions import service
from tests.community.files.pictures import plain


@pytest.fixture
def shared(make, acting):
    """A team's thread with a picture; its first wording is shared with the collaboration's space."""

    class Shared:
        collaboration = make.collaboration()
        home = make.space(make.team(collaboration))
        writer = make.member(make.team(collaboration))
        other = make.member(make.team(collaboration))
        wide = make.space(collaboration)

        def picture(self):
            assert can(self.actor, "upload", SITE)
            return bringing.receive(self.actor, io.BytesIO(plain()), "a.png", purpose="post_image", alt="A").public_id

        def written(self, *pictures, language="en"):
            return service.written(" ".join(f"![A](file:{one})" for one in pictures) + " words", language, "Title")

        def share(self, version):
            spaces.share(self.actor, Ref("discussions.thread", self.thread.id), self.wide.public_id, version=version)

    found = Shared()
    team = make.team(found.collaboration)
    found.home, found.writer = make.space(team), make.member(team, "Ana")
    found.actor, found.reader = acting(found.writer), acting(found.other)
    return found


def may(actor, public_id):
    session().close()
    try:
        return bool(files.served(actor, public_id))
    except NotFound:
        return False
    finally:
        session().close()


def test_a_share_opens_the_files_of_its_wording_alone(shared):
    stays, dropped, later = (shared.picture() for _ in range(3))
    shared.thread = service.open_thread(shared.actor, shared.home.public_id, shared.written(stays, dropped))[0]
    shared.share(1)
    assert [may(shared.reader, one) for one in (stays, dropped)] == [True, True]
    service.edit_thread(shared.actor, shared.thread.public_id, shared.written(stays, later), 1)
    assert [may(shared.reader, one) for one in (stays, dropped, later)] == [True, True, False]
    shared.share(2)
    assert [may(shared.reader, one) for one in (stays, dropped, later)] == [True, True, True]
    assert [may(shared.actor, one) for one in (stays, dropped, later)] == [True, True, True]


def test_a_later_wording_does_not_open_what_it_dropped(shared):
    dropped, later = shared.picture(), shared.picture()
    shared.thread = service.open_thread(shared.actor, shared.home.public_id, shared.written(dropped))[0]
    service.edit_thread(shared.actor, shared.thread.public_id, shared.written(later), 1)
    shared.share(2)
    assert [may(shared.reader, one) for one in (dropped, later)] == [False, True]
    service.edit_thread(shared.actor, shared.thread.public_id, shared.written(dropped), 2)
    shared.share(3)
    assert may(shared.reader, dropped)


def test_the_page_of_a_share_tells_nothing_of_later_work(shared, browse):
    shared.thread = service.open_thread(shared.actor, shared.home.public_id, shared.written())[0]
    shared.share(1)
    service.edit_thread(shared.actor, shared.thread.public_id, shared.written(language="es"), 1)
    service.close(shared.actor, shared.thread.public_id)
    here = f"/discussions/threads/{shared.thread.public_id}"
    outside, inside = browse(shared.other).get(here).text, browse(shared.writer).get(here).text
    assert 'lang="es" data-number="0"' in inside
    assert "· edited" in inside
    assert "This thread is closed" in inside
    assert 'lang="en" data-number="0"' in outside
    assert "· edited" not in outside
    assert "This thread is closed" not in outside


def test_nobody_outside_is_nudged_by_later_work(app, shared, drain, monkeypatch):
    app.extensions.pop("community.live.position", None)  # of another test's log
    shared.thread = service.open_thread(shared.actor, shared.home.public_id, shared.written())[0]
    shared.share(1)
    drain()
    told = []
    here = Connections()
    here.add("one", shared.actor)
    here.add("two", shared.reader)
    monkeypatch.setitem(app.extensions, "community.live.connections", here)
    monkeypatch.setattr(
        app.extensions["community.live.hub"], "nudge", lambda rooms, said: told.append((rooms, said.what))
    )
    service.edit_thread(shared.actor, shared.thread.public_id, shared.written(), 1)
    service.close(shared.actor, shared.thread.public_id)
    service.reopen(shared.actor, shared.thread.public_id)
    drain()
    writer = [f"person:{shared.writer.id}"]
    names = {what for rooms, what in told if what.startswith("discussions.")}
    assert names & {"discussions.thread_edited", "discussions.thread_closed"}
    assert all(rooms == writer for rooms, what in told if what in names)
