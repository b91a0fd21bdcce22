"""The only place that commits: begin, commit or roll back, then the calls it was given. Knows no table.

On SQLite writers of one process queue first-in-first-out and BEGIN IMMEDIATE, because a read that turns into a
write inside one transaction fails at once in write-ahead-log mode. On PostgreSQL each unit is a fresh transaction.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy.orm import Session

from community.data.database import WRITING, is_sqlite, session

_CURRENT = "community.unit_of_work"
log = structlog.get_logger("data")


class UnitOfWork:
    """One transaction that writes; what it is told to do after the commit happens only if that succeeds."""

    def __init__(self) -> None:
        self._after: list[Callable[[], None]] = []

    def after_commit(self, call: Callable[[], None]) -> None:
        """Run `call` once the outermost unit has committed. A call already given is not repeated; one that fails is
        logged, for the rows are safe and nobody must write them again.
        """
        if call not in self._after:
            self._after.append(call)

    def finished(self) -> list[Callable[[], None]]:
        """The calls to run now that the rows are safe."""
        calls, self._after = self._after, []
        return calls


class _Queue:
    """A lock that is granted in the order of asking."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        mine = threading.Event()
        with self._guard:
            self._waiting.append(mine)
            if len(self._waiting) == 1:
                mine.set()
        try:
            mine.wait()
            yield
        finally:
            self._leave(mine)

    def _leave(self, mine: threading.Event) -> None:
        with self._guard:
            self._waiting.remove(mine)
            if self._waiting:
                self._waiting[0].set()


_writers = _Queue()


@contextmanager
def unit_of_work() -> Iterator[UnitOfWork]:
    """Everything inside is committed together, or nothing is.

    A unit inside another joins it: only the outermost commits. Open reads of this session are ended first, so rows
    that were loaded before must be loaded again inside.
    """
    current = session()
    joined: UnitOfWork | None = current.info.get(_CURRENT)
    if joined is not None:
        yield joined
        return
    work = UnitOfWork()
    if is_sqlite():
        with _writers.turn():
            yield from _run(current, work)
    else:
        yield from _run(current, work)
    for call in work.finished():
        _afterwards(call)


def _afterwards(call: Callable[[], None]) -> None:
    """What is committed is committed: a call that fails now takes neither the answer nor the other calls with it."""
    try:
        call()
    except Exception:
        log.exception("a call after the commit failed", call=repr(call))


def _run(current: Session, work: UnitOfWork) -> Iterator[UnitOfWork]:
    end_reads(current)
    current.info[_CURRENT] = work
    try:
        current.connection(execution_options={WRITING: True})
        yield work
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        del current.info[_CURRENT]
        current.close()


def end_reads(current: Session | None = None) -> None:
    """End the read transaction of this session, if one is open; rows loaded by it are kept, detached."""
    current = current or session()
    if current.info.get(_CURRENT) is not None:
        return
    if current.new or current.dirty or current.deleted:
        raise RuntimeError("rows were changed outside a unit of work")
    current.close()


def in_unit_of_work() -> bool:
    """Whether a unit of work is open in this session."""
    return session().info.get(_CURRENT) is not None
