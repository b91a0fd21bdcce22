"""Coalesces nudges: the first goes at once, those of the next moment become one, and equal ones travel together.

Pure but for the functions it is given: no sockets, no database, no Flask.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

WINDOW = 0.2  # seconds after a nudge in which further ones for the same room wait
FORGET_ABOVE = 1_000  # rooms remembered before those whose moment is over are dropped


class Nudge(NamedTuple):
    """That something moved: which thing, by its public ref, and in what way. Never what it says."""

    topic: str
    what: str


SEVERAL = Nudge("*", "*")  # more than one thing moved in the same moment

Emit = Callable[[list[str], Nudge], None]


class Hub:
    """Holds at most one waiting nudge for each room, however many come in."""

    def __init__(
        self,
        emit: Emit,
        start: Callable[[Callable[[], None]], object],
        sleep: Callable[[float], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`emit(rooms, nudge)` sends once to many rooms; `start` runs a function beside us, which waits by `sleep`."""
        self._emit, self._start, self._sleep, self._clock = emit, start, sleep, clock
        self._lock = threading.Lock()
        self._quiet_until: dict[str, float] = {}
        self._waiting: dict[str, Nudge] = {}
        self._flushing = False

    def nudge(self, rooms: Iterable[str], nudge: Nudge) -> None:
        """Tell `rooms`: now those that were quiet, the others when their moment is over."""
        with self._lock:
            at = self._clock()
            ready = self._ready(rooms, nudge, at)
            start = bool(self._waiting) and not self._flushing
            self._flushing = self._flushing or start
        if ready:
            self._emit(ready, nudge)
        if start:
            self._start(self._flush)

    def _ready(self, rooms: Iterable[str], nudge: Nudge, at: float) -> list[str]:
        ready = []
        for room in rooms:
            if self._quiet_until.get(room, 0.0) > at:
                self._waiting[room] = nudge if self._waiting.get(room, nudge) == nudge else SEVERAL
            else:
                ready.append(room)
        if len(self._quiet_until) > FORGET_ABOVE:
            self._quiet_until = {room: until for room, until in self._quiet_until.items() if until > at}
        self._quiet_until.update(dict.fromkeys(ready, at + WINDOW))
        return ready

    def _flush(self) -> None:
        """Send what waits, as it falls due, until nothing waits."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._flushing = False
                    return
                wait = min(self._quiet_until[room] for room in self._waiting) - self._clock()
            if wait > 0:
                self._sleep(wait)
            for nudge, rooms in self._due().items():
                self._emit(rooms, nudge)

    def _due(self) -> dict[Nudge, list[str]]:
        due: dict[Nudge, list[str]] = {}
        with self._lock:
            at = self._clock()
            for room in [room for room in self._waiting if self._quiet_until[room] <= at]:
                due.setdefault(self._waiting.pop(room), []).append(room)
                self._quiet_until[room] = at + WINDOW
        return due
