"""Writing an entry, inside the unit of work of the deed."""

import hashlib
import hmac

from community.access import Actor, System
from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import in_unit_of_work
from community.ledger.models import Entry, Note


def record(action: str, ref: Ref | None, actor: Actor, reason: str = "", *, scope_id: int | None = None) -> None:
    """Note that `actor` did `action` ("plugin.verbed") to `ref`; `reason` is kept apart so that it can be purged.

    `scope_id` is the collaboration whose moderators may read the entry. Raises RuntimeError outside a unit of work.
    """
    if not in_unit_of_work():
        raise RuntimeError(f"{action} was recorded outside a unit of work")
    entry = Entry(
        action=action,
        actor_id=actor.id,
        system=actor.reason if isinstance(actor, System) else "",
        kind=ref.kind if ref else None,
        object_id=ref.id if ref else None,
        scope_id=scope_id,
        digest=digest(reason) if reason else "",
    )
    session().add(entry)
    session().flush()
    if reason:
        session().add(Note(entry_id=entry.id, text=reason))


def digest(text: str) -> str:
    """A keyed digest: it proves a text that somebody holds, and tells nothing about one that was purged."""
    return hmac.new(current().secret().encode(), text.encode(), hashlib.sha256).hexdigest()
