"""What artifacts show elsewhere: what the reader promised, and what their team took up, on My work."""

from collections.abc import Sequence

from community.sdk import Actor, OwedItem
from plugins.artifacts.queries import owed as queries


def owed(actor: Actor) -> Sequence[OwedItem]:
    """Commitments that are due, and adoptions of which nothing was heard."""
    return [*queries.commitments(actor), *queries.news(actor)]
