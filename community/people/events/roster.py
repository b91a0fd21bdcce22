"""Facts of the roster: collaborations, teams, memberships, roles, passes. Ids and small facts only."""

from dataclasses import dataclass
from typing import ClassVar

from community.events import Event


@dataclass(frozen=True)
class CollaborationOpened(Event):
    """A collaboration began to exist; its space follows."""

    name: ClassVar[str] = "people.collaboration_opened"
    touches: ClassVar[dict[str, str]] = {"people.collaboration": "collaboration_id"}

    collaboration_id: int


@dataclass(frozen=True)
class CollaborationChanged(Event):
    """Its title, challenge or phases are others now."""

    name: ClassVar[str] = "people.collaboration_changed"
    touches: ClassVar[dict[str, str]] = {"people.collaboration": "collaboration_id"}

    collaboration_id: int


@dataclass(frozen=True)
class TeamAdded(Event):
    """A district has a team in a collaboration; its space follows."""

    name: ClassVar[str] = "people.team_added"
    touches: ClassVar[dict[str, str]] = {"people.team": "team_id", "people.collaboration": "collaboration_id"}

    team_id: int
    collaboration_id: int
    organization_id: int


@dataclass(frozen=True)
class _Membership(Event):
    touches: ClassVar[dict[str, str]] = {"people.person": "person_id", "people.team": "team_id"}

    membership_id: int
    team_id: int
    person_id: int


@dataclass(frozen=True)
class TeamJoined(_Membership):
    """A person is in a team from now, or from a day to come."""

    name: ClassVar[str] = "people.team_joined"


@dataclass(frozen=True)
class MembershipChanged(_Membership):
    """A membership has another role or other dates. Other dates may take something away, so it narrows."""

    name: ClassVar[str] = "people.membership_changed"
    narrows: ClassVar[bool] = True


@dataclass(frozen=True)
class TeamLeft(_Membership):
    """A person left a team, or will on a day to come."""

    name: ClassVar[str] = "people.team_left"
    narrows: ClassVar[bool] = True


@dataclass(frozen=True)
class _Role(Event):
    touches: ClassVar[dict[str, str]] = {
        "people.person": "person_id",
        "people.collaboration": "collaboration_id",
    }

    role_id: int
    person_id: int
    collaboration_id: int | None
    role: str


@dataclass(frozen=True)
class RoleGiven(_Role):
    """A person holds a role in a collaboration, or of the network (no collaboration)."""

    name: ClassVar[str] = "people.role_given"


@dataclass(frozen=True)
class RoleEnded(_Role):
    """A role is over, or will be on a day to come."""

    name: ClassVar[str] = "people.role_ended"
    narrows: ClassVar[bool] = True


@dataclass(frozen=True)
class _Pass(Event):
    touches: ClassVar[dict[str, str]] = {
        "people.person": "person_id",
        "people.team": "team_id",
        "people.collaboration": "collaboration_id",
    }

    pass_id: int
    person_id: int
    collaboration_id: int | None
    team_id: int | None


@dataclass(frozen=True)
class PassGiven(_Pass):
    """An outside expert may read one collaboration or one team until a day."""

    name: ClassVar[str] = "people.pass_given"


@dataclass(frozen=True)
class PassEnded(_Pass):
    """An expert's pass was ended before its day."""

    name: ClassVar[str] = "people.pass_ended"
    narrows: ClassVar[bool] = True


@dataclass(frozen=True)
class MembershipBoundaryPassed(Event):
    """By the clock alone a membership, role or pass of a person began or ended."""

    name: ClassVar[str] = "people.membership_boundary_passed"
    narrows: ClassVar[bool] = True
    touches: ClassVar[dict[str, str]] = {
        "people.person": "person_id",
        "people.team": "team_id",
        "people.collaboration": "collaboration_id",
    }

    person_id: int
    team_id: int | None = None
    collaboration_id: int | None = None


ROSTER_EVENTS: tuple[type[Event], ...] = (
    CollaborationOpened,
    CollaborationChanged,
    TeamAdded,
    TeamJoined,
    MembershipChanged,
    TeamLeft,
    RoleGiven,
    RoleEnded,
    PassGiven,
    PassEnded,
    MembershipBoundaryPassed,
)
