"""What resources show elsewhere: what waits for the reader's review, on My work."""

from collections.abc import Sequence

from community.sdk import Actor, OwedItem, ngettext
from plugins.resources.queries import reviews


def owed(actor: Actor) -> Sequence[OwedItem]:
    """Resources that wait for the reader's review."""
    count = reviews.count_waiting(actor)
    if not count:
        return []
    words = ngettext("%(num)s resource waits for your review", "%(num)s resources wait for your review", count)
    return [OwedItem(words, "/resources/reviews")]
