"""What discussions show elsewhere: what is new, on My work; what moved, to a reader who comes back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.sdk import Actor, Part, spaces_of
from plugins.discussions.queries import pages, unread


def new_threads(actor: Actor, _context: Mapping[str, Any]) -> Part | None:
    """Threads with something new for the reader."""
    rows = pages.unread_threads(actor)
    return Part("discussions/_new.html", {"rows": rows}) if rows else None


def catch_up(actor: Actor, since: datetime | None) -> Mapping[str, Any]:
    """Unread counts of the reader's spaces, and threads with replies since a moment."""
    spaces = {space.id: space.public_id for space in spaces_of(actor)}
    counts = unread.unread_by_space(actor, list(spaces))
    moved = unread.moved_since(actor, since) if since else []
    items = [
        {
            "topic": f"discussions.thread:{public_id}",
            "what": "replied",
            "count": count,
            "url": f"/discussions/threads/{public_id}",
        }
        for public_id, count in moved
    ]
    return {"unread": {public_id: counts.get(one, 0) for one, public_id in spaces.items()}, "items": items}
