"""The only clock. Every time in the product is aware and in UTC; tests and the sample network hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class Frozen:
    """A clock that stands still until it is told to move."""

    at: datetime

    def advance(self, seconds: float) -> None:
        """Move the frozen clock by `seconds`."""
        self.at += timedelta(seconds=seconds)


_frozen: Frozen | None = None


def now() -> datetime:
    """The time, aware, in UTC."""
    return _frozen.at if _frozen else datetime.now(UTC)


@contextmanager
def frozen(at: datetime | None = None) -> Iterator[Frozen]:
    """Hold the clock of the whole process still at `at` (now, if not given). For tests and the sample network."""
    global _frozen  # noqa: PLW0603 - there is one clock in a process
    before, _frozen = _frozen, Frozen(at or now())
    try:
        yield _frozen
    finally:
        _frozen = before
