"""Factories of core rows for tests: people, districts, collaborations, teams, roles, spaces. No rules are asked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.people.models import (
    Collaboration,
    ExpertPass,
    Organization,
    Person,
    RoleHeld,
    Team,
    TeamMembership,
)
from community.spaces import service as spaces
from community.spaces.models import Space


@dataclass
class Make:
    """Makes rows with believable, different values; whatever matters to a test is given by the test."""

    numbers: Any = field(default_factory=lambda: count(1))

    def row(self, row: Any) -> Any:
        """Save a row."""
        with unit_of_work():
            session().add(row)
            session().flush()
        return row

    def person(self, name: str = "", **values: Any) -> Person:
        """A person without a place in the network."""
        n = next(self.numbers)
        values = {"email": f"person{n}@district.example", "handle": f"person-{n}", **values}
        row: Person = self.row(Person(name=name or f"Person {n}", **values))
        return row

    def organization(self, name: str = "", kind: str = "district", **values: Any) -> Organization:
        """A district, unless said otherwise."""
        row: Organization = self.row(Organization(name=name or f"District {next(self.numbers)}", kind=kind, **values))
        return row

    def collaboration(self, title: str = "", **values: Any) -> Collaboration:
        """A collaboration with its space."""
        n = next(self.numbers)
        row: Collaboration = self.row(Collaboration(title=title or f"Collaboration {n}", slug=f"c-{n}", **values))
        spaces.found_for_collaboration(row.id)
        return row

    def team(self, collaboration: Collaboration, organization: Organization | None = None) -> Team:
        """A team with its space."""
        place = organization or self.organization()
        row: Team = self.row(
            Team(collaboration_id=collaboration.id, organization_id=place.id, slug=f"t-{next(self.numbers)}")
        )
        spaces.found_for_team(row.id)
        return row

    def member(self, team: Team, name: str = "", *, ends_at: datetime | None = None, **values: Any) -> Person:
        """A new person in a team, from a day ago."""
        person = self.person(name, organization_id=team.organization_id)
        self.join(team, person, ends_at=ends_at, **values)
        return person

    def join(self, team: Team, person: Person, **values: Any) -> TeamMembership:
        """A place in a team, from a day ago unless said otherwise."""
        values = {"role": "classroom", "starts_at": now() - timedelta(days=1), **values}
        row: TeamMembership = self.row(TeamMembership(team_id=team.id, person_id=person.id, **values))
        return row

    def role(self, role: str, collaboration: Collaboration | None = None, person: Person | None = None) -> Person:
        """A person with a role: in a collaboration, or in the network."""
        holder = person or self.person()
        place = collaboration.id if collaboration else None
        started = now() - timedelta(days=1)
        self.row(RoleHeld(person_id=holder.id, collaboration_id=place, role=role, starts_at=started))
        return holder

    def expert(self, place: Collaboration | Team, *, days: float = 30) -> Person:
        """An outside expert with a pass."""
        holder = self.person()
        scope = {"team_id": place.id} if isinstance(place, Team) else {"collaboration_id": place.id}
        started = now() - timedelta(days=1)
        ends = now() + timedelta(days=days)
        self.row(ExpertPass(person_id=holder.id, purpose="advice", starts_at=started, ends_at=ends, **scope))
        return holder

    def space(self, of: Collaboration | Team) -> Space:
        """The space of a collaboration or a team."""
        if isinstance(of, Team):
            return spaces.found_for_team(of.id)
        return spaces.found_for_collaboration(of.id)

    def network_spaces(self) -> tuple[Space, Space]:
        """The spaces of the whole network and of the staff."""
        return spaces.found_for_network()
