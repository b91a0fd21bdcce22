"""What happens in bulletins: facts, ids only."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from community.sdk import Event, Ref


@dataclass(frozen=True)
class BulletinPosted(Event):
    """An editor posted a bulletin."""

    name: ClassVar[str] = "bulletins.posted"
    touches: ClassVar[dict[str, str]] = {"bulletins.bulletin": "bulletin_id"}

    bulletin_id: int
    space_id: int


@dataclass(frozen=True)
class BulletinOpened(Event):
    """Somebody opened a bulletin for the first time."""

    name: ClassVar[str] = "bulletins.opened"
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "actor"
    touches: ClassVar[dict[str, str]] = {"bulletins.bulletin": "bulletin_id"}

    bulletin_id: int


@dataclass(frozen=True)
class Embargoed(Event):
    """A thing is kept from its readers until a time."""

    name: ClassVar[str] = "bulletins.embargoed"
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "nobody"

    kind: str
    object_id: int

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The thing, of whatever kind it is."""
        return (Ref(self.kind, self.object_id),)


@dataclass(frozen=True)
class EmbargoEnded(Event):
    """The time has come: the thing is open to its readers."""

    name: ClassVar[str] = "bulletins.embargo_ended"

    kind: str
    object_id: int

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The thing, of whatever kind it is."""
        return (Ref(self.kind, self.object_id),)
