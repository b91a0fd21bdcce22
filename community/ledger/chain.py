"""The chain: entries are sealed one after another, so that a changed or missing one shows. Writes seals only."""

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from community.config import current
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.ledger.models import Entry
from community.ledger.record import digest

BATCH = 500


@dataclass(frozen=True)
class Verification:
    """What a walk along the chain found. `broken` says in words where; `unsealed` entries wait for their seal."""

    sealed: int
    unsealed: int
    purged: int
    broken: tuple[str, ...]


def seal_waiting() -> bool:
    """Seal the entries that wait, up to 500, in the order of their numbers. Returns whether there may be more.

    One leaseholder does this: two at once would fork the chain.
    """
    if session().scalar(select(Entry.id).where(Entry.sequence.is_(None)).limit(1)) is None:
        return False
    with unit_of_work():
        last = session().scalars(
            select(Entry).where(Entry.sequence.is_not(None)).order_by(Entry.sequence.desc()).limit(1)
        )
        before = last.first()
        sequence, seal = (before.sequence or 0, before.seal or "") if before else (0, "")
        waiting = session().scalars(select(Entry).where(Entry.sequence.is_(None)).order_by(Entry.id).limit(BATCH)).all()
        for entry in waiting:
            sequence += 1
            entry.sequence, entry.seal = sequence, _seal(entry, sequence, seal)
            seal = entry.seal
    return len(waiting) == BATCH


def _seal(entry: Entry, sequence: int, before: str) -> str:
    facts = (
        sequence, entry.id, entry.at.isoformat(), entry.action, entry.actor_id, entry.system, entry.kind,
        entry.object_id, entry.scope_id, entry.digest, before,
    )  # fmt: skip
    words = "\x1f".join("" if fact is None else str(fact) for fact in facts)
    return hmac.new(current().secret().encode(), words.encode(), hashlib.sha256).hexdigest()


def verify() -> Verification:
    """Walk the whole chain. Costs time with its length; reads in batches."""
    broken: list[str] = []
    sequence, seal, purged, at = 0, "", 0, 0
    while True:
        query = select(Entry).options(joinedload(Entry.note)).where(Entry.sequence > at).order_by(Entry.sequence)
        batch = session().scalars(query.limit(BATCH)).all()
        if not batch:
            break
        for entry in batch:
            sequence += 1
            broken += _faults(entry, sequence, seal)
            purged += bool(entry.digest) and entry.note is None
            at, sequence, seal = entry.sequence or 0, entry.sequence or 0, entry.seal or ""
        session().expunge_all()
    unsealed = session().scalar(select(func.count()).select_from(Entry).where(Entry.sequence.is_(None))) or 0
    return Verification(sequence, unsealed, purged, tuple(broken))


def _faults(entry: Entry, sequence: int, before: str) -> list[str]:
    faults = []
    if entry.sequence != sequence:
        faults.append(f"an entry is missing before number {entry.sequence}")
    if entry.seal != _seal(entry, entry.sequence or 0, before):
        faults.append(f"entry {entry.id} does not match its seal")
    if entry.note is not None and digest(entry.note.text) != entry.digest:
        faults.append(f"the note of entry {entry.id} was changed")
    return faults
