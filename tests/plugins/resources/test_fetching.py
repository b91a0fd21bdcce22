"""Looking at addresses of the web: what the answers mean, how little is read, and where we never go."""

import io
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from plugins.resources.service import fetching
from plugins.resources.service.fetching import PUBLIC, Reach, Seen, fetch, is_public, look

LARGE = 3_000_000


class Site(BaseHTTPRequestHandler):
    """A site that answers each path in its own way."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Host"]))
        there = {
            "/moved": (301, "/here"), "/for-now": (302, "/here"), "/mixed": (301, "/for-now"), "/loop": (302, "/loop"),
            "/inside": (302, self.server.inside),
        }  # fmt: skip
        if self.path in there:
            status, where = there[self.path]
            self.send_response(status)
            self.send_header("Location", where)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = {"/gone": 404, "/over": 410, "/closed": 403, "/broken": 500}.get(self.path, 200)
        if self.path == "/slow":
            self.drip()
            return
        body = b"x" * LARGE if self.path == "/large" else b"hello"
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.server.cut += 1

    def drip(self):
        """A byte of a header now and then, for as long as anybody listens."""
        try:
            while not self.server.over.wait(0.05):
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-More: "[self.server.dripped : self.server.dripped + 1] or b"x")
                self.wfile.flush()
                self.server.dripped += 1
        except OSError:
            self.server.cut += 1

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def site():
    """The site on loopback, and a reach that goes there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.cut, server.inside, server.dripped = [], 0, "/here", 0
    server.over = threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.at = f"http://127.0.0.1:{server.server_port}"
    server.reach = Reach(lambda address: address == "127.0.0.1", frozenset({server.server_port}))
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/here", "ok", 200),
        ("/closed", "ok", 403),
        ("/for-now", "ok", 200),
        ("/mixed", "ok", 200),
        ("/gone", "gone", 404),
        ("/over", "gone", 410),
        ("/broken", "unreachable", 500),
        ("/loop", "unreachable", 0),
        ("/á b?c=d e", "ok", 200),
    ],
)
def test_what_an_answer_means(site, path, state, status):
    assert look(site.at + path, site.reach) == Seen(state, status)


def test_what_moved_for_good_says_where_to(site):
    assert look(f"{site.at}/moved", site.reach) == Seen("moved", 200, f"{site.at}/here")


def test_a_large_page_is_not_read(site):
    assert look(f"{site.at}/large", site.reach).state == "ok"
    assert not fetch(f"{site.at}/large", io.BytesIO(), LARGE - 1, site.reach)
    out = io.BytesIO()
    assert fetch(f"{site.at}/large", out, LARGE, site.reach)
    assert len(out.getvalue()) == LARGE


def test_who_answers_a_byte_at_a_time_is_cut_off(site, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE", 0.5)
    began = time.monotonic()
    assert look(f"{site.at}/slow", site.reach) == Seen("unreachable")
    assert site.dripped
    assert time.monotonic() - began < fetching.SECONDS


def test_nobody_there(site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        reach = Reach(site.reach.allowed, frozenset({port}))
        assert look(f"http://127.0.0.1:{port}/", reach) == Seen("unreachable")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/",
        "http://100.64.0.1/", "http://[fe80::1]/", "http://224.0.0.1/", "ftp://example.org/",
        "file:///etc/passwd", "gopher://example.org/", "http://user@127.0.0.1/", "http://127.0.0.1:6379/", "http:///x",
    ],
)  # fmt: skip
def test_where_we_never_go(url):
    assert look(url, PUBLIC) == Seen("blocked")
    assert not fetch(url, io.BytesIO(), 1000, PUBLIC)


def test_a_hop_into_the_inside_is_not_taken(site):
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as other:
        other.asked = []
        site.inside = f"http://127.0.0.2:{other.server_port}/secret"
        reach = Reach(site.reach.allowed, frozenset({site.server_port, other.server_port}))
        assert look(f"{site.at}/inside", reach) == Seen("blocked")
        assert other.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("::1", False), ("::ffff:8.8.8.8", False),
        ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("2001:0:a00:1::", False), ("192.88.99.1", False),
        ("fec0::1", False),
    ],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public
