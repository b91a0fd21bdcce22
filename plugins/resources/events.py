"""What happens to resources: facts, ids only."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from community.sdk import Event

RESOURCE = {"resources.resource": "resource_id"}
BOTH = {"resources.resource": "resource_id", "resources.version": "version_id"}


@dataclass(frozen=True)
class ResourceAdded(Event):
    """A resource is there for those who are in its space."""

    name: ClassVar[str] = "resources.resource_added"
    touches: ClassVar[dict[str, str]] = RESOURCE

    resource_id: int
    space_id: int


@dataclass(frozen=True)
class ResourceEdited(Event):
    """What is said about a resource changed; the thing itself did not."""

    name: ClassVar[str] = "resources.resource_edited"
    touches: ClassVar[dict[str, str]] = RESOURCE

    resource_id: int


@dataclass(frozen=True)
class VersionAdded(Event):
    """A resource has a new version."""

    name: ClassVar[str] = "resources.version_added"
    touches: ClassVar[dict[str, str]] = BOTH

    resource_id: int
    version_id: int
    number: int


@dataclass(frozen=True)
class ReviewWanted(Event):
    """A version waits for those who review in its space: for the first time, or after an answer."""

    name: ClassVar[str] = "resources.review_wanted"
    touches: ClassVar[dict[str, str]] = BOTH

    resource_id: int
    version_id: int
    answered: bool


@dataclass(frozen=True)
class ReviewAnswered(Event):
    """A reviewer asked for changes, published the version, or declined it."""

    name: ClassVar[str] = "resources.review_answered"
    touches: ClassVar[dict[str, str]] = BOTH

    resource_id: int
    version_id: int
    what: str


@dataclass(frozen=True)
class ResourceRemoved(Event):
    """A resource was removed; it can be brought back for a while."""

    name: ClassVar[str] = "resources.resource_removed"
    touches: ClassVar[dict[str, str]] = RESOURCE
    narrows: ClassVar[bool] = True

    resource_id: int


@dataclass(frozen=True)
class ResourceRestored(Event):
    """A removed resource was brought back."""

    name: ClassVar[str] = "resources.resource_restored"
    touches: ClassVar[dict[str, str]] = RESOURCE

    resource_id: int


@dataclass(frozen=True)
class ResourcePurged(Event):
    """The versions of a removed resource are gone for good; its title stays."""

    name: ClassVar[str] = "resources.resource_purged"
    touches: ClassVar[dict[str, str]] = RESOURCE
    narrows: ClassVar[bool] = True
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "nobody"

    resource_id: int


@dataclass(frozen=True)
class TakenUp(Event):
    """A team said that it uses a resource."""

    name: ClassVar[str] = "resources.taken_up"
    touches: ClassVar[dict[str, str]] = RESOURCE

    resource_id: int
    team_id: int


@dataclass(frozen=True)
class TagChanged(Event):
    """A tag has other words, or took in another one."""

    name: ClassVar[str] = "resources.tag_changed"
    touches: ClassVar[dict[str, str]] = {"resources.tag": "tag_id"}

    tag_id: int


@dataclass(frozen=True)
class CollectionChanged(Event):
    """A collection was begun, or has another title or summary."""

    name: ClassVar[str] = "resources.collection_changed"
    touches: ClassVar[dict[str, str]] = {"resources.collection": "collection_id"}

    collection_id: int


@dataclass(frozen=True)
class CollectionFilled(Event):
    """A resource was put into a collection."""

    name: ClassVar[str] = "resources.collection_filled"
    touches: ClassVar[dict[str, str]] = {"resources.collection": "collection_id"}

    collection_id: int
    resource_id: int


@dataclass(frozen=True)
class LinkBroken(Event):
    """A resource's link failed twice in a row, two days apart."""

    name: ClassVar[str] = "resources.link_broken"
    touches: ClassVar[dict[str, str]] = BOTH
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "nobody"

    resource_id: int
    version_id: int


@dataclass(frozen=True)
class ResourceRead(Event):
    """Somebody opened a resource's page and looked at it."""

    name: ClassVar[str] = "resources.resource_read"
    touches: ClassVar[dict[str, str]] = RESOURCE
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "actor"

    resource_id: int
    person_id: int
