"""The threads that consume: one per cursor, one for tasks, one for the schedule. Starts and stops them; no effects.

`drain` does the same work in the calling thread until nothing is left: for tests and commands.
"""

import os
import socket
import threading
import traceback

import structlog
from flask import Flask

from community.data.database import session
from community.events import cursors, leases, schedule, tasks
from community.events.contract import Duty, Handler
from community.events.registry import registry

POLL_SECONDS = 2.0
log = structlog.get_logger("events")


def duties(app: Flask) -> list[Duty]:
    """All duties of the app: cursors of modules, cursors with a position of their own, tasks, the schedule."""
    found = [_cursor_duty(handler) for handler in registry(app).cursors()]
    found += registry(app).duties
    found.append(Duty("tasks", lambda: tasks.run_due() > 0, alone=False, patience=0.1))
    found.append(Duty("schedule", _run_schedule))
    return found


def _run_schedule() -> bool:
    schedule.run_due()
    return False


def _cursor_duty(handler: Handler) -> Duty:
    return Duty(
        f"cursor {handler.name}",
        lambda: cursors.advance(handler),
        failed=lambda error: cursors.failed(handler, error),
        patience=0.05,
    )


class Runner:
    """Runs every duty in a thread of its own until stopped. `group` names it and those before it on its leases.

    `local`, `shared`: whether it does those duties of this folder alone, and those that any process can do.
    """

    def __init__(self, app: Flask, group: str = "", *, local: bool = True, shared: bool = True) -> None:
        self.app = app
        self.group = group or socket.gethostname()[:40]
        self.holder = f"{self.group}:{os.getpid()}:{id(self):x}"
        self._stop = threading.Event()
        self._woken = threading.Condition()
        self._generation = 0
        self._threads = [
            threading.Thread(target=self._loop, args=(duty,), name=duty.name, daemon=True)
            for duty in duties(app)
            if (local if duty.local else shared)
        ]

    def start(self) -> "Runner":
        """Start the threads; they are woken by commits of this process and look for themselves every two seconds."""
        registry(self.app).wakers.append(self.wake)
        for thread in self._threads:
            thread.start()
        return self

    def wake(self) -> None:
        """There is something new."""
        with self._woken:
            self._generation += 1
            self._woken.notify_all()

    def stop(self) -> None:
        """Let the threads finish what they are at, and give the leases back."""
        self._stop.set()
        self.wake()
        for thread in self._threads:
            thread.join(timeout=30)
        registry(self.app).wakers.remove(self.wake)
        with self.app.app_context():
            leases.release(self.holder)

    def _loop(self, duty: Duty) -> None:
        seen, failures = -1, 0
        while not self._stop.is_set():
            with self._woken:
                if seen == self._generation:
                    self._woken.wait(POLL_SECONDS)
                seen = self._generation
            if duty.patience:
                self._stop.wait(duty.patience)
            failures = self._work(duty, failures)
            if failures:
                self._stop.wait(min(0.2 * 2**failures, 30))

    def _work(self, duty: Duty, failures: int) -> int:
        with self.app.app_context():
            try:
                while not self._stop.is_set() and self._mine(duty) and duty.step():
                    pass
            except Exception:  # noqa: BLE001 - whatever a duty raises is noted, and the duty goes on
                return self._note(duty, failures)
            finally:
                session().close()
        return 0

    def _mine(self, duty: Duty) -> bool:
        """Asked before every step: a long way to catch up must not outlast the lease."""
        name = f"{duty.name} of {self.group}" if duty.local else duty.name
        return not duty.alone or leases.hold(name, self.holder)

    def _note(self, duty: Duty, failures: int) -> int:
        error = traceback.format_exc()
        log.error("duty failed", duty=duty.name, error=error)
        session().close()  # whatever it left undone
        try:
            duty.failed(error)
        except Exception:
            log.exception("failure not noted", duty=duty.name)
        return failures + 1


def drain(app: Flask, rounds: int = 50) -> None:
    """Do all waiting work in this thread, until a whole round finds none. Errors are raised.

    Raises RuntimeError when it does not come to rest.
    """
    with app.app_context():
        for _ in range(rounds):
            busy = [duty.step() for duty in duties(app)]  # each of them, whatever the others say
            if not any(busy):
                session().close()
                return
    raise RuntimeError("the consumers do not come to rest")
