"""What an event, a handler and a scheduled job are. Delivery happens elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from community.data.refs import Ref

if TYPE_CHECKING:
    from community.events.log import Stored


Reach = Literal["readers", "home", "actor", "nobody"]


@dataclass(frozen=True)
class Event:
    """A fact in the past tense, "plugin.noun_verbed": ids and small facts only, never content.

    `touches` maps kinds to the fields that hold their ids; the first is the subject. `narrows`: after it somebody may
    see less than the search index knows. `reaches`: whose open pages are told that something moved: those who may read
    the subject, those among them who are in its space (a share opens one version, and no news of later ones), only the
    actor's own, or nobody's.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    touches: ClassVar[dict[str, str]] = {}
    narrows: ClassVar[bool] = False
    reaches: ClassVar[Reach] = "readers"

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The things it is about, the subject first."""
        return tuple(Ref(kind, getattr(self, field)) for kind, field in self.touches.items() if getattr(self, field))

    @property
    def subject(self) -> Ref | None:
        """The first of them."""
        return next(iter(self.refs), None)

    def payload(self) -> dict[str, Any]:
        """Its fields, for the log."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Handler:
    """An effect of events. A task handler is called with one stored event and may be called twice; a cursor handler
    is called with several in log order, inside the unit of work that moves its position.

    `when_off`: acts also while its module is switched off (erasing must).
    """

    events: tuple[str, ...]
    call: Callable[..., None]
    mode: Literal["task", "cursor"] = "task"
    when_off: bool = False
    owner: str = ""

    @property
    def name(self) -> str:
        """A stable name for rows and pages."""
        return f"{self.owner}.{self.call.__name__}"

    def wants(self, event: str) -> bool:
        """Whether it is told of events of that name; "*" stands for all."""
        return event in self.events or "*" in self.events


def on(
    *events: str,
    call: "Callable[[Stored], None] | Callable[[Sequence[Stored]], None]",
    mode: Literal["task", "cursor"] = "task",
    when_off: bool = False,
) -> Handler:
    """Declare that `call` follows these events; see Handler."""
    return Handler(events, call, mode, when_off)


@dataclass(frozen=True)
class Job:
    """Something done at times: `cron` in UTC, five fields; `call` may be called twice for one time."""

    name: str
    cron: str
    call: Callable[[], None]


@dataclass(frozen=True)
class Duty:
    """A loop of work in a thread of its own: `step` does some and says whether there may be more at once.

    `alone`: one process at a time, by lease. `failed` is told what went wrong. `patience`: seconds it waits after it
    was woken, so that what people see at once goes first, and several events are taken together. `local`: it keeps
    something in this site's folder, so every server does it for its own, and a worker leaves it to them.
    """

    name: str
    step: Callable[[], bool]
    alone: bool = True
    failed: Callable[[str], object] = lambda _error: None
    patience: float = 0.0
    local: bool = False
