"""What discussions show elsewhere: what is new, on My work; what moved, to a reader who comes back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.sdk import Actor, Part, Space, spaces_of
from plugins.discussions.queries import pages, unread


def new_threads(actor: Actor, _context: Mapping[str, Any]) -> Part | None:
    """Threads with something new for the reader."""
    rows = pages.unread_threads(actor)
    return Part("discussions/_new.html", {"rows": rows}) if rows else None


def catch_up(actor: Actor, since: datetime | None) -> Mapping[str, Any]:
    """Unread counts of the reader's spaces; spaces with new threads and threads with new replies since a moment."""
    spaces = {space.id: space for space in spaces_of(actor)}
    counts = unread.unread_by_space(actor, list(spaces))
    items = _moved(actor, spaces, since) if since else []
    return {"unread": {space.public_id: counts.get(one, 0) for one, space in spaces.items()}, "items": items}


def _moved(actor: Actor, spaces: Mapping[int, Space], since: datetime) -> list[dict[str, Any]]:
    opened = [
        (f"spaces.space:{spaces[one].public_id}", "opened", count, f"/discussions/in/{spaces[one].slug}/")
        for one, count in unread.opened_since(actor, since).items()
        if one in spaces
    ]
    replied = [
        (f"discussions.thread:{public_id}", "replied", count, f"/discussions/threads/{public_id}")
        for public_id, count in unread.moved_since(actor, since)
    ]
    return [dict(zip(("topic", "what", "count", "url"), one, strict=True)) for one in (*opened, *replied)]
