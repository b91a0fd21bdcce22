"""Who is told of what: recipients, dedupe, numbers, held and hidden things. On both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, func, select, update

from community.clock import frozen, now
from community.data.database import db, session
from community.data.unit_of_work import unit_of_work
from community.events.models import CursorPosition, LoggedEvent
from community.host import settings as host_settings
from community.people.models import Person, TeamMembership
from plugins.moderation.models import Takedown
from plugins.notifications.models import Inbox, Notice, Waiting


def rows():
    return session().scalars(select(Notice).order_by(Notice.person_id, Notice.seq)).all()


def replay():
    """Let the cursor read the whole log again."""
    with unit_of_work():
        session().execute(delete(CursorPosition).where(CursorPosition.name == "notifications.follow_log"))


def test_people_of_the_space_are_told_and_the_actor_is_not(scene, drain):
    scene.thread()
    drain()
    told = set(session().scalars(select(Notice.person_id)))
    assert told == {scene.ben.id, scene.cleo.id, scene.mo.id}
    assert scene.said_to(scene.ben) == ["Ana Ruiz opened “Attendance”"]


def test_followers_are_told_of_a_reply(scene, drain):
    thread = scene.thread()
    drain()
    scene.reply(scene.ben, thread)
    drain()
    assert scene.said_to(scene.ana) == ["Ben Ortiz replied in “Attendance”"]
    assert (scene.bell(scene.ana), scene.bell(scene.ben), scene.bell(scene.olga)) == (1, 1, 0)


def test_a_replay_of_the_log_adds_nothing(scene, drain):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    drain()
    before = [(one.person_id, one.seq, one.event_id) for one in rows()]
    replay()
    drain()
    assert [(one.person_id, one.seq, one.event_id) for one in rows()] == before


def test_numbers_have_no_gaps(scene, drain):
    for title in ("One", "Two", "Three"):
        thread = scene.thread(title=title)
        scene.follow(thread, scene.ben)
        scene.reply(scene.cleo, thread)
    drain()
    replay()
    scene.thread(scene.ben, "Four")
    drain()
    for person in (scene.ana, scene.ben, scene.cleo, scene.mo):
        seqs = [one.seq for one in rows() if one.person_id == person.id]
        assert seqs == list(range(1, len(seqs) + 1))
        assert session().get(Inbox, person.id).last_seq == len(seqs)


def test_one_event_is_one_notice_the_first_declared(scene, drain, app, monkeypatch):
    host = app.extensions["community.host"]
    replied = next(one for one in host.notices() if one.name == "discussions.replied")
    twice = [replied, *host.notices()]
    monkeypatch.setattr(type(host), "notices", lambda self: twice)
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    drain()
    counts = session().execute(select(func.count(Notice.seq)).group_by(Notice.person_id, Notice.event_id)).scalars()
    assert set(counts) == {1}


def test_the_number_of_statements_does_not_grow_with_people(scene, drain, make):
    scene.thread()
    few = _statements(drain)
    for _ in range(12):
        make.member(scene.team)
    drain()
    scene.thread(title="Again")
    assert _statements(drain) == few


def _statements(drain):
    """How many inserts into notices and inboxes, and updates, draining takes."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith(("INSERT INTO notifications_", "UPDATE notifications_")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        drain()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_an_old_event_tells_nobody(scene, drain):
    scene.thread()
    with unit_of_work():
        session().execute(update(LoggedEvent).values(at=now() - timedelta(days=15)))
    drain()
    assert rows() == []


def test_a_hidden_thread_takes_its_notices_with_it_and_brings_them_back(scene, drain):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    drain()
    before = scene.said_to(scene.cleo), scene.said_to(scene.ana), scene.bell(scene.ana)
    takedown = scene.hide("discussions.thread", thread)
    assert scene.said_to(scene.cleo) == []
    assert (scene.bell(scene.cleo), scene.bell(scene.ana)) == (0, 0)
    drain()
    scene.lift(takedown)
    drain()
    told = [line for line in scene.said_to(scene.ana) if "which you wrote" not in line]
    assert (scene.said_to(scene.cleo), told) == before[:2]


def test_a_hidden_reply_takes_only_its_own_notice(scene, drain):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    bad = scene.reply(scene.ben, thread, "Worse.")
    drain()
    assert scene.bell(scene.ana) == 2
    scene.hide("discussions.reply", bad)
    assert scene.bell(scene.ana) == 1


def test_who_leaves_sees_none_and_is_told_nothing_more(scene, drain):
    thread = scene.thread()
    scene.follow(thread, scene.ben)
    drain()
    assert scene.bell(scene.ben) == 1
    with unit_of_work():
        mine = TeamMembership.person_id == scene.ben.id
        session().execute(update(TeamMembership).where(mine).values(ends_at=now()))
    assert (scene.bell(scene.ben), scene.said_to(scene.ben)) == (0, [])
    scene.reply(scene.cleo, thread)
    drain()
    assert [one.person_id for one in rows()].count(scene.ben.id) == 1


def test_a_closed_account_is_told_nothing(scene, drain):
    with unit_of_work():
        session().get(Person, scene.ben.id).closed_at = now()
    scene.thread()
    drain()
    assert scene.ben.id not in {one.person_id for one in rows()}


@pytest.fixture
def watchful(app):
    """A site where the word "secret" holds a post."""
    with unit_of_work():
        host_settings.change("moderation.watched_words", "secret")


def test_a_held_reply_is_told_when_it_is_released_and_once(scene, drain, watchful):
    thread = scene.thread()
    scene.follow(thread, scene.cleo, scene.mo)
    drain()
    scene.reply(scene.ben, thread, "A secret.")
    drain()
    assert scene.bell(scene.ana) == 0
    assert [one.name for one in rows() if one.person_id == scene.cleo.id] == ["discussions.opened"]
    assert session().scalar(select(func.count()).select_from(Waiting)) == 1
    scene.lift(session().scalars(select(Takedown)).one())
    drain()
    assert scene.said_to(scene.ana) == ["Ben Ortiz replied in “Attendance”"]
    of_mo = [one.name for one in rows() if one.person_id == scene.mo.id]
    assert of_mo.count("discussions.replied") == 1
    assert session().scalar(select(func.count()).select_from(Waiting)) == 0


def test_hidden_before_anybody_was_told_and_restored_tells_them_then(scene, drain):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    takedown = scene.hide("discussions.thread", thread)
    drain()
    assert scene.bell(scene.cleo) == 0
    scene.lift(takedown)
    drain()
    assert scene.said_to(scene.cleo) == ["Ana Ruiz opened “Attendance”"]
    assert "Ben Ortiz replied in “Attendance”" in scene.said_to(scene.ana)


def test_restored_after_people_were_told_tells_nobody_again(scene, drain, make):
    thread = scene.thread()
    drain()
    takedown = scene.hide("discussions.thread", thread)
    drain()
    newcomer = make.member(scene.team)
    scene.lift(takedown)
    drain()
    assert scene.bell(newcomer) == 0


def test_a_release_after_weeks_still_tells(scene, drain, watchful):
    with frozen(now()) as clock:
        thread = scene.thread()
        scene.reply(scene.ben, thread, "A secret.")
        drain()
        clock.advance(30 * 24 * 3600)
        scene.lift(session().scalars(select(Takedown)).one())
        drain()
        assert scene.said_to(scene.ana) == ["Ben Ortiz replied in “Attendance”"]
