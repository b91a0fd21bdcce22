"""What the page of a team shows: members, the checklist, who was in it, who has a pass. A fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.access import Actor, actions_for, can
from community.people import checklist
from community.people.models import ExpertPass, Team, TeamMembership
from community.people.policy.roster import TEAM_ACTIONS
from community.people.queries import roster
from community.people.queries.faces import Face, face_with_home


@dataclass(frozen=True)
class Member:
    """A membership and how the person looks."""

    membership: TeamMembership
    face: Face


@dataclass(frozen=True)
class Guest:
    """A pass and how the expert looks; `team` where it is a team's."""

    held: ExpertPass
    face: Face
    team: Team | None = None


@dataclass(frozen=True)
class TeamPage:
    """A team for one reader. Checklist, history, members to come and passes are empty without `read_record`."""

    team: Team
    may: frozenset[str]
    in_collaboration: bool  # may read the collaboration: an expert with a pass to the team alone may not
    members: Sequence[Member]
    coming: Sequence[Member] = ()
    former: Sequence[Member] = ()
    guests: Sequence[Guest] = ()
    lines: Sequence[checklist.Line] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return checklist.complete(self.lines)


def team_page(actor: Actor, slug: str) -> TeamPage:
    """The team of that address. Raises NotFound."""
    team = roster.team(actor, slug)
    may = frozenset(actions_for(actor, Team, [team.id], (*TEAM_ACTIONS, "invite"))[team.id])
    inside = can(actor, "read", team.collaboration)
    members = roster.members_of([team])[team.id]
    if "read_record" not in may:
        return TeamPage(team, may, inside, members_shown(members))
    return TeamPage(
        team,
        may,
        inside,
        members_shown(members),
        members_shown(roster.coming_members(team)),
        members_shown(roster.former_members(team)),
        guests_shown(roster.passes_to(team_id=team.id)),
        lines_of(members),
    )


def lines_of(members: Sequence[TeamMembership]) -> list[checklist.Line]:
    """The checklist of a team with these members."""
    return checklist.lines([checklist.Member(one.role, one.decision_maker, one.lead) for one in members])


def members_shown(memberships: Sequence[TeamMembership]) -> list[Member]:
    """Memberships with faces; persons and their organizations are loaded."""
    return [Member(one, face_with_home(one.person)) for one in memberships]


def guests_shown(passes: Sequence[ExpertPass], team: Team | None = None) -> list[Guest]:
    """Passes with faces; persons and their organizations are loaded."""
    return [Guest(one, face_with_home(one.person), team) for one in passes]
