"""Two people of one collaboration, from two districts, with a space to write in."""

from dataclasses import dataclass
from typing import Any

import pytest

from plugins.discussions import service


@dataclass
class Talk:
    """Who asks, who answers, where; `open` and `answer` write through the services."""

    asks: Any
    answers: Any
    collaboration: Any
    space: Any
    acting: Any

    def open(self, title="Small groups", body="How?", by=None):
        """A new thread."""
        text = service.written(body, "en", title)
        return service.open_thread(self.acting(by or self.asks), self.space.public_id, text)[0]

    def answer(self, thread, body="Like this.", by=None):
        """A reply."""
        return service.reply(self.acting(by or self.answers), thread.public_id, service.written(body))[0]


@pytest.fixture
def talk(make, acting):
    """The two, in the collaboration's space."""
    collaboration = make.collaboration()
    asks, answers = (make.member(make.team(collaboration)) for _ in range(2))
    return Talk(asks, answers, collaboration, make.space(collaboration), acting)
