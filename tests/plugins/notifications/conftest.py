"""A space with people in it, who write to each other; and what their notices say."""

from dataclasses import dataclass
from typing import Any

import pytest

from plugins.discussions import service as discussions
from plugins.discussions.models import Reply, Thread
from plugins.moderation import service as moderation
from plugins.notifications.queries import lines, notices


@dataclass
class Scene:
    """Ana, Ben and Cleo of two districts, Mo who moderates, in one space; Olga elsewhere."""

    make: Any
    acting: Any
    drain: Any

    def __post_init__(self) -> None:
        self.collaboration = self.make.collaboration()
        self.space = self.make.space(self.collaboration)
        self.team = self.make.team(self.collaboration)
        self.ana = self.make.member(self.team, "Ana Ruiz")
        self.ben = self.make.member(self.make.team(self.collaboration), "Ben Ortiz")
        self.cleo = self.make.member(self.team, "Cleo Park")
        self.mo = self.make.role("moderator", self.collaboration, self.make.person("Mo Diaz"))
        self.olga = self.make.member(self.make.team(self.make.collaboration()), "Olga Far")
        self.drain()

    def thread(self, person: Any = None, title: str = "Attendance") -> Thread:
        """A new thread, Ana's unless said otherwise."""
        text = discussions.written("How do you start?", title=title)
        return discussions.open_thread(self.acting(person or self.ana), self.space.public_id, text)[0]

    def reply(self, person: Any, thread: Thread, body: str = "With families.") -> Reply:
        """A reply."""
        return discussions.reply(self.acting(person), thread.public_id, discussions.written(body))[0]

    def follow(self, thread: Thread, *people: Any) -> None:
        """Let people follow."""
        for person in people:
            discussions.follow(self.acting(person), thread.public_id, follows=True)

    def hide(self, kind: str, row: Any) -> Any:
        """Mo hides a thing; gives the takedown."""
        return moderation.hide(self.acting(self.mo), kind, row.public_id, "Names a child.")

    def lift(self, takedown: Any) -> None:
        """Mo opens it again."""
        moderation.lift(self.acting(self.mo), takedown.public_id)

    def said_to(self, person: Any) -> list[str]:
        """The lines of a person's list, the newest first, all days together."""
        actor = self.acting(person)
        return [str(line) for day in lines.days(actor, notices.listed(actor).items) for line in day.lines]

    def bell(self, person: Any) -> int:
        """The number at a person's bell."""
        return notices.bell(self.acting(person))


@pytest.fixture
def scene(make, acting, drain):
    """The people, their space, and nothing said yet."""
    return Scene(make, acting, drain)
