"""What a version can go back to besides words: things that other modules offer through the point artifacts.causes."""

import typing
from collections.abc import Sequence

from community.sdk import Actor, Ref, host

POINT = "artifacts.causes"


@typing.runtime_checkable
class CauseSource(typing.Protocol):
    """What the point takes: any value of this shape, so that whoever contributes one need not know this module."""

    def offers(self, actor: Actor, artifact: Ref) -> Sequence[tuple[str, str]]:
        """What a new version of an artifact could go back to: (key, words for those who edit it)."""

    def cited(self, actor: Actor, artifact: Ref, keys: Sequence[str], because: tuple[int, str]) -> Sequence[Ref]:
        """A version, by its number and its reason, goes back to these: the things that hold them.

        Inside the unit of work that made the version. Keys of other sources are passed over.
        """


def sources() -> Sequence[CauseSource]:
    """All that this site has."""
    return host().contributions(POINT)


def offers(actor: Actor, artifact: Ref) -> list[tuple[str, str]]:
    """(key, words) of everything that the next version of an artifact could go back to."""
    return [one for source in sources() for one in source.offers(actor, artifact)]
