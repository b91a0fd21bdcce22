"""Moderation as services: a reason for hiding, one case a thing, decided once; the screen, also in an edit."""

import pytest
from sqlalchemy import select

from community.access import visible
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.events.models import LoggedEvent
from community.host import settings
from community.ledger.models import Entry
from plugins.discussions import service as discussions
from plugins.discussions.models import Reply, Thread
from plugins.moderation import service
from plugins.moderation.models import Takedown

LINKS = " ".join(f"https://example.org/{number}" for number in range(6))


@pytest.fixture
def scene(make, acting):
    """Ana writes, Ben reads, Mia moderates, Olga is elsewhere."""

    class Scene:
        collaboration = make.collaboration()
        space = make.space(collaboration)
        ana = make.member(make.team(collaboration), "Ana")
        ben = make.member(make.team(collaboration), "Ben")
        mia = make.role("moderator", collaboration)
        olga = make.member(make.team(make.collaboration()), "Olga")

        def thread(self, body="Words", person=None):
            actor = acting(person or self.ana)
            return discussions.open_thread(actor, self.space.public_id, discussions.written(body, title="First"))

        def hide(self, thread, reason="Names a child.", person=None):
            return service.hide(acting(person or self.mia), "discussions.thread", thread.public_id, reason)

        def seen(self, person, model=Thread):
            session().close()
            return len(session().scalars(visible(acting(person), model)).all())

    return Scene()


def cases():
    session().close()
    return [(row.state, row.reason, row.lifted_at is None) for row in session().scalars(select(Takedown))]


def deeds():
    session().close()
    found = session().scalars(select(Entry.action).order_by(Entry.id)).all()
    return [action for action in found if action.startswith("moderation.")]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_nothing_is_hidden_without_a_reason(scene, reason):
    thread, _held = scene.thread()
    with pytest.raises(Invalid):
        scene.hide(thread, reason)
    assert (cases(), deeds(), scene.seen(scene.ben)) == ([], [], 1)


def test_hiding_twice_is_a_conflict_and_leaves_one_case(scene):
    thread, _held = scene.thread()
    scene.hide(thread)
    with pytest.raises(Conflict):
        scene.hide(thread, "Once more")
    assert cases() == [("hidden", "Names a child.", True)]
    assert deeds() == ["moderation.hidden"]
    assert (scene.seen(scene.ben), scene.seen(scene.mia)) == (0, 1)


def test_lifting_twice_is_a_conflict_and_a_new_case_may_follow(scene, acting):
    thread, _held = scene.thread()
    found = scene.hide(thread)
    service.lift(acting(scene.mia), found.public_id)
    assert scene.seen(scene.ben) == 1
    with pytest.raises(Conflict):
        service.lift(acting(scene.mia), found.public_id)
    assert deeds() == ["moderation.hidden", "moderation.restored"]
    scene.hide(thread, "Again")
    assert (scene.seen(scene.ben), len(cases())) == (0, 2)


def test_only_moderators_hide_and_lift(scene, acting):
    thread, _held = scene.thread()
    with pytest.raises(Forbidden):
        scene.hide(thread, person=scene.ben)
    with pytest.raises(NotFound):
        scene.hide(thread, person=scene.olga)
    found = scene.hide(thread)
    with pytest.raises(Forbidden):  # its author reads why, and that is all
        service.lift(acting(scene.ana), found.public_id)
    with pytest.raises(NotFound):
        service.lift(acting(scene.ben), found.public_id)


def test_what_is_held_becomes_hidden_in_the_same_case(scene, acting):
    thread, held = scene.thread(LINKS)
    assert (held, cases(), scene.seen(scene.ben)) == (True, [("held", "many links", True)], 0)
    found = scene.hide(thread, "Advertising")
    assert cases() == [("hidden", "Advertising", True)]
    service.lift(acting(scene.mia), found.public_id)
    assert deeds() == ["moderation.held", "moderation.hidden", "moderation.restored"]


def test_what_is_held_is_released(scene, acting):
    scene.thread(LINKS)
    found = session().scalars(select(Takedown)).one()
    service.lift(acting(scene.mia), found.public_id)
    assert scene.seen(scene.ben) == 1
    assert deeds() == ["moderation.held", "moderation.released"]
    assert session().scalars(select(LoggedEvent.name)).all().count("moderation.released") == 1


def test_how_many_links_is_a_setting(scene):
    assert scene.thread(LINKS.rpartition(" ")[0])[1] is False  # five are allowed
    with unit_of_work():
        settings.change("moderation.most_links", 6)
    assert scene.thread(LINKS)[1] is False
    assert scene.thread(f"{LINKS} http://example.org/more")[1] is True


def test_watched_words_hold_and_only_as_words(scene):
    with unit_of_work():
        settings.change("moderation.watched_words", "Gamble\n\n  lottery ")
    assert scene.thread("We do not GAMBLE with this.")[1] is True
    assert scene.thread("The lottery, again")[1] is True
    assert scene.thread("Gamblers anonymous")[1] is False


def test_moderators_and_spaces_without_one_are_not_held(scene, make, acting):
    assert scene.thread(LINKS, scene.mia)[1] is False
    quiet = make.collaboration()
    dan = make.member(make.team(quiet), "Dan")
    written = discussions.written(LINKS, title="Nobody could release it")
    assert discussions.open_thread(acting(dan), make.space(quiet).public_id, written)[1] is False


def test_an_edit_is_looked_at_too(scene, acting):
    thread, held = scene.thread()
    assert not held
    text = discussions.written(LINKS, title="First")
    discussions.edit_thread(acting(scene.ana), thread.public_id, text, version=1)
    assert (cases(), scene.seen(scene.ben)) == ([("held", "many links", True)], 0)


def test_the_last_activity_of_a_thread_follows_what_readers_see(scene, acting, drain):
    thread, _held = scene.thread()
    reply = discussions.reply(acting(scene.ben), thread.public_id, discussions.written("An answer"))[0]
    drain()
    session().close()
    with_reply = session().get_one(Thread, thread.id).active_at
    found = service.hide(acting(scene.mia), "discussions.reply", reply.public_id, "Names a child.")
    drain()
    session().close()
    without = session().get_one(Thread, thread.id).active_at
    assert without < with_reply
    service.lift(acting(scene.mia), found.public_id)
    drain()
    session().close()
    assert session().get_one(Thread, thread.id).active_at == with_reply
    assert scene.seen(scene.ana, Reply) == 1
