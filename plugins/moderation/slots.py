"""What moderation shows beside others' content: the way to hide it, or what stands against it."""

from collections.abc import Mapping, Sequence
from typing import Any

from community.sdk import Actor, OwedItem, Part, Ref, ngettext
from plugins.moderation import queries


def tools(actor: Actor, context: Mapping[str, Any]) -> Part | None:
    """Beside each thing that the reader may moderate, or that is shared with a space that they moderate.

    `context["may"]`: {Ref: actions}; `["public_ids"]`: {Ref: id}.
    """
    may: Mapping[Ref, set[str]] = context["may"]
    mine = [ref for ref, actions in may.items() if "moderate" in actions]
    guests = queries.recallable(actor, [ref for ref in may if ref not in mine]) if len(mine) < len(may) else {}
    if not mine and not guests:
        return None
    against = queries.standing_against(mine)
    each = {
        ref.key: {"kind": ref.kind, "public_id": context["public_ids"][ref], "takedown": against.get(ref)}
        for ref in mine
    }
    recalls = {ref.key: {"recalls": shares} for ref, shares in guests.items()}
    return Part("moderation/_tools.html", each=each | recalls)


def owed(actor: Actor) -> Sequence[OwedItem]:
    """Held content that waits for the reader."""
    count = queries.waiting(actor)
    if not count:
        return []
    return [
        OwedItem(
            ngettext("%(num)s post waits for a moderator", "%(num)s posts wait for a moderator", count), "/moderation/"
        )
    ]
