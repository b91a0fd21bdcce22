"""A collaboration with people who write to each other, and what each of them finds."""

from dataclasses import dataclass
from typing import Any

import pytest

from community.data.refs import Ref
from community.search import queries
from community.search.forms import Asked
from community.spaces import service as spaces
from plugins.discussions import service as discussions
from plugins.moderation import service as moderation


@dataclass
class Scene:
    """Ana and Ben of two districts, Mo who moderates, in one space; Olga in another collaboration."""

    make: Any
    acting: Any
    drain: Any

    def __post_init__(self):
        self.collaboration = self.make.collaboration("Early reading")
        self.elsewhere = self.make.collaboration("Middle grades")
        self.space = self.make.space(self.collaboration)
        self.other_space = self.make.space(self.elsewhere)
        self.ana = self.make.member(self.make.team(self.collaboration), "Ana Ruiz")
        self.ben = self.make.member(self.make.team(self.collaboration), "Ben Ortiz")
        self.mo = self.make.role("moderator", self.collaboration, self.make.person("Mo Diaz"))
        self.olga = self.make.member(self.make.team(self.elsewhere), "Olga Far")

    def thread(self, title, body="How do you start?", person=None, **more):
        text = discussions.written(body, title=title, **more)
        return discussions.open_thread(self.acting(person or self.ana), self.space.public_id, text)[0]

    def reply(self, thread, body, person=None):
        return discussions.reply(self.acting(person or self.ben), thread.public_id, discussions.written(body))[0]

    def edit(self, thread, title, body):
        text = discussions.written(body, title=title)
        return discussions.edit_thread(self.acting(self.ana), thread.public_id, text, thread.version)

    def hide(self, kind, row):
        return moderation.hide(self.acting(self.mo), kind, row.public_id, "Names a child.")

    def lift(self, takedown):
        return moderation.lift(self.acting(self.mo), takedown.public_id)

    def share(self, thread, person, space, version):
        return spaces.share(self.acting(person), Ref("discussions.thread", thread.id), space.public_id, version=version)

    def find(self, person, text="", **more):
        """The results of a search, as a page would show them."""
        actor = self.acting(person)
        return queries.search(actor, Asked(text=text, **more))

    def titles(self, person, text="", **more):
        """The titles and kinds that somebody finds, in order."""
        found = self.find(person, text, **more)
        assert found.total == len(found.hits)
        return [("".join(run.text for run in hit.title), hit.kind.rpartition(".")[2]) for hit in found.hits]


@pytest.fixture
def scene(app, make, acting, drain):
    """The people, their spaces, and nothing said yet."""
    del app
    return Scene(make, acting, drain)
