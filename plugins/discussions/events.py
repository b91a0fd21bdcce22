"""What happens in discussions: facts, ids only."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from community.sdk import Event


@dataclass(frozen=True)
class ThreadOpened(Event):
    """Somebody opened a thread in a space."""

    name: ClassVar[str] = "discussions.thread_opened"
    touches: ClassVar[dict[str, str]] = {"discussions.thread": "thread_id"}

    thread_id: int
    space_id: int


@dataclass(frozen=True)
class ThreadEdited(Event):
    """Title or opening of a thread were reworded."""

    name: ClassVar[str] = "discussions.thread_edited"
    reaches: ClassVar[Literal["home"]] = "home"
    touches: ClassVar[dict[str, str]] = {"discussions.thread": "thread_id"}

    thread_id: int
    wording: int


@dataclass(frozen=True)
class ThreadClosed(Event):
    """A thread takes no more replies."""

    name: ClassVar[str] = "discussions.thread_closed"
    reaches: ClassVar[Literal["home"]] = "home"
    touches: ClassVar[dict[str, str]] = {"discussions.thread": "thread_id"}

    thread_id: int


@dataclass(frozen=True)
class ThreadReopened(Event):
    """A closed thread takes replies again."""

    name: ClassVar[str] = "discussions.thread_reopened"
    reaches: ClassVar[Literal["home"]] = "home"
    touches: ClassVar[dict[str, str]] = {"discussions.thread": "thread_id"}

    thread_id: int


@dataclass(frozen=True)
class ReplyPosted(Event):
    """Somebody answered in a thread."""

    name: ClassVar[str] = "discussions.reply_posted"
    touches: ClassVar[dict[str, str]] = {"discussions.reply": "reply_id", "discussions.thread": "thread_id"}

    reply_id: int
    thread_id: int
    number: int


@dataclass(frozen=True)
class ReplyEdited(Event):
    """A reply was reworded."""

    name: ClassVar[str] = "discussions.reply_edited"
    touches: ClassVar[dict[str, str]] = {"discussions.reply": "reply_id"}

    reply_id: int
    wording: int


@dataclass(frozen=True)
class ThreadRead(Event):
    """Somebody read a thread up to a reply."""

    name: ClassVar[str] = "discussions.thread_read"
    reaches: ClassVar[Literal["actor"]] = "actor"
    touches: ClassVar[dict[str, str]] = {"discussions.thread": "thread_id"}

    thread_id: int
    person_id: int
    number: int
