"""What moderators and screens do: facts, ids only. The subject is the thing itself."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from community.sdk import Event, Ref


@dataclass(frozen=True)
class _AboutTakedown(Event):
    takedown_id: int
    thing_kind: str
    thing_id: int

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The thing."""
        return (Ref(self.thing_kind, self.thing_id),)


@dataclass(frozen=True)
class Hidden(_AboutTakedown):
    """A moderator hid a thing."""

    name: ClassVar[str] = "moderation.hidden"
    narrows: ClassVar[bool] = True


@dataclass(frozen=True)
class Held(_AboutTakedown):
    """A screen keeps a thing until a moderator has looked."""

    name: ClassVar[str] = "moderation.held"
    narrows: ClassVar[bool] = True


@dataclass(frozen=True)
class Restored(_AboutTakedown):
    """A hidden thing is back as it was."""

    name: ClassVar[str] = "moderation.restored"


@dataclass(frozen=True)
class Released(_AboutTakedown):
    """A held thing is open to its readers."""

    name: ClassVar[str] = "moderation.released"


@dataclass(frozen=True)
class CaseRead(Event):
    """Somebody whom a case concerns has read it."""

    name: ClassVar[str] = "moderation.case_read"
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "actor"
    touches: ClassVar[dict[str, str]] = {"moderation.takedown": "takedown_id"}

    takedown_id: int
    person_id: int
