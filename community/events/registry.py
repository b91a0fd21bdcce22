"""Which events, handlers, tasks and jobs this app knows; put together once by the assembly line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app

from community.events.contract import Duty, Event, Handler, Job


@dataclass(frozen=True)
class Registry:
    """The event room's contents. `is_off(owner)` says whether a module is switched off at the moment."""

    events: Mapping[str, type[Event]]
    handlers: tuple[Handler, ...]
    tasks: Mapping[str, Callable[..., None]]
    jobs: tuple[Job, ...]
    duties: tuple[Duty, ...]
    is_off: Callable[[str], bool]
    narrowing: frozenset[str] = frozenset()
    wakers: list[Callable[[], None]] = field(default_factory=list)

    def task_handlers(self, event: str) -> list[Handler]:
        """Handlers that get a task row of their own for an event."""
        return [one for one in self.handlers if one.mode == "task" and one.wants(event)]

    def cursors(self) -> list[Handler]:
        """Handlers that read the log in order."""
        return [one for one in self.handlers if one.mode == "cursor"]

    def wake(self) -> None:
        """Tell every consumer of this process that there is something new."""
        for call in self.wakers:
            call()


def build(  # noqa: PLR0913 - one argument for each thing that modules declare
    *,
    events: Iterable[type[Event]],
    handlers: Iterable[Handler],
    tasks: Mapping[str, Callable[..., None]],
    jobs: Iterable[Job],
    duties: Iterable[Duty],
    is_off: Callable[[str], bool],
    narrowing: Iterable[str] = (),
) -> Registry:
    """Put the declarations of all modules together. `narrowing`: events that some limit says change it."""
    known = {event.name: event for event in events}
    return Registry(known, tuple(handlers), dict(tasks), tuple(jobs), tuple(duties), is_off, frozenset(narrowing))


def install(app: Flask, built: Registry) -> None:
    """Give the app its registry of events."""
    app.extensions["community.events"] = built


def registry(app: Any = None) -> Registry:
    """The registry of the running app."""
    found: Registry = (app or current_app).extensions["community.events"]
    return found
