"""What notifications show elsewhere: the bell, and answers to what the reader wrote, on My work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.sdk import Actor, Part
from plugins.notifications.queries import lines, notices


def bell(actor: Actor, _context: Mapping[str, Any]) -> Part | None:
    """The bell with the number of unread notices."""
    return Part("notifications/_bell.html", {"count": notices.bell(actor)}) if actor.id is not None else None


def answers(actor: Actor, _context: Mapping[str, Any]) -> Part | None:
    """What happened lately to what the reader wrote."""
    found = lines.of(actor, notices.answers_to(actor)) if actor.id is not None else []
    return Part("notifications/_answers.html", {"lines": found}) if found else None


def catch_up(actor: Actor, since: datetime | None) -> Mapping[str, Any]:
    """The number at the bell as it is now, whatever the page knew before."""
    del since
    return {"bell": notices.bell(actor)}
