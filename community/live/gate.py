"""Stands before the websocket door and answers in plain HTTP: who is not signed in, or comes from a page of another
site, or has too many sockets, is sent away before a socket is made. A socket costs threads; a refusal costs nothing.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request

from community.access import Person
from community.config import current as settings_now
from community.web.limits import address
from community.web.session import current_actor

DOOR = "/socket.io/"
MOST_OF_ONE = 30  # of one person: tabs and devices
MOST_FROM_ONE = 500  # from one address: a whole meeting may share one
MOST_BY_THREADS = 1_200  # in all, where each costs threads
MOST_BY_GEVENT = 15_000  # in all, where each is a greenlet

Start = Callable[..., Any]


class Places:
    """How many sockets there are: of each person, from each address, in all."""

    def __init__(self, in_all: int) -> None:
        """At most `in_all` at a time."""
        self._in_all = in_all
        self._lock = threading.Lock()
        self._taken: Counter[str] = Counter()

    def take(self, person: int, where: str) -> bool:
        """Take a place for one more; False where there is none left."""
        most = {"all": self._in_all, where: MOST_FROM_ONE, f"person:{person}": MOST_OF_ONE}
        with self._lock:
            if any(self._taken[key] >= limit for key, limit in most.items()):
                return False
            self._taken.update(most.keys())
            return True

    def give_back(self, person: int, where: str) -> None:
        """That socket has ended."""
        with self._lock:
            self._taken.subtract(("all", where, f"person:{person}"))
            for key in (where, f"person:{person}"):
                if not self._taken[key]:
                    del self._taken[key]


def install(app: Flask, in_all: int) -> None:
    """Put the gate before the door that stands in `app` already."""
    places, inner = Places(in_all), app.wsgi_app

    def gate(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(DOOR):
            return inner(environ, start)
        with app.request_context(environ.copy()):
            refusal, person, where = _asked(places)
        if refusal:
            start(refusal, [("Content-Type", "text/plain"), ("Cache-Control", "no-store"), ("Connection", "close")])
            return [refusal.encode()]
        try:
            return inner(environ, start)  # as long as the socket lives
        finally:
            places.give_back(person, where)

    app.wsgi_app = gate  # type: ignore[method-assign,assignment]


def _asked(places: Places) -> tuple[str, int, str]:
    """Why whoever asks must stay outside, or "" with the place that was taken for them."""
    if not _from_our_pages():
        return "403 Forbidden", 0, ""
    actor, where = current_actor(), address()
    if not isinstance(actor, Person):
        return "401 Unauthorized", 0, ""
    if not places.take(actor.id, where):
        return "503 Service Unavailable", 0, ""
    return "", actor.id, where


def _from_our_pages() -> bool:
    """Browsers always name the page that opens a socket; it must be of this host, or of the site's public address."""
    origin = urlsplit(request.headers.get("Origin", ""))
    public = urlsplit(settings_now().base_url)
    ours = {(request.scheme, request.host.lower()), (public.scheme, public.netloc.lower())}
    return (origin.scheme, origin.netloc.lower()) in ours
