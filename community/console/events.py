"""What operators did: facts, names and ids only."""

from dataclasses import dataclass
from typing import ClassVar

from community.events import Event


@dataclass(frozen=True)
class ModuleSwitched(Event):
    """A module was switched, for the site (collaboration 0) or in one collaboration."""

    name: ClassVar[str] = "console.module_switched"

    plugin: str
    collaboration_id: int
    on: bool
