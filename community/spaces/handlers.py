"""What spaces do after the roster changed. Safe to repeat."""

from collections.abc import Sequence

from community.events import Stored
from community.spaces import service


def found_network_spaces(_events: Sequence[Stored]) -> None:
    """From the first account or collaboration on, the network and its staff have their spaces."""
    service.found_for_network()


def found_spaces(events: Sequence[Stored]) -> None:
    """A new collaboration or team gets its space."""
    for stored in events:
        for ref in stored.refs[:1]:
            if ref.kind == "people.collaboration":
                service.found_for_collaboration(ref.id)
            elif ref.kind == "people.team":
                service.found_for_team(ref.id)


def follow_names(events: Sequence[Stored]) -> None:
    """Spaces are called what their collaborations and districts are called."""
    changed = {ref for stored in events for ref in stored.refs}
    service.retitle(
        [ref.id for ref in changed if ref.kind == "people.collaboration"],
        [ref.id for ref in changed if ref.kind == "people.organization"],
    )
