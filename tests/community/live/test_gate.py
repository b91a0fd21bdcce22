"""The gate before the websocket door: who stays outside is answered in HTTP, and makes no socket and no thread."""

import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from socketio.exceptions import ConnectionError as Refused

from community.live import gate
from tests.community.live import sample
from tests.community.live.conftest import PATIENCE, Open, Served

ASK = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{more}\r\n"
)


def knock(address: str, sign_in: int | None = None, origin: str | None = "") -> socket.socket:
    """A raw handshake, as programs make it that speak no Socket.IO afterwards."""
    host = urlsplit(address).netloc
    origin = address if origin == "" else origin
    more = (f"Origin: {origin}\r\n" if origin else "") + (f"Cookie: sign-in={sign_in}\r\n" if sign_in else "")
    name, _, port = host.partition(":")
    raw = socket.create_connection((name, int(port)), timeout=PATIENCE)
    raw.sendall(ASK.format(host=host, more=more).encode())
    return raw


def status(raw: socket.socket) -> int:
    """What it was answered."""
    return int(raw.recv(12).split()[1])


def sockets(served: Served) -> int:
    """How many Engine.IO holds."""
    return len(served.app.extensions["community.live.server"].server.eio.sockets)


def test_visitors_make_no_socket(served: Served, open_page: Open) -> None:
    """A hundred of them leave nothing behind."""
    threads = threading.active_count()
    for _ in range(100):
        with knock(served.address) as raw:
            assert status(raw) == 401
    with knock(served.address, 99) as raw:
        assert status(raw) == 401
    assert sockets(served) == 0
    assert threading.active_count() <= threads + 5
    with pytest.raises(Refused):
        open_page(None)


@pytest.mark.parametrize(
    "origin", ["https://evil.test", "http://127.0.0.1:1", "null", "http://127.0.0.1.evil.test", None]
)
def test_pages_of_other_sites_make_no_socket(served: Served, open_page: Open, origin: str | None) -> None:
    """The cookie would come along; the origin gives them away."""
    with knock(served.address, 1, origin) as raw:
        assert status(raw) == 403
    assert sockets(served) == 0
    if origin:
        with pytest.raises(Refused):
            open_page(1, origin=origin)


def test_the_public_address_is_ours_too(served: Served, open_page: Open) -> None:
    """A proxy may show the site under another name than the one it calls it by."""
    assert open_page(1, origin="http://127.0.0.1:5000").client.connected


def test_long_polling_is_not_offered(open_page: Open) -> None:
    with pytest.raises(Refused):
        open_page(1, transports=("polling",))


@pytest.mark.parametrize("name", ["MOST_OF_ONE", "MOST_FROM_ONE"])
def test_one_person_and_one_address_have_only_so_many(
    served: Served, open_page: Open, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Counted from the handshake on, whether they say something afterwards or not; a place is free when one ends."""
    monkeypatch.setattr(gate, name, 2)
    silent, speaks = knock(served.address, 1), open_page(1)
    assert status(silent) == 101
    with knock(served.address, 1) as raw:
        assert status(raw) == 503
    if name == "MOST_OF_ONE":
        assert open_page(2).client.connected
    silent.close()
    _until(lambda: _answered(served, 101))
    sample.post(served.app, topic=1, by=2)
    assert speaks.next()["what"] == "sample.posted"


def _answered(served: Served, wanted: int) -> bool:
    with knock(served.address, 1) as raw:
        return status(raw) == wanted


def _until(holds: Callable[[], bool]) -> None:
    """A closed connection is noticed by another thread: ask until it was."""
    for _ in range(200):
        if holds():
            return
        threading.Event().wait(0.05)
    pytest.fail("it never was so")


def test_there_are_only_so_many_in_all() -> None:
    counted = gate.Places(2)
    assert [counted.take(number, f"address:{number}") for number in (1, 2, 3)] == [True, True, False]
    counted.give_back(1, "address:1")
    assert [counted.take(number, "address:3") for number in (3, 4)] == [True, False]
