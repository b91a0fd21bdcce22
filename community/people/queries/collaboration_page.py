"""What the pages of a collaboration show: phases with today, districts, people by team. A fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from community.access import Actor, actions_for
from community.clock import now
from community.people import checklist, phases
from community.people.models import Collaboration, RoleHeld, Team
from community.people.phases import PhaseDates
from community.people.policy.roster import COLLABORATION_ACTIONS
from community.people.queries import roster
from community.people.queries.faces import Face, face_with_home
from community.people.queries.team_page import Guest, Member, guests_shown, lines_of, members_shown
from community.people.words import PHASES
from community.web.i18n import current_zone


@dataclass(frozen=True)
class ShownPhase:
    """A phase in words, with where it stands today and how much of it is over in percent."""

    title: Any
    dates: PhaseDates
    standing: phases.Standing
    percent: int


@dataclass(frozen=True)
class Holder:
    """A role and how the person looks."""

    held: RoleHeld
    face: Face


@dataclass(frozen=True)
class ShownTeam:
    """A district's team: its members, and, for readers of its record, what its checklist still misses."""

    team: Team
    members: Sequence[Member]
    open_lines: int | None


@dataclass(frozen=True)
class CollaborationPage:
    """A collaboration for one reader. Passes to single teams are for those who give passes."""

    collaboration: Collaboration
    may: frozenset[str]
    phases: Sequence[ShownPhase]
    teams: Sequence[ShownTeam]
    facilitators: Sequence[Holder]
    moderators: Sequence[Holder]
    guests: Sequence[Guest]
    team_guests: Sequence[Guest] = ()

    @property
    def in_launch(self) -> bool:
        """Whether the launch is on, or still to come."""
        return not self.phases or any(one.dates.kind == "launch" and one.standing != "past" for one in self.phases)

    @property
    def people(self) -> int:
        """How many people its teams have."""
        return sum(len(one.members) for one in self.teams)


def collaboration_page(actor: Actor, slug: str) -> CollaborationPage:
    """The collaboration of that address. Raises NotFound."""
    row = roster.collaboration(actor, slug)
    may = frozenset(actions_for(actor, Collaboration, [row.id], (*COLLABORATION_ACTIONS, "invite"))[row.id])
    roles = [Holder(one, face_with_home(one.person)) for one in roster.roles_in(row.id)]
    passes = roster.team_passes_in(row.id) if "give_pass" in may else []
    return CollaborationPage(
        row,
        may,
        shown_phases(row, now().astimezone(current_zone()).date()),
        _teams(actor, row),
        [one for one in roles if one.held.role == "facilitator"],
        [one for one in roles if one.held.role == "moderator"],
        guests_shown(roster.passes_to(collaboration_id=row.id)),
        [guest for held, team in passes for guest in guests_shown([held], team)],
    )


def network_people() -> list[Holder]:
    """Administrators and staff. The caller has asked whether the reader keeps the roster."""
    return [Holder(one, face_with_home(one.person)) for one in roster.network_roles()]


def shown_phases(row: Collaboration, today: date) -> list[ShownPhase]:
    """The phases of a collaboration, seen from `today`."""
    found = phases.in_order([PhaseDates(one.kind, one.starts_on, one.ends_on) for one in row.phases])
    return [ShownPhase(PHASES[one.kind], one, one.standing(today), round(100 * one.share_done(today))) for one in found]


def _teams(actor: Actor, row: Collaboration) -> list[ShownTeam]:
    teams = roster.teams_in(actor, row.id)
    members = roster.members_of(teams)
    may = actions_for(actor, Team, [one.id for one in teams], ("read_record",))
    return [
        ShownTeam(
            one,
            members_shown(members[one.id]),
            _missing(lines_of(members[one.id])) if "read_record" in may[one.id] else None,
        )
        for one in teams
    ]


def _missing(lines: Sequence[checklist.Line]) -> int:
    return sum(not line.met for line in lines)
