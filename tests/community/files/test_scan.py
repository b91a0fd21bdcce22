"""Talking to the virus scanner: to clamd itself where it is installed, and to a peer that speaks as it does."""

import socket
import threading

import pytest

from community.files import scan
from community.files.scan import ScannerAway, found_in
from community.testing.scanner import TEST_VIRUS


@pytest.fixture(params=["peer", pytest.param("clamd", marks=pytest.mark.scanner)])
def address(request):
    return (
        request.getfixturevalue("clamd")
        if request.param == "clamd"
        else (request.getfixturevalue("scanner_peer").address)
    )


def test_clean_bytes_are_clean(address):
    assert found_in([], address) == ""
    assert found_in([b"Attendance ", b"rose."], address) == ""


def test_what_is_found_has_a_name(address):
    assert "Test.Virus" in found_in([TEST_VIRUS], address)
    assert "Test.Virus" in found_in([TEST_VIRUS[:7], TEST_VIRUS[7:]], address)


def test_bytes_that_are_not_looked_at_whole_are_not_called_clean(scanner_peer):
    scanner_peer.most = 1_000
    with pytest.raises(ScannerAway, match="size limit"):
        found_in([b"x" * 700] * 300, scanner_peer.address)


@pytest.mark.scanner
def test_clamd_says_so_too(clamd):
    with pytest.raises(ScannerAway, match="size limit"):
        found_in([b"x" * 65_536] * 320, clamd)


def test_every_byte_is_sent(scanner_peer):
    found_in([b"a" * 65_536, b"b", b"c" * 100_000], scanner_peer.address)
    assert scanner_peer.seen == [b"a" * 65_536 + b"b" + b"c" * 100_000]


def test_a_scanner_that_is_away_is_no_answer(tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        for address in (f"tcp://127.0.0.1:{closed.getsockname()[1]}", f"unix:{tmp_path}/none"):
            with pytest.raises(ScannerAway):
                found_in([b"x"], address)


@pytest.mark.parametrize("answer", [b"", b"\0", b"stream: OK", b"COMMAND READ TIMED OUT\0", b"OK\0", b"x" * 9_000])
def test_only_a_whole_and_known_answer_counts(answer, monkeypatch):
    monkeypatch.setattr(scan, "SECONDS", 5)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak():
            talk, _address = server.accept()
            with talk:
                while talk.recv(65_536)[-4:] != bytes(4):
                    pass
                talk.sendall(answer)

        peer = threading.Thread(target=speak)
        peer.start()
        with pytest.raises(ScannerAway):
            found_in([b"x"], f"tcp://127.0.0.1:{server.getsockname()[1]}")
        peer.join()
