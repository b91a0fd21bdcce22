"""nudge(): the one way by which anything tells open pages that something moved. What moved travels over HTTP."""

from collections.abc import Iterable

import structlog
from flask import current_app

from community.data.unit_of_work import in_unit_of_work, unit_of_work
from community.live.hub import Hub, Nudge

log = structlog.get_logger("live")


def room_of(person_id: int) -> str:
    """The room of all open pages of a person."""
    return f"person:{person_id}"


def nudge(person_ids: Iterable[int], topic: str, what: str) -> None:
    """Tell the open pages of these persons that `what` happened to `topic` (a public ref, or "bell").

    Inside a unit of work it waits for the commit. It never fails: who misses a nudge catches up.
    """
    send([room_of(one) for one in person_ids], Nudge(topic, what))


def send(rooms: list[str], said: Nudge) -> None:
    """The same for rooms by name."""
    hub: Hub | None = current_app.extensions.get("community.live.hub")
    if hub is None or not rooms:
        return
    if in_unit_of_work():
        with unit_of_work() as work:
            work.after_commit(lambda: _safely(hub, rooms, said))
    else:
        _safely(hub, rooms, said)


def _safely(hub: Hub, rooms: list[str], said: Nudge) -> None:
    try:
        hub.nudge(rooms, said)
    except Exception:
        log.exception("nudge failed", topic=said.topic)
