"""What happens to artifacts: facts, ids only."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from community.sdk import Event

ARTIFACT = {"artifacts.artifact": "artifact_id"}


@dataclass(frozen=True)
class ArtifactBegun(Event):
    """A team began an artifact or a plan."""

    name: ClassVar[str] = "artifacts.artifact_begun"
    touches: ClassVar[dict[str, str]] = ARTIFACT

    artifact_id: int
    space_id: int


@dataclass(frozen=True)
class RecordChanged(Event):
    """Something in the working record changed; `part` names which."""

    name: ClassVar[str] = "artifacts.record_changed"
    touches: ClassVar[dict[str, str]] = ARTIFACT

    artifact_id: int
    part: str


@dataclass(frozen=True)
class VersionFrozen(Event):
    """The team froze the record as a version."""

    name: ClassVar[str] = "artifacts.version_frozen"
    touches: ClassVar[dict[str, str]] = ARTIFACT

    artifact_id: int
    version_id: int
    number: int


@dataclass(frozen=True)
class ArtifactEnded(Event):
    """The team finished an artifact, or abandoned it and said what was learned."""

    name: ClassVar[str] = "artifacts.artifact_ended"
    touches: ClassVar[dict[str, str]] = ARTIFACT

    artifact_id: int
    ending: str


@dataclass(frozen=True)
class ArtifactAdopted(Event):
    """Another team took a version up."""

    name: ClassVar[str] = "artifacts.artifact_adopted"
    touches: ClassVar[dict[str, str]] = ARTIFACT

    artifact_id: int
    adoption_id: int
    team_id: int


@dataclass(frozen=True)
class AdoptionTold(Event):
    """A team that took it up said what came of it, or whether it is still in use."""

    name: ClassVar[str] = "artifacts.adoption_told"
    touches: ClassVar[dict[str, str]] = ARTIFACT

    artifact_id: int
    adoption_id: int


@dataclass(frozen=True)
class ArtifactRead(Event):
    """A person has looked at an artifact: what they were told of it is settled."""

    name: ClassVar[str] = "artifacts.artifact_read"
    touches: ClassVar[dict[str, str]] = ARTIFACT
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "actor"

    artifact_id: int
    person_id: int


@dataclass(frozen=True)
class TermChanged(Event):
    """A challenge or driver of the network's list has other words."""

    name: ClassVar[str] = "artifacts.term_changed"
    touches: ClassVar[dict[str, str]] = {"artifacts.term": "term_id"}

    term_id: int
