"""Keeps tests on this machine: a connection or a name beyond the loopback address is an error, and a loud one.

It guards Python's own sockets in this process; browsers are guarded by the fixture that opens them.
"""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class NetworkRefused(RuntimeError):
    """A test tried to leave the machine. No OSError: code that forgives those must not forgive this."""


def is_local(host: object) -> bool:
    """Whether a host, as sockets are given it, is this machine."""
    if host is None or host in {"", "localhost", b"localhost", socket.gethostname()}:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return name.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _refuse_far(address: object) -> None:
    """Unix sockets have text for an address, and netlink numbers; only pairs with a host go anywhere."""
    if isinstance(address, tuple) and isinstance(address[0], str | bytes) and not is_local(address[0]):
        raise NetworkRefused(f"tests stay on this machine, and this one wanted {address!r}")


@contextmanager
def loopback_only() -> Iterator[None]:
    """Within this, sockets and look-ups reach this machine alone."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_far(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_far(address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        _refuse_far((host or "",))
        return look_up(host, *rest, **more)

    swap: Any = socket  # mypy holds these names to be fixed
    swap.socket.connect, swap.socket.connect_ex = guarded_connect, guarded_connect_ex
    swap.getaddrinfo = guarded_look_up
    try:
        yield
    finally:
        swap.socket.connect, swap.socket.connect_ex = connect, connect_ex
        swap.getaddrinfo = look_up
