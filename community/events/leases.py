"""Leases: one holder at a time for a named duty, across threads, processes and machines."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events.models import Lease

TERM = timedelta(seconds=30)


def hold(name: str, holder: str) -> bool:
    """Take or keep the duty `name` for 30 seconds. False while somebody else holds it."""
    at = now()
    found = session().get(Lease, name)
    if found and found.holder == holder and found.until > at + TERM / 2:
        return True
    try:
        return _take(name, holder, at)
    except IntegrityError:  # two took the duty for the first time ever, and the other one has it
        return False


def _take(name: str, holder: str, at: datetime) -> bool:
    with unit_of_work():
        free = (Lease.holder == holder) | (Lease.until < at)
        taken = session().execute(
            update(Lease).where(Lease.name == name, free).values(holder=holder, until=at + TERM).returning(Lease.name)
        )
        if taken.first():
            return True
        if session().get(Lease, name):
            return False
        session().add(Lease(name=name, holder=holder, until=at + TERM))
        session().flush()
    return True


def release_all(group: str) -> None:
    """Give back every duty of the holders in `group` (Runner names them), of whom the caller knows that none is alive:
    what they left need not wait for the end of its lease.
    """
    with unit_of_work():
        session().execute(delete(Lease).where(Lease.holder.startswith(f"{group}:", autoescape=True)))


def release(holder: str) -> None:
    """Give back every duty of `holder`, so that the next one need not wait."""
    with unit_of_work():
        session().execute(delete(Lease).where(Lease.holder == holder))
