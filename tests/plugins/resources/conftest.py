"""A space with people in it and a moderator, another space, and resources that they make."""

import io
from dataclasses import dataclass
from typing import Any

import pytest

from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.files.service import receive
from community.spaces import service as spaces
from plugins.moderation import service as moderation
from plugins.resources.models import House, Tag
from plugins.resources.service import resources, versions
from plugins.resources.service.resources import About


@dataclass
class Scene:
    """Ana and Ben of two districts, Mo who moderates, in one space; Olga in another collaboration's."""

    make: Any
    acting: Any
    drain: Any

    def __post_init__(self) -> None:
        self.collaboration = self.make.collaboration()
        self.space = self.make.space(self.collaboration)
        self.team = self.make.team(self.collaboration)
        self.ana = self.make.member(self.team, "Ana Ruiz")
        self.ben = self.make.member(self.make.team(self.collaboration), "Ben Ortiz")
        self.mo = self.make.role("moderator", self.collaboration, self.make.person("Mo Diaz"))
        self.elsewhere = self.make.collaboration()
        self.far = self.make.space(self.elsewhere)
        self.olga = self.make.member(self.make.team(self.elsewhere), "Olga Far")
        self.drain()

    def text(self, title: str = "Exit ticket", body: str = "Three questions.", by: Any = None, **about: Any) -> Any:
        """A text of Ana's, or of somebody else's."""
        actor = self.acting(by or self.ana)
        return resources.add(actor, self.space.public_id, About(title, **about), versions.a_text(body))[0]

    def file(self, content: bytes, name: str = "notes.txt", title: str = "Notes", by: Any = None) -> Any:
        """A file of Ana's, or of somebody else's."""
        actor = self.acting(by or self.ana)
        content_ = versions.a_file(self.bring(content, name, by))
        return resources.add(actor, self.space.public_id, About(title), content_)[0]

    def bring(self, content: bytes, name: str, by: Any = None) -> str:
        """A file, not yet part of anything; its public id."""
        actor = self.acting(by or self.ana)
        return receive(actor, io.BytesIO(content), name, purpose="attachment").public_id

    def again(self, found: Any, body: str = "Two questions.", note: str = "One less.", by: Any = None) -> Any:
        """Another version."""
        return versions.add_version(self.acting(by or self.ana), found.public_id, versions.a_text(body), note)[0]

    def share(self, found: Any, version: int = 1) -> Any:
        """Ana, who is in both, shares a version with the other collaboration's space."""
        if not getattr(self, "joined", False):
            self.make.join(self.make.team(self.elsewhere), self.ana)
            self.joined = True
        return spaces.share(
            self.acting(self.ana), Ref("resources.resource", found.id), self.far.public_id, version=version
        )

    def hide(self, found: Any) -> None:
        """Mo hides it."""
        moderation.hide(self.acting(self.mo), "resources.resource", found.public_id, "It names a child.")

    def review(self) -> None:
        """From here on the space wants review."""
        with unit_of_work():
            self.make.row(House(space_id=self.space.id, review=True))

    def tag(self, english: str, spanish: str) -> Tag:
        """A tag."""
        return self.make.row(Tag(name_en=english, name_es=spanish))


@pytest.fixture
def scene(make, acting, drain):
    """The people and their spaces, and nothing kept yet."""
    return Scene(make, acting, drain)
