"""What moderation shows beside others' content: the way to hide it, or what stands against it."""

from collections.abc import Mapping, Sequence
from typing import Any

from community.sdk import Actor, OwedItem, Part, Ref, ngettext
from plugins.moderation import queries


def tools(_actor: Actor, context: Mapping[str, Any]) -> Part | None:
    """Beside each thing that the reader may moderate. `context["may"]`: {Ref: actions}; `["public_ids"]`: {Ref: id}."""
    may: Mapping[Ref, set[str]] = context["may"]
    mine = [ref for ref, actions in may.items() if "moderate" in actions]
    if not mine:
        return None
    against = queries.standing_against(mine)
    each = {
        ref.key: {"kind": ref.kind, "public_id": context["public_ids"][ref], "takedown": against.get(ref)}
        for ref in mine
    }
    return Part("moderation/_tools.html", each=each)


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
