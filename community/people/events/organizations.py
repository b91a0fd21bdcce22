"""Facts about districts and other organizations. Ids only."""

from dataclasses import dataclass
from typing import ClassVar

from community.events import Event


@dataclass(frozen=True)
class OrganizationAdded(Event):
    """A district or another organization is known to the network."""

    name: ClassVar[str] = "people.organization_added"
    touches: ClassVar[dict[str, str]] = {"people.organization": "organization_id"}

    organization_id: int


@dataclass(frozen=True)
class OrganizationChanged(Event):
    """Its name or its public profile is another now."""

    name: ClassVar[str] = "people.organization_changed"
    touches: ClassVar[dict[str, str]] = {"people.organization": "organization_id"}

    organization_id: int


ORGANIZATION_EVENTS: tuple[type[Event], ...] = (OrganizationAdded, OrganizationChanged)
