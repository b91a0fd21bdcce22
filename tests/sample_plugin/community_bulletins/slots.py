"""What bulletins show elsewhere: the newest on My work, what an editor owes, what moved meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from community.sdk import Actor, OwedItem, Part, ngettext, setting, spaces_of
from community_bulletins import queries


def newest(actor: Actor, _context: Mapping[str, Any]) -> Part | None:
    """The newest bulletins that the reader has not opened."""
    rows = queries.newest_unread(actor, setting("bulletins.on_my_work"))
    return Part("bulletins/_newest.html", {"rows": rows}) if rows else None


def owed(actor: Actor) -> Sequence[OwedItem]:
    """An editor with leads owes a bulletin."""
    count = len(queries.leads(actor))
    if not count:
        return []
    words = ngettext("%(num)s lead waits for your bulletin", "%(num)s leads wait for your bulletin", count)
    return [OwedItem(words, "/bulletins/")]


def catch_up(actor: Actor, since: datetime | None) -> Mapping[str, Any]:
    """Unread counts of the reader's spaces, and bulletins since a moment."""
    spaces = {space.id: space.public_id for space in spaces_of(actor)}
    counts = queries.unread_by_space(actor, list(spaces))
    items = [
        {"topic": f"bulletins.bulletin:{one}", "what": "posted", "count": 1, "url": f"/bulletins/{one}"}
        for one in (queries.posted_since(actor, since) if since else ())
    ]
    return {"unread": {public_id: counts.get(one, 0) for one, public_id in spaces.items()}, "items": items}
