"""Who is connected here, in which rooms, and how connections are ended from outside. Knows sockets by their ids only.

A sign-in and a person are rooms; ending a room ends its sockets, in every process that shares the message queue.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from flask import current_app

from community.access import Person
from community.live.nudges import room_of

MOST_WATCHES = 50  # of one socket
MOST_CALLS = 600  # that one person may make in a minute, by all their sockets


@dataclass
class Connection:
    """One socket."""

    person: Person
    watches: set[str] = field(default_factory=set)


class Connections:
    """The sockets of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_sid: dict[str, Connection] = {}
        self._by_person: dict[int, set[str]] = {}
        self._minute, self._calls = 0, Counter[int]()

    def may_call(self, person_id: int) -> bool:
        """Count one call of a person; whether there may be more in this minute. A new socket begins no new count."""
        minute = int(time.monotonic() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._calls = minute, Counter()
            self._calls[person_id] += 1
            return self._calls[person_id] <= MOST_CALLS

    def add(self, sid: str, person: Person) -> None:
        """Keep a new socket."""
        with self._lock:
            self._by_person.setdefault(person.id, set()).add(sid)
            self._by_sid[sid] = Connection(person)

    def remove(self, sid: str) -> None:
        """Forget a socket."""
        with self._lock:
            gone = self._by_sid.pop(sid, None)
            if gone is None:
                return
            sids = self._by_person[gone.person.id]
            sids.discard(sid)
            if not sids:
                del self._by_person[gone.person.id]

    def get(self, sid: str) -> Connection | None:
        """The socket of that id."""
        return self._by_sid.get(sid)

    def people(self) -> list[int]:
        """The ids of all persons connected here."""
        with self._lock:
            return list(self._by_person)


def sign_in_room(sign_in_id: int) -> str:
    """The room of all sockets of one signed-in browser."""
    return f"sign-in:{sign_in_id}"


def watch_room(public_ref: str, person_id: int) -> str:
    """The room of a person's sockets that have a thing open."""
    return f"watch:{public_ref}:{person_id}"


def people() -> list[int] | None:
    """Who is connected, where this process knows all of them; None where other processes hold sockets too."""
    here: Connections | None = current_app.extensions.get("community.live.connections")
    return here.people() if here is not None and not current_app.extensions["community.live.shared"] else None


def anybody() -> bool:
    """Whether somebody may be connected."""
    found = people()
    return "community.live.hub" in current_app.extensions and (found is None or bool(found))


def close_sign_in(sign_in_id: int) -> None:
    """End the sockets of a browser that was signed out."""
    _close(sign_in_room(sign_in_id))


def close_person(person_id: int) -> None:
    """End all sockets of a person."""
    _close(room_of(person_id))


def _close(room: str) -> None:
    server = current_app.extensions.get("community.live.server")
    if server is not None:
        server.close_room(room)
