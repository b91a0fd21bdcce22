"""What happens to spaces: facts, ids only."""

from dataclasses import dataclass
from typing import ClassVar

from community.data.refs import Ref
from community.events import Event


@dataclass(frozen=True)
class SpaceFounded(Event):
    """A collaboration or a team has its space."""

    name: ClassVar[str] = "spaces.space_founded"
    touches: ClassVar[dict[str, str]] = {"spaces.space": "space_id"}

    space_id: int


@dataclass(frozen=True)
class _AboutShare(Event):
    share_id: int
    thing_kind: str
    thing_id: int
    space_id: int

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The shared thing."""
        return (Ref(self.thing_kind, self.thing_id),)


@dataclass(frozen=True)
class ShareGiven(_AboutShare):
    """Another space may read one version of a thing from now, or from its start on."""

    name: ClassVar[str] = "spaces.share_given"


@dataclass(frozen=True)
class ShareEnded(_AboutShare):
    """A share was withdrawn, or its time is over."""

    name: ClassVar[str] = "spaces.share_ended"
    narrows: ClassVar[bool] = True


@dataclass(frozen=True)
class StaffEntered(Event):
    """Staff entered a team's space, for a stated time."""

    name: ClassVar[str] = "spaces.staff_entered"
    touches: ClassVar[dict[str, str]] = {"spaces.space": "space_id"}

    space_id: int
    person_id: int
