"""Two teams of one collaboration, a team of another, and artifacts that they make."""

from dataclasses import dataclass
from typing import Any

import pytest

from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.spaces import service as spaces
from community.spaces.queries import shares_of, spaces_of
from plugins.artifacts.queries import artifacts as queries
from plugins.artifacts.queries import records
from plugins.artifacts.record import Record
from plugins.artifacts.service import artifacts, drivers, sharing, versions
from plugins.artifacts.service.artifacts import About
from plugins.artifacts.service.drivers import Line

KIND = "artifacts.artifact"


@dataclass
class Scene:
    """Ana and Abe of one team, Ben of another of their collaboration, Mo who moderates it; Olga of another one."""

    make: Any
    acting: Any
    drain: Any

    def __post_init__(self) -> None:
        self.collaboration = self.make.collaboration()
        self.space = self.make.space(self.collaboration)
        self.team, self.other = self.make.team(self.collaboration), self.make.team(self.collaboration)
        self.home = self.make.space(self.team)
        self.ana, self.abe = self.make.member(self.team, "Ana Ruiz"), self.make.member(self.team, "Abe Orr")
        self.ben = self.make.member(self.other, "Ben Ortiz")
        self.mo = self.make.role("moderator", self.collaboration, self.make.person("Mo Diaz"))
        self.elsewhere = self.make.collaboration()
        self.far = self.make.space(self.elsewhere)
        self.olga = self.make.member(self.make.team(self.elsewhere), "Olga Far")
        self.drain()

    def begun(self, title: str = "Quiet mornings", form: str = "practice", by: Any = None) -> Any:
        """An artifact of Ana's team, or of somebody else's."""
        actor = self.acting(by or self.ana)
        home = next(one for one in spaces_of(actor) if one.kind == "team")
        return artifacts.begin(actor, home.slug, form, About(title))[0]

    def shared(self, title: str = "Quiet mornings", ideas: tuple[str, ...] = ("A sign on the door",)) -> Any:
        """The same with these ideas, frozen, and shared with the collaboration."""
        found = self.begun(title)
        for one in ideas:
            drivers.draw(self.acting(self.ana), found.public_id, Line(one, "idea"))
        self.widened(found)
        return found

    def widened(self, found: Any, space: Any = None, causes: Any = ()) -> int:
        """Freeze the next version of Ana's and share it; its number."""
        actor = self.acting(self.ana)
        number: int = versions.freeze(actor, found.public_id, "To show it", causes).number
        sharing.widen(actor, found.public_id, number, (space or self.space).public_id)
        return number

    def record(self, public_id: str) -> Record:
        """The working record as it stands in the database."""
        with unit_of_work():
            return records.record(queries.artifact(self.acting(self.ana), public_id))

    def narrowed(self, found: Any) -> None:
        """Take all shares back."""
        for one in shares_of(Ref(KIND, found.id)):
            spaces.withdraw(self.acting(self.ana), one.public_id)


@pytest.fixture
def scene(make, acting, drain):
    """The people and their spaces."""
    return Scene(make, acting, drain)
