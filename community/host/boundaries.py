"""What the clock does to rules: swept each minute into events; between sweeps the refs are masked from search."""

from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.events.models import CursorPosition
from community.host.registry import host

NAME = "clock"


def sweep() -> None:
    """Let every module publish what the clock changed since the last sweep. Safe to repeat."""
    until = now()
    with unit_of_work():
        row = session().get(CursorPosition, NAME, with_for_update=True)
        if row is None:
            row = CursorPosition(name=NAME, moved_at=until)
            session().add(row)
        since = row.moved_at
        for boundary in host().all("boundaries"):
            boundary.publish(since, until)
        row.moved_at = until


def pending() -> frozenset[Ref]:
    """The refs whose rules changed by the clock since the last sweep: what search must not answer for."""
    row = session().get(CursorPosition, NAME)
    if row is None:
        return frozenset()
    since, until = row.moved_at, now()
    return frozenset(ref for boundary in host().all("boundaries") for ref in boundary.passed(since, until))
