"""Discussions as services: who may open, answer and read, on both databases."""

import pytest
from sqlalchemy import func, select

from community.access import visible
from community.data.database import session
from community.errors import Forbidden, NotFound
from community.events.models import LoggedEvent
from community.ledger.models import Entry
from plugins.discussions import service
from plugins.discussions.models import Reading, Reply, Thread
from plugins.discussions.queries import pages, unread


@pytest.fixture
def scene(make, acting):
    """Two districts of one collaboration, and somebody of another."""

    class Scene:
        collaboration = make.collaboration()
        space = make.space(collaboration)
        ana = make.member(make.team(collaboration), "Ana")
        ben = make.member(make.team(collaboration), "Ben")
        other = make.member(make.team(make.collaboration()), "Olga")

        def thread(self):
            return service.open_thread(
                acting(self.ana), self.space.public_id, service.written("How do you **start**?", title="First weeks")
            )[0]

    return Scene()


def test_a_thread_its_ledger_row_and_its_event_are_one_commit(scene):
    thread = scene.thread()
    assert session().scalar(select(func.count()).select_from(Thread)) == 1
    assert session().scalars(select(Entry.action).order_by(Entry.id)).all()[-1] == "discussions.thread_opened"
    assert session().scalars(select(LoggedEvent.name).order_by(LoggedEvent.id)).all()[-1] == "discussions.thread_opened"
    assert "<strong>start</strong>" in thread.html


def test_people_of_the_space_see_it_and_others_do_not(scene, acting):
    thread = scene.thread()
    for person, seen in ((scene.ana, 1), (scene.ben, 1), (scene.other, 0)):
        assert len(session().scalars(visible(acting(person), Thread)).all()) == seen
    with pytest.raises(NotFound):
        service.reply(acting(scene.other), thread.public_id, service.written("Hello"))
    assert session().scalar(select(func.count()).select_from(Reply)) == 0


def test_replies_are_numbered_and_make_their_author_follow(scene, acting):
    thread = scene.thread()
    first, _ = service.reply(acting(scene.ben), thread.public_id, service.written("One"))
    second, _ = service.reply(acting(scene.ana), thread.public_id, service.written("Two"))
    assert (first.number, second.number) == (1, 2)
    assert session().get(Reading, (scene.ben.id, thread.id)).follows


def test_unread_counts_follow_the_reader(scene, acting):
    thread = scene.thread()
    assert unread.unread_by_space(acting(scene.ben), [scene.space.id]) == {scene.space.id: 1}
    assert unread.unread_by_space(acting(scene.ana), [scene.space.id]) == {}
    service.read_up_to(acting(scene.ben), thread.public_id, 0)
    assert unread.unread_by_space(acting(scene.ben), [scene.space.id]) == {}
    service.reply(acting(scene.ana), thread.public_id, service.written("More"))
    assert unread.unread_of(acting(scene.ben), [thread.id]) == {thread.id: 1}


def test_a_closed_thread_takes_no_reply(scene, acting):
    thread = scene.thread()
    service.close(acting(scene.ana), thread.public_id)
    with pytest.raises(Forbidden):
        service.reply(acting(scene.ben), thread.public_id, service.written("Too late"))


def test_an_edit_keeps_the_earlier_wording(scene, acting):
    thread = scene.thread()
    service.edit_thread(acting(scene.ana), thread.public_id, service.written("New words", title="First weeks"), 1)
    shown = pages.thread_page(acting(scene.ben), thread.public_id)
    assert shown.wording.version == 2
    with pytest.raises(Forbidden):
        service.edit_thread(acting(scene.ben), thread.public_id, service.written("Mine", title="x"), 2)


def test_what_was_there_before_somebody_joined_is_not_new_space_by_space(scene, make, acting):
    second = make.collaboration()
    team = make.team(second)
    make.join(team, scene.ben)
    early = scene.thread()
    carla = make.member(team, "Carla")
    make.join(make.team(scene.collaboration), carla)
    for space in (scene.space, make.space(second)):
        service.begin_space(carla.id, space.id)
    assert unread.unread_by_space(acting(carla), [scene.space.id]) == {}
    late, _ = service.open_thread(acting(scene.ben), make.space(second).public_id, service.written("x", title="Late"))
    service.reply(acting(scene.ben), early.public_id, service.written("News"))
    counts = unread.unread_by_space(acting(carla), [scene.space.id, late.space_id])
    assert counts == {scene.space.id: 1, late.space_id: 1}
    assert unread.unread_of(acting(carla), [early.id, late.id]) == {early.id: 1, late.id: 0}
