"""A served site and clients that speak Socket.IO to it over real websockets."""

import contextlib
import functools
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import socketio
import websocket
from flask import Flask
from werkzeug.serving import make_server

from community.data.database import db
from community.events.runner import Runner
from tests.community.live import sample

PATIENCE = 10  # seconds that a test waits for something that must come


@dataclass
class Served:
    """A running site, its consumers at work."""

    app: Flask
    address: str


@dataclass
class Page:
    """One open page: a socket of a signed-in browser, and the nudges it got."""

    client: Any
    nudges: "queue.Queue[dict[str, str]]" = field(default_factory=queue.Queue)
    closed: threading.Event = field(default_factory=threading.Event)

    def next(self) -> dict[str, str]:
        """The next nudge; waits for it."""
        return self.nudges.get(timeout=PATIENCE)

    def watch(self, ref: str) -> bool:
        """Ask to watch."""
        answer: bool = self.client.call("watch", ref, timeout=PATIENCE)
        return answer


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """The site, not served."""
    app = sample.make_site(tmp_path)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@contextlib.contextmanager
def served_by(app: Flask, *, consumers: bool = True) -> Iterator[str]:
    """The address of `app` behind a real server, with its consumers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    runner = Runner(app).start() if consumers else None
    yield f"http://127.0.0.1:{server.server_port}"
    if runner is not None:
        runner.stop()
    server.shutdown()
    server.server_close()
    thread.join(PATIENCE)


@pytest.fixture
def served(site: Flask) -> Iterator[Served]:
    """The site behind a real server, with its consumers."""
    with served_by(site) as address:
        yield Served(site, address)


def _at_once(self: Any, *_: object, **__: object) -> None:
    if self is not None and self.sock is not None:
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.shutdown()


Opener = Callable[..., Page]
Open = Callable[..., Page]


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens pages of any server: `opener(address, sign_in)`; raises socketio's ConnectionError when refused."""
    # Closed as a browser's tab is: at once. The client would wait three seconds for a farewell.
    monkeypatch.setattr(websocket.WebSocket, "close", _at_once)
    pages: list[Page] = []

    def opened(
        address: str, sign_in: int | None, origin: str | None = None, transports: tuple[str, ...] = ("websocket",)
    ) -> Page:
        origin = address if origin is None else origin
        page = Page(socketio.Client(reconnection=False, websocket_extra_options={"origin": origin}))
        page.client.on("nudge", page.nudges.put)
        page.client.on("disconnect", lambda *_: page.closed.set())
        headers = {"Cookie": f"sign-in={sign_in}"} if sign_in else {}
        page.client.connect(address, headers=headers, transports=list(transports), wait_timeout=PATIENCE)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        _at_once(page.client.eio.ws)
        page.client.eio.read_loop_task.join(PATIENCE)


@pytest.fixture
def open_page(served: Served, opener: Opener) -> Open:
    """The same for the site of this test: `open_page(sign_in)`."""
    return functools.partial(opener, served.address)
