"""What a reader sees and how it becomes read: the list, the bell, My work, catch-up, open pages. On both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from community.clock import frozen, now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import NotFound
from community.live.hub import Hub
from community.people.models import Person
from plugins.discussions import service as discussions
from plugins.moderation import service as moderation
from plugins.notifications import personal, service
from plugins.notifications.models import Inbox, Notice
from plugins.notifications.queries import lines, notices


@pytest.fixture
def nudges(app, monkeypatch):
    """What open pages are told: (rooms, topic, what)."""
    got = []
    hub = Hub(
        lambda rooms, said: got.append((sorted(rooms), said.topic, said.what)), lambda call: call(), lambda _: None
    )
    monkeypatch.setitem(app.extensions, "community.live.hub", hub)
    return got


def test_one_line_for_a_thing_with_names_and_the_first_unread_as_target(scene, drain, acting):
    thread = scene.thread()
    first = scene.reply(scene.ben, thread)
    scene.reply(scene.cleo, thread)
    scene.reply(scene.ben, thread)
    drain()
    actor = acting(scene.ana)
    [day] = lines.days(actor, notices.listed(actor).items)
    [line] = day.lines
    assert (str(line), line.also) == ("Ben Ortiz replied in “Attendance”", "Also Cleo Park")
    assert (line.count, line.unread) == (3, 3)
    assert line.url.endswith(first.public_id)


def test_a_thing_with_many_notices_is_one_line_with_their_number(scene, drain, acting):
    thread = scene.thread()
    first = scene.reply(scene.ben, thread)
    for _ in range(57):
        scene.reply(scene.cleo, thread)
    drain()
    actor = acting(scene.ana)
    page = notices.listed(actor)
    [line] = lines.of(actor, page.items)
    assert (page.more, line.count, line.unread, line.also) == (None, 58, 58, "Also Ben Ortiz")
    assert line.url.endswith(first.public_id)
    discussions.read_up_to(actor, thread.public_id, 57)
    drain()
    [line] = lines.of(actor, notices.listed(actor).items)
    assert (line.count, line.unread, line.also) == (58, 1, "")


def test_lines_are_of_the_readers_days(scene, drain, acting, make):
    with unit_of_work():
        session().get(Person, scene.ana.id).zone = "America/Los_Angeles"
    one, other = scene.thread(title="One"), scene.thread(title="Two")
    with frozen(now().replace(hour=7, minute=30)) as clock:  # before midnight in California
        scene.reply(scene.ben, one)
        clock.advance(3600)
        scene.reply(scene.ben, other)
        drain()
    actor = acting(scene.ana)
    from community.web.i18n import speaking  # late: cycle-free, one test speaks another zone

    with speaking("en", "America/Los_Angeles"):
        assert len(lines.days(actor, notices.listed(actor).items)) == 2
    with speaking("en", "UTC"):
        assert len(lines.days(actor, notices.listed(actor).items)) == 1


def test_reading_the_thread_settles_its_notices(scene, drain, acting, nudges):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    drain()
    nudges.clear()
    discussions.read_up_to(acting(scene.ana), thread.public_id, 1)
    drain()
    assert scene.bell(scene.ana) == 0
    assert ([f"person:{scene.ana.id}"], "bell", "notifications.read") in nudges


def test_what_came_after_the_place_read_stays_unread(scene, drain, acting):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    scene.reply(scene.ben, thread)
    drain()
    discussions.read_up_to(acting(scene.ana), thread.public_id, 1)
    drain()
    assert scene.bell(scene.ana) == 1


def test_opening_a_thread_settles_that_it_was_opened(scene, drain, acting):
    thread = scene.thread()
    drain()
    discussions.read_up_to(acting(scene.ben), thread.public_id, 0)
    drain()
    assert (scene.bell(scene.ben), scene.bell(scene.cleo)) == (0, 1)


def test_recipients_are_nudged_once_after_the_commit(scene, drain, nudges):
    thread = scene.thread()
    scene.follow(thread, scene.cleo)
    scene.reply(scene.ben, thread)
    nudges.clear()
    drain()
    bells = [one for one in nudges if one[1] == "bell"]
    rooms = {room for one in bells for room in one[0]}
    assert {f"person:{one.id}" for one in (scene.ana, scene.ben, scene.cleo, scene.mo)} == rooms
    assert len(rooms) == sum(len(one[0]) for one in bells)


def test_one_line_is_marked_with_what_came_before_it_only(scene, drain, acting):
    thread, other = scene.thread(title="One"), scene.thread(title="Two")
    for where in (thread, other, thread, thread):
        scene.reply(scene.ben, where)
    drain()
    service.read_thing(acting(scene.ana), 3)
    unread = session().scalars(select(Notice.seq).where(Notice.person_id == scene.ana.id, Notice.read_at.is_(None)))
    assert set(unread) == {2, 4}


def test_nobody_marks_what_is_not_theirs_to_read(scene, drain, acting):
    answer = scene.reply(scene.ben, scene.thread())
    drain()
    scene.hide("discussions.reply", answer)
    for person, number in ((scene.ana, 1), (scene.ana, 9), (scene.olga, 1)):
        with pytest.raises(NotFound):
            service.read_thing(acting(person), number)


def test_pages_continue_where_they_ended(scene, drain, acting, monkeypatch):
    monkeypatch.setattr(notices, "NOTICES_A_PAGE", 3)
    threads = [scene.thread(title=f"Number {n}") for n in range(7)]
    for thread in threads:
        for _ in range(2):
            scene.reply(scene.ben, thread)
    drain()
    actor, after, seen = acting(scene.ana), None, []
    while True:
        page = notices.listed(actor, after)
        seen += [one.newest.seq for one in page.items]
        after = page.more
        if after is None:
            break
    assert seen == [14, 12, 10, 8, 6, 4, 2]


def test_a_moderators_deed_reaches_the_author_by_name(scene, drain):
    reply = scene.reply(scene.ben, scene.thread())
    drain()
    moderation.hide(scene.acting(scene.mo), "discussions.reply", reply.public_id, "Names a child.")
    drain()
    assert any("Mo Diaz hid “Attendance”, which you wrote" in line for line in scene.said_to(scene.ben))


def test_erased_people_become_former_members_to_others(scene, drain):
    scene.reply(scene.ben, scene.thread())
    drain()
    with unit_of_work():
        personal.erase(scene.ben.id)
        values = {"email": None, "name": "", "closed_at": now()}
        session().execute(update(Person).where(Person.id == scene.ben.id).values(**values))
    assert scene.said_to(scene.ana) == ["Former member replied in “Attendance”"]
    assert not session().scalar(select(func.count()).select_from(Notice).where(Notice.person_id == scene.ben.id))
    assert session().get(Inbox, scene.ben.id) is None


def test_the_export_holds_each_notice(scene, drain, acting):
    scene.reply(scene.ben, scene.thread())
    drain()
    service.read_all(acting(scene.ana), 1)
    [row] = personal.export(scene.ana.id)
    assert row["title"] == "New reply in a thread you follow"
    assert row["read_at"] >= row["at"]


def test_old_news_leaves_my_work(scene, drain, acting):
    scene.reply(scene.ben, scene.thread())
    drain()
    assert len(notices.answers_to(acting(scene.ana))) == 1
    with frozen(now() + timedelta(days=15)):
        actor = acting(scene.ana)
        assert notices.answers_to(actor) == []
