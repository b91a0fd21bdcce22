"""When a team is reminded of what it owes: three times at most, never on a day off. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

MOST = 3
AHEAD = 3  # working days before the last day


def due_reminder(begin: date, due: date, today: date, *, started: bool, free: Callable[[date], bool]) -> int | None:
    """Which reminder today is for: 1 at half time where nothing was begun, 2 three working days before the last day,
    3 on the first working day after it; None on any other day. `free`: days on which nobody is asked for anything.
    """
    if free(today):
        return None
    half = begin + (due - begin) // 2
    if not started and half < _before(due, AHEAD, free) and today == _first(half, free):
        return 1
    if today == _before(due, AHEAD, free):
        return 2
    if today == _first(due + timedelta(days=1), free):
        return MOST
    return None


def _first(day: date, free: Callable[[date], bool]) -> date:
    """The day itself, or the first working day after it."""
    for _step in range(60):
        if not free(day):
            return day
        day += timedelta(days=1)
    return day


def _before(day: date, count: int, free: Callable[[date], bool]) -> date:
    """So many working days before a day."""
    for _step in range(60):
        if count == 0:
            return day
        day -= timedelta(days=1)
        count -= 0 if free(day) else 1
    return day


def days_off(said: str) -> Callable[[date], bool]:
    """Saturdays, Sundays, and the days of a text: "2026-12-21..2027-01-01, 2027-02-15"; what is no day is left out."""
    spans = []
    for piece in said.replace("\n", ",").split(","):
        first, _dots, last = piece.strip().partition("..")
        try:
            spans.append((date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())))
        except ValueError:
            continue
    return lambda day: day.weekday() >= 5 or any(first <= day <= last for first, last in spans)
