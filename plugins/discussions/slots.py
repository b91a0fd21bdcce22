"""What discussions show elsewhere: what is new, on My work; what is said about a thing; what moved meanwhile."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from community.sdk import Actor, Part, Ref, Space, space_title, spaces_of
from plugins.discussions.queries import about, pages, unread


def new_threads(actor: Actor, _context: Mapping[str, Any]) -> Part | None:
    """Threads with something new for the reader."""
    rows = pages.unread_threads(actor)
    return Part("discussions/_new.html", {"rows": rows}) if rows else None


def _conversations(kind: str, name: str) -> Callable[[Actor, Mapping[str, Any]], Part | None]:
    """The conversations about the thing of a page, which its context calls so."""

    def fill(actor: Actor, context: Mapping[str, Any]) -> Part | None:
        row = context[name]
        found = about.conversations(actor, Ref(kind, row.id), row)
        return Part("discussions/_conversations.html", {"found": found, "title_of": space_title}) if found else None

    return fill


def answered(actor: Actor, context: Mapping[str, Any]) -> Part | None:
    """A word to whoever is about to change an artifact of which others speak."""
    found = about.answered(actor, Ref("artifacts.artifact", context["artifact"].id))
    return Part("discussions/_answered.html", {"found": found}) if found.count else None


about_artifact = _conversations("artifacts.artifact", "artifact")
about_pairing = _conversations("pairings.pairing", "pairing")
about_resource = _conversations("resources.resource", "resource")


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
