"""SMTP against a real server: what is taken, what is refused for ever, what is worth another try."""

import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from community.events.tasks import Permanent
from community.mail.message import Recipient, wire
from community.mail.transport import Delayed, Refused
from community.mail.transports.smtp import SmtpTransport

AT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def send(url, message, **more):
    SmtpTransport.from_url(url).send(wire(replace(message, **more), "site@throughline.example", "Throughline", AT))


def test_a_mail_arrives(server, message):
    send(server.url, message)
    (taken,) = server.post.received
    assert (taken.mail_from, taken.rcpt_tos) == ("site@throughline.example", ["ana@example.org"])
    assert b"Message-ID: <" in taken.content
    assert "Buenos d=C3=ADas" in taken.content.decode("ascii")


def test_each_mail_is_its_own(server, message):
    for number in range(3):
        send(server.url, message, key=f"tests:{number}")
    assert len({taken.content for taken in server.post.received}) == 3


@pytest.mark.parametrize(
    ("step", "answer", "error"),
    [
        ("rcpt", "550 5.1.1 no such user", Refused),
        ("rcpt", "551 not here", Refused),
        ("rcpt", "450 4.2.1 mailbox busy", Delayed),
        ("rcpt", "421 closing", Delayed),
        ("mail", "550 sender unknown", Delayed),  # our settings are wrong: the mail waits for the operator
        ("mail", "552 5.3.4 message too big", Refused),
        ("mail", "451 later", Delayed),
        ("data", "554 5.7.1 looks like spam", Refused),
        ("data", "452 disk full", Delayed),
    ],
)
def test_refusals_are_told_apart(server, message, step, answer, error):
    server.post.answers[step] = answer
    with pytest.raises(error) as refused:
        send(server.url, message)
    assert type(refused.value) is error
    assert answer[:3] in str(refused.value)
    assert server.post.received == []


def test_a_task_that_is_refused_ends():
    assert issubclass(Refused, Permanent)
    assert not issubclass(Delayed, Permanent)


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_a_dropped_connection_is_worth_another_try(server, message, step):
    server.post.drops.add(step)
    with pytest.raises(Delayed):
        send(server.url, message)
    server.post.drops.clear()
    send(server.url, message)
    assert len(server.post.received) >= 1


def test_a_slow_server_is_given_up_and_tried_again(server, message):
    """What it took in after we hung up carries the same Message-ID as the second try."""
    server.post.delays["data"] = 1.0
    with pytest.raises(Delayed):
        send(f"smtp://127.0.0.1:{server.port}?timeout=0.3", message)
    server.post.delays.clear()
    send(server.url, message)
    assert len({_id(taken) for taken in server.post.received}) == 1


def _id(taken):
    return next(line for line in taken.content.splitlines() if line.startswith(b"Message-ID"))


def test_a_server_that_says_nothing_is_given_up(message):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(Delayed):
            send(f"smtp://127.0.0.1:{silent.getsockname()[1]}?timeout=0.3", message)
        assert time.monotonic() - began < 20


@pytest.mark.parametrize("greeting", [b"554 go away\r\n", b"421 busy\r\n", b"\x00\xff nonsense\r\n", b""])
def test_a_server_that_does_not_want_us_is_tried_again(message, greeting):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_greet, args=(listening, greeting))
        thread.start()
        with pytest.raises(Delayed):
            send(f"smtp://127.0.0.1:{listening.getsockname()[1]}?timeout=2", message)
        thread.join()


def _greet(listening, greeting):
    connection, _address = listening.accept()
    with connection:
        connection.sendall(greeting)


def test_a_server_that_is_not_there_is_tried_again(message):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(Delayed, match="mail server 127"):
        send(f"smtp://127.0.0.1:{port}", message)


def test_a_goodbye_that_fails_changes_nothing(start, message, monkeypatch):
    server = start()

    async def rude(self, _arg):
        self.transport.abort()

    monkeypatch.setattr("aiosmtpd.smtp.SMTP.smtp_QUIT", rude)
    send(server.url, message)
    assert len(server.post.received) == 1


def test_an_address_beyond_ascii_needs_a_server_that_knows_it(start, message):
    to = Recipient("peña@example.org")
    with pytest.raises(Refused):
        send(start(enable_SMTPUTF8=False).url, message, to=to)
    server = start(enable_SMTPUTF8=True)
    send(server.url, message, to=to)
    assert server.post.received[0].rcpt_tos == ["peña@example.org"]


# --- encryption and accounts ---------------------------------------------------------------------


def test_encryption_is_used_when_offered(start, certificate, message):
    server = start(tls_context=certificate)
    send(server.url, message)
    assert server.post.tls == [True]
    send(f"{server.url}&starttls=never", message)
    assert server.post.tls == [True, False]


def test_required_encryption_asks_who_it_is(start, certificate, server, message):
    with pytest.raises(Delayed, match=r"STARTTLS|starttls"):
        send(f"{server.url}&starttls=required", message)
    with pytest.raises(Delayed, match=r"(?i)certificate"):
        send(f"{start(tls_context=certificate).url}&starttls=required", message)
    assert server.post.received == []


def test_tls_from_the_start_asks_who_it_is(start, certificate, message):
    server = start(ssl_context=certificate)
    with pytest.raises(Delayed, match=r"(?i)certificate"):
        send(f"smtps://127.0.0.1:{server.port}", message)


def test_an_account_is_used(start, certificate, message):
    server = start(accounts=True, tls_context=certificate)
    send(f"smtp://site:se%3Acret%40@127.0.0.1:{server.port}?timeout=5", message)
    assert server.post.signed_in == ["site"]
    assert len(server.post.received) == 1


def test_a_wrong_password_waits_for_the_operator_and_is_not_told(start, certificate, message):
    server = start(accounts=True, tls_context=certificate)
    with pytest.raises(Delayed) as refused:
        send(f"smtp://site:wrong-one@127.0.0.1:{server.port}?timeout=5", message)
    assert "535" in str(refused.value)
    assert "wrong-one" not in str(refused.value)
    assert "wrong-one" not in repr(SmtpTransport.from_url("smtp://site:wrong-one@localhost"))


@pytest.mark.parametrize(
    ("url", "port", "encryption"),
    [
        ("smtp://mail.example", 25, "offered"),
        ("smtp://mail.example:2525?starttls=never", 2525, "none"),
        ("smtp://a:b@mail.example:587", 587, "starttls"),
        ("smtp://a:b@localhost", 25, "offered"),
        ("smtps://a:b@mail.example", 465, "tls"),
    ],
)
def test_addresses_say_how(url, port, encryption):
    transport = SmtpTransport.from_url(url)
    assert (transport.port, transport.encryption) == (port, encryption)


@pytest.mark.parametrize(
    "url",
    ["smtp://", "smtp://a:b@mail.example?starttls=never", "smtp://a:b@mail.example?starttls=offered",
     "smtp://mail.example?starttls=perhaps", "smtp://mail.example?retries=3", "smtp://mail.example?timeout=soon"],
)  # fmt: skip
def test_addresses_that_make_no_sense_are_refused(url):
    with pytest.raises(ValueError, match=r"mail_url|could not convert"):
        SmtpTransport.from_url(url)
