"""Looks at an address of the web from the server: bounded, and never at an address that is not public. No database.

Each hop is resolved once, its address is checked, and the connection goes to that very address: what a name server
says a moment later does not matter (the "rebinding" of server-side request forgery).
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO
from urllib.parse import SplitResult, quote, urljoin, urlsplit

HOPS, SECONDS, WHOLE, CHUNK = 5, 5.0, 30.0, 65_536
MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
AGENT = "Throughline-link-check"
PORTS = frozenset({80, 443, 8080, 8443})
_PATH = "/%:@!$&'()*+,;=~?-._"
_WIDE = ipaddress.IPv6Network("2000::/3")  # what is given out of IPv6
# Ways from there into IPv4, and so into any network: 6to4, Teredo; and the relays of 6to4.
_TUNNELS = (
    ipaddress.IPv6Network("2002::/16"),
    ipaddress.IPv6Network("2001::/32"),
    ipaddress.IPv4Network("192.88.99.0/24"),
)


@dataclass(frozen=True)
class Seen:
    """How an address is. `state`: ok, moved (for good, to `moved_to`), gone, unreachable or blocked (by us)."""

    state: str
    status: int = 0
    moved_to: str = ""


class Blocked(Exception):
    """We do not go there: not a public address, another scheme, another port."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if any(found in one for one in _TUNNELS) or (found.version == 6 and found not in _WIDE):
        return False
    return found.is_global and not found.is_multicast


@dataclass(frozen=True)
class Reach:
    """How far we go: to which IP addresses, on which ports."""

    allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = PORTS


PUBLIC = Reach()


def look(url: str, reach: Reach = PUBLIC) -> Seen:
    """How an address is, after at most five hops and half a minute. Reads no more than the headers."""
    try:
        with _answer(url, reach) as (answer, at, for_good):
            return _seen(answer.status, at if for_good and at != url else "")
    except Blocked:
        return Seen("blocked")
    except (OSError, http.client.HTTPException, ValueError):
        return Seen("unreachable")


def fetch(url: str, out: IO[bytes], limit: int, reach: Reach = PUBLIC) -> bool:
    """Write what is at an address to `out`. False when it is not there, has more than `limit` bytes, or is too slow."""
    ends = time.monotonic() + WHOLE
    try:
        with _answer(url, reach) as (answer, _at, _for_good):
            if answer.status != 200:
                return False
            size = 0
            while chunk := answer.read(CHUNK):
                size += len(chunk)
                if size > limit or time.monotonic() > ends:
                    return False
                out.write(chunk)
            return size > 0
    except (Blocked, OSError, http.client.HTTPException, ValueError):
        return False


def _seen(status: int, moved_to: str) -> Seen:
    if status in {404, 410}:
        return Seen("gone", status)
    if status >= 500:
        return Seen("unreachable", status)
    # 401, 403 and the like: somebody is at home, and may well let people in.
    return Seen("moved" if moved_to else "ok", status, moved_to)


@contextmanager
def _answer(url: str, reach: Reach) -> Iterator[tuple[http.client.HTTPResponse, str, bool]]:
    """The last answer, its address, and whether every hop on the way there was for good."""
    ends, for_good, at = time.monotonic() + WHOLE, True, url
    for _hop in range(HOPS):
        with _connected(urlsplit(at), reach, ends) as (connection, path):
            answer = _asked(connection, path)
            there = answer.headers.get("Location", "") if answer.status in MOVED else ""
            if not there:
                yield answer, at, for_good
                return
            for_good = for_good and answer.status in FOR_GOOD
            at = urljoin(at, there)
        if time.monotonic() > ends:
            break
    raise TimeoutError(url)


def _asked(connection: http.client.HTTPConnection, path: str) -> http.client.HTTPResponse:
    headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def _addresses(name: str, port: int) -> list[str]:
    with suppress(ValueError):
        return [str(ipaddress.ip_address(name))]
    return [str(one[4][0]) for one in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


@contextmanager
def _connected(parts: SplitResult, reach: Reach, ends: float) -> Iterator[tuple[http.client.HTTPConnection, str]]:
    """A connection to where an address leads, and the path to ask for there; cut at `ends`, whatever it is doing."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None or port not in reach.ports:
        raise Blocked
    name = host.encode("idna").decode() if not host.isascii() else host
    addresses = _addresses(name, port)
    if not addresses or not all(reach.allowed(address) for address in addresses):
        raise Blocked
    path = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_PATH)}" if parts.query else "")
    with socket.create_connection((addresses[0], port), timeout=SECONDS) as plain, _cut(plain, ends):
        connection = http.client.HTTPConnection(name, port, timeout=SECONDS)
        try:
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=name) if secure else plain
            yield connection, path
        finally:
            with suppress(OSError):
                connection.close()


@contextmanager
def _cut(plain: socket.socket, ends: float) -> Iterator[None]:
    """Cut the connection at `ends`: whoever sends a byte now and then passes every wait for the next one."""
    with plain.dup() as held:  # the other end of `plain` itself passes to TLS
        timer = threading.Timer(max(0.0, ends - time.monotonic()), _shut, [held])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _shut(held: socket.socket) -> None:
    with suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)
