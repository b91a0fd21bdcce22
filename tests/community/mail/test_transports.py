"""Mail into a folder and into the log, and the choice by address."""

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from community import logs
from community.config import Settings
from community.mail.message import wire
from community.mail.transport import Delayed
from community.mail.transports import open_transport
from community.mail.transports.file import FileTransport
from community.mail.transports.log import LogTransport

AT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


@pytest.fixture
def mail(message):
    return wire(message, "site@throughline.example", "Throughline", AT)


def test_a_folder_holds_one_file_a_mail(tmp_path, mail):
    transport = FileTransport(tmp_path / "mail")
    transport.send(mail)
    transport.send(mail)
    (file,) = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o077 == 0
    read = email.message_from_bytes(file.read_bytes(), policy=default)
    assert read.get_content().splitlines() == ["Buenos días"]


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path, mail):
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(Delayed):
        FileTransport(tmp_path / "mail").send(mail)


def test_the_log_tells_of_a_mail_but_not_its_text_nor_to_whom(tmp_path, mail, capfd):
    logs.install(Settings(instance=tmp_path, testing=True))
    LogTransport().send(mail)
    said = capfd.readouterr().err
    assert str(mail["Message-ID"]) in said
    assert "recipients" in said
    for secret in ("ana@example.org", "Buenos", str(mail["Subject"])):
        assert secret not in said


@pytest.mark.parametrize(
    ("url", "folder"),
    [("", "mail"), ("file:sent", "sent"), ("file:///srv/sent", "/srv/sent"), ("file:/srv/a%20b", "/srv/a b")],
)
def test_folders_by_address(tmp_path, url, folder):
    transport = open_transport(url, tmp_path)
    assert isinstance(transport, FileTransport)
    assert transport.folder == tmp_path / folder


def test_other_addresses(tmp_path):
    assert isinstance(open_transport("log:", tmp_path), LogTransport)
    assert open_transport("smtp://mail.example", tmp_path).host == "mail.example"
    with pytest.raises(ValueError, match="mail_url"):
        open_transport("carrier-pigeon://mail.example", tmp_path)
