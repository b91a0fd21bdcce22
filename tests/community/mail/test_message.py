"""One mail on the wire: the same each time it is sent, readable everywhere, and nobody's words become headers."""

import email
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community.mail.message import BadAddress, Message, Recipient, message_id, one_line, wire

AT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
ANA = Recipient("ana@example.org", "Ana López", "es")
PLAIN = Message(ANA, "Hola", "Buenos días\n", "tests.hello:1")
NAMES = {
    "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "X-Auto-Response-Suppress",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
}  # fmt: skip


def sent(message=PLAIN, **more):
    """The mail as another program reads it."""
    out = wire(replace(message, **more), "site@throughline.example", "Throughline", AT)
    return email.message_from_bytes(out.as_bytes(), policy=default)


def test_what_stands_in_it():
    mail = sent()
    assert set(mail.keys()) == NAMES
    assert str(mail["To"]) == "Ana López <ana@example.org>"
    assert str(mail["From"]) == "Throughline <site@throughline.example>"
    assert mail["Date"] == "Mon, 23 Nov 2026 18:30:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "es"
    assert mail.get_content().splitlines() == ["Buenos días"]


def test_plain_text_comes_first_and_html_beside_it():
    mail = sent(html="<p>Buenos días</p>")
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert mail.get_body(("plain",)).get_content().splitlines() == ["Buenos días"]


def test_every_line_fits_the_wire():
    long = "palabra " * 500
    raw = wire(
        replace(PLAIN, text=long, html=f"<p>{long}</p>", subject=long), "a@b.example", "Ñandú " * 40, AT
    ).as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    raw.decode("ascii")


def test_the_same_key_is_the_same_mail():
    first, second = sent(), sent(text="worded anew", subject="Otra vez")
    assert first["Message-ID"] == second["Message-ID"] == message_id("tests.hello:1", "throughline.example")
    assert sent(key="tests.hello:2")["Message-ID"] != first["Message-ID"]
    assert "tests" not in first["Message-ID"]


@pytest.mark.parametrize("kept", [{"text": " \n"}, {"key": ""}])
def test_a_mail_without_text_or_key_cannot_be_made(kept):
    with pytest.raises(ValueError, match="without"):
        replace(PLAIN, **kept)


def test_how_to_stop_is_told_to_mail_programs():
    mail = sent(unsubscribe="https://site.example/stop/abc")
    assert mail["List-Unsubscribe"] == "<https://site.example/stop/abc>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe-Post" not in sent(unsubscribe="http://127.0.0.1:5000/stop/abc")


@pytest.mark.parametrize(
    "address", ["mailto:x@y.example", "javascript:alert(1)", "https://a b", "https://a>\r\nBcc: x@y"]
)
def test_only_web_addresses_stop_mail(address):
    with pytest.raises(ValueError, match="unsubscribe"):
        sent(unsubscribe=address)


def test_a_thread_of_mails_can_be_told():
    earlier = message_id("tests.hello:0", "throughline.example")
    mail = sent(headers={"In-Reply-To": earlier, "References": earlier, "List-Id": "<a.site.example>"})
    assert mail["In-Reply-To"] == earlier


@pytest.mark.parametrize(
    "headers",
    [
        {"Bcc": "x@y.example"},
        {"Subject": "x"},
        {"To": "x"},
        {"Message-ID": "x"},
        {"X-A": "x\r\nBcc: y@z"},
        {"X-A\n": "x"},
    ],
)
def test_no_other_headers_are_set(headers):
    with pytest.raises(ValueError, match="may not be set"):
        sent(headers=headers)


@pytest.mark.parametrize(
    "subject", ["Hola\r\nBcc: x@y.example", "Hola\nBcc: x@y.example\n\n<html>", "Hola\x00\u2028Bcc: x"]
)
def test_a_title_cannot_become_a_header(subject):
    mail = sent(subject=subject)
    assert set(mail.keys()) == NAMES
    assert mail["Subject"].startswith("Hola Bcc: x")


@given(st.text(max_size=400))
@example("López, Ana <evil@example.net>")
@example('"; <evil@example.net>, x')
@example("=?utf-8?q?evil=40example=2Enet=3E?= <")
@example("Müller-Ñandú, Ana, Ana, Ana, Ana, Ana, Ana, Ana, Ana, Ana, Ana, Ana, Ana, Ana")
@example("a\u202eb\u200e")
def test_whatever_a_person_is_called_the_mail_goes_to_them_alone(name):
    mail = sent(to=Recipient("ana@example.org", name), subject=name)
    assert set(mail.keys()) == NAMES
    assert [one.addr_spec for one in mail["To"].addresses] == ["ana@example.org"]


@pytest.mark.parametrize(
    "address",
    ["", "ana", "ana@", "@x", "a@b@c", "ana@x.example, ben@y.example", "ana@x.example\r\nBcc: ben@y", "<ana@x.example>",
     "a na@x.example", '"a b"@x.example', "ana@[127.0.0.1]", "ana@x.example;", "x" * 65 + "@x.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address):
    with pytest.raises(BadAddress):
        sent(to=Recipient(address))


@pytest.mark.parametrize(
    "address", ["ana@example.org", "ana.b+c@sub.example.org", "o'neil@example.org", "ana@münchen.example"]
)
def test_addresses_as_people_have_them_pass(address):
    assert wire(replace(PLAIN, to=Recipient(address)), "a@b.example", "", AT)["To"].addresses[0].addr_spec == address


def test_one_line():
    assert one_line(" a\t\r\n b\x85c\u2029 d ") == "a b c d"
