"""Mail for what stays unread: when, to whom, in which language, what keeps it from being sent. A real mail server."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from community.clock import frozen, now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events.models import Task
from community.mail.transports import open_transport
from community.people.models import Person, TeamMembership
from plugins.discussions import service as discussions
from plugins.notifications import handlers, service
from plugins.notifications.models import Notice

MINUTES = 60


class Post(Controller):
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.envelopes = []
        super().__init__(self, hostname="127.0.0.1", port=0, ready_timeout=20)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library names it
        self.envelopes.append(envelope)
        return "250 taken"

    @property
    def mails(self):
        """What came, as mails."""
        return [message_from_bytes(one.content, policy=policy.default) for one in self.envelopes]

    def to(self, person):
        """The mails to one person."""
        return [mail for mail in self.mails if person.email in str(mail["To"])]


@pytest.fixture
def post(app, monkeypatch):
    """The server that the site hands its mail to."""
    server = Post()
    server.start()
    monkeypatch.setitem(
        app.extensions, "community.mail", open_transport(f"smtp://127.0.0.1:{server.port}?timeout=5", None)
    )
    yield server
    server.stop()


@pytest.fixture
def drain(drain):
    """Let the consumers do everything; once more for the tasks that the schedule asked for."""
    return lambda: (drain(), drain())


@pytest.fixture
def clock(scene, drain):
    """A clock that stands still; the schedule has been looked at once."""
    with frozen(now()) as held:
        drain()
        yield held


def subject(mail):
    return str(make_header(decode_header(mail["Subject"])))


def plain(mail):
    return mail.get_body(("plain",)).get_content()


def html(mail):
    return mail.get_body(("html",)).get_content()


def test_a_reply_unread_for_fifteen_minutes_is_mailed_once(scene, drain, post, clock):
    thread = scene.thread()
    scene.reply(scene.ben, thread, "Our <b>private</b> words.")
    drain()
    clock.advance(14 * MINUTES)
    drain()
    assert post.mails == []
    clock.advance(2 * MINUTES)
    drain()
    clock.advance(60 * MINUTES)
    drain()
    [mail] = post.mails
    assert subject(mail) == "Ben Ortiz replied in “Attendance”"
    assert scene.ana.email in str(mail["To"])
    answer = session().scalars(select(Notice).where(Notice.person_id == scene.ana.id)).one()
    assert (answer.mail, answer.mailed_at is not None) == ("sent", True)
    for body in (plain(mail), html(mail)):
        assert "/discussions/replies/" in body
        assert "private" not in body


def test_a_new_thread_is_no_reason_for_a_mail(scene, drain, post, clock):
    scene.thread()
    drain()
    clock.advance(20 * MINUTES)
    drain()
    assert post.mails == []


def test_several_replies_are_one_mail_with_names(scene, drain, post, clock):
    thread = scene.thread(title="Tom & Jerry")
    scene.reply(scene.ben, thread)
    drain()
    clock.advance(10 * MINUTES)
    scene.reply(scene.cleo, thread)
    scene.reply(scene.cleo, thread)
    drain()
    clock.advance(6 * MINUTES)
    drain()
    [mail] = post.to(scene.ana)
    assert subject(mail) == "New in Tom & Jerry"
    said = plain(mail)
    assert "Ben Ortiz replied in “Tom & Jerry”\r\n" in said
    assert "Cleo Park replied in “Tom & Jerry” (2)" in said
    assert "Tom &amp; Jerry" in html(mail)


def test_two_threads_are_two_mails(scene, drain, post, clock):
    for title in ("One", "Two"):
        scene.reply(scene.ben, scene.thread(title=title))
    drain()
    clock.advance(16 * MINUTES)
    drain()
    assert {subject(mail) for mail in post.to(scene.ana)} == {
        "Ben Ortiz replied in “One”",
        "Ben Ortiz replied in “Two”",
    }


def test_what_was_read_is_not_mailed(scene, drain, post, clock, acting):
    thread = scene.thread()
    scene.reply(scene.ben, thread)
    drain()
    discussions.read_up_to(acting(scene.ana), thread.public_id, 1)
    drain()
    clock.advance(16 * MINUTES)
    drain()
    assert post.mails == []


def asked(scene, drain, clock):
    """A mail to Ana is asked for, and its task not yet run."""
    thread = scene.thread()
    answer = scene.reply(scene.ben, thread)
    drain()
    clock.advance(16 * MINUTES)
    handlers.ask_for_mails()
    assert session().scalar(select(Task.state).where(Task.handler == handlers.MAIL_TASK)) == "due"
    return thread, answer


def left(scene):
    query = select(Notice.mail).where(Notice.person_id == scene.ana.id, Notice.name == "discussions.replied")
    return session().scalars(query).one()


def test_read_between_asking_and_sending(scene, drain, post, clock, acting):
    asked(scene, drain, clock)
    service.read_all(acting(scene.ana), 99)
    drain()
    assert (post.mails, left(scene)) == ([], "dropped")


def test_hidden_between_asking_and_sending(scene, drain, post, clock):
    _thread, answer = asked(scene, drain, clock)
    scene.hide("discussions.reply", answer)
    drain()
    assert (post.mails, left(scene)) == ([], "dropped")


def test_closed_between_asking_and_sending(scene, drain, post, clock):
    asked(scene, drain, clock)
    with unit_of_work():
        session().get(Person, scene.ana.id).closed_at = now()
    drain()
    assert (post.mails, left(scene)) == ([], "dropped")


def test_left_the_space_before_asking(scene, drain, post, clock):
    scene.reply(scene.ben, scene.thread())
    drain()
    with unit_of_work():
        mine = TeamMembership.person_id == scene.ana.id
        session().execute(update(TeamMembership).where(mine).values(ends_at=now()))
    clock.advance(16 * MINUTES)
    drain()
    assert (post.mails, left(scene)) == ([], "due")


def test_hidden_while_it_was_due_is_mailed_when_it_is_back(scene, drain, post, clock):
    answer = scene.reply(scene.ben, scene.thread())
    drain()
    takedown = scene.hide("discussions.reply", answer)
    clock.advance(16 * MINUTES)
    drain()
    assert post.to(scene.ana) == []
    scene.lift(takedown)
    clock.advance(2 * MINUTES)
    drain()
    assert [subject(mail) for mail in post.to(scene.ana)] == ["Ben Ortiz replied in “Attendance”"]


def test_after_a_week_it_is_no_news(scene, drain, post, clock):
    scene.reply(scene.ben, scene.thread())
    drain()
    clock.advance(8 * 24 * 60 * MINUTES)
    drain()
    assert (post.mails, left(scene)) == ([], "due")


def test_sent_twice_is_the_same_mail(scene, drain, post, clock):
    asked(scene, drain, clock)
    drain()
    with unit_of_work():  # as if the machine had stopped between sending and noting it
        session().execute(update(Notice).where(Notice.mail == "sent").values(mail="asked", mailed_at=None))
        session().execute(update(Task).where(Task.handler == handlers.MAIL_TASK).values(state="due", due_at=now()))
    drain()
    first, second = post.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_is_away_delays_the_mail(scene, drain, app, clock, monkeypatch):
    monkeypatch.setitem(app.extensions, "community.mail", open_transport("smtp://127.0.0.1:1?timeout=1", None))
    asked(scene, drain, clock)
    drain()
    assert left(scene) == "asked"
    assert session().scalar(select(Task.state).where(Task.handler == handlers.MAIL_TASK)) == "due"


def test_each_mail_is_in_its_readers_language_alone(scene, drain, post, clock):
    with unit_of_work():
        session().get(Person, scene.ana.id).locale = "es"
    thread = scene.thread()
    scene.follow(thread, scene.cleo)
    scene.reply(scene.ben, thread)
    drain()
    clock.advance(16 * MINUTES)
    drain()
    [spanish], [english] = post.to(scene.ana), post.to(scene.cleo)
    assert (spanish["Content-Language"], english["Content-Language"]) == ("es", "en")
    assert "Recibe este correo" in plain(spanish)
    assert "You get" not in plain(spanish) + html(spanish)
    assert "Recibe" not in plain(english) + html(english)
