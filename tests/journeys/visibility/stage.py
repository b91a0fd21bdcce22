"""The app beside the oracle's world: the network, who is where and when, which switches are off, what the time is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from community import clock
from community.data.unit_of_work import unit_of_work
from community.host import switches
from community.people.models import ExpertPass, RoleHeld, TeamMembership
from community.people.service.departure import close_account
from community.spaces.models import StaffEntry
from tests.journeys.visibility.oracle import COLLABORATIONS, TEAMS, Stint, World

MODULE = "discussions"


class Stage:
    """The app's rows for everything in `world`. Every step takes small numbers and is safe whatever they are."""

    def __init__(self, make, acting: Callable, frozen: clock.Frozen, people: int, stints) -> None:
        self.make, self.acting_now, self.frozen, self.start = make, acting, frozen, frozen.at
        self.standing: dict = {}  # actors, for as long as nothing changes
        self.world = World(tuple(range(people)))
        with unit_of_work():
            self._build(people)
        for one in stints:
            self.stint(*one)

    def _build(self, people: int) -> None:
        make = self.make
        self.people = [make.person(f"Person {n}") for n in range(people)]
        self.collaborations = [make.collaboration() for _ in COLLABORATIONS]
        self.teams = [make.team(self.collaborations[place]) for place in TEAMS.values()]
        network, staff = make.network_spaces()
        self.spaces = {"network": network, "staff": staff}
        self.spaces |= {f"c{n}": make.space(one) for n, one in enumerate(self.collaborations)}
        self.spaces |= {f"t{n}": make.space(one) for n, one in enumerate(self.teams)}

    def at(self, hours: int | None) -> datetime | None:
        return None if hours is None else self.start + timedelta(hours=hours)

    def acting(self, person: int):
        return self.acting_now(self.people[person])

    def stint(self, person: int, what: str, place: int, start: int, length: int | None) -> None:
        """A dated place, its start and length in hours; passes and entries have an end, network roles have no place."""
        person %= len(self.people)
        place %= len(TEAMS) if what in {"member", "team_pass", "entry"} else len(COLLABORATIONS)
        start += self.world.now
        end = None if length is None else start + length
        if end is None and what in {"team_pass", "collaboration_pass", "entry"}:
            end = start + 1000
        self.world.stints.append(Stint(person, what, place, start, end))
        self.make.row(
            self._stint_row(self.people[person].id, what, place, {"starts_at": self.at(start), "ends_at": self.at(end)})
        )

    def _stint_row(self, person_id: int, what: str, place: int, dates: dict):
        if what == "member":
            return TeamMembership(person_id=person_id, team_id=self.teams[place].id, role="site", **dates)
        if what == "entry":
            return StaffEntry(person_id=person_id, space_id=self.spaces[f"t{place}"].id, reason="to help", **dates)
        if what == "team_pass":
            return ExpertPass(person_id=person_id, team_id=self.teams[place].id, purpose="advice", **dates)
        collaboration = self.collaborations[place].id
        if what == "collaboration_pass":
            return ExpertPass(person_id=person_id, collaboration_id=collaboration, purpose="advice", **dates)
        in_network = what in {"staff", "administrator"}
        return RoleHeld(person_id=person_id, role=what, collaboration_id=None if in_network else collaboration, **dates)

    def leave(self, person: int) -> None:
        """An account is closed; the last administrator's cannot be."""
        person %= len(self.people)
        if person in self.world.gone or self.world.holds(person, "administrator"):
            return
        close_account(self.acting(person), self.people[person].public_id)
        self.world.gone.add(person)
        for post in self.world.posts:
            post.author = None if post.author == person else post.author
        self.world.read = {key: value for key, value in self.world.read.items() if key[0] != person}

    def advance(self, hours: int) -> None:
        self.frozen.advance(hours * 3600)
        self.world.now += hours

    def switch(self, where: int, on: bool) -> None:
        """Discussions on or off: in a collaboration, or (beyond those) everywhere."""
        place = where % (len(COLLABORATIONS) + 1)
        known = None if place == len(COLLABORATIONS) else place
        collaboration = None if known is None else self.collaborations[known].id
        with unit_of_work():
            switches.switch(MODULE, on=on, collaboration_id=collaboration)
        (self.world.off.discard if on else self.world.off.add)(known)
