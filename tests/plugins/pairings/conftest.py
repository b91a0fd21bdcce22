"""A collaboration of several teams, each with an artifact to show; a round that can be brought to any state."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from community.data.database import db, session
from community.data.unit_of_work import unit_of_work
from plugins.artifacts.service import artifacts, versions
from plugins.artifacts.service.artifacts import About as Titled
from plugins.pairings.models import Entry, Pairing, Round
from plugins.pairings.queries import pairings as queries
from plugins.pairings.queries.days import today
from plugins.pairings.service import answering, drafting, entries, proposing, publishing, rounds
from plugins.pairings.service.answering import Answer, Choice
from plugins.pairings.service.drafting import Typed
from plugins.pairings.service.entries import HandedIn
from plugins.pairings.service.rounds import About


@dataclass
class World:
    """Teams A, B, C ... with a lead, a second member and an artifact each; Fay facilitates, Eve is an expert."""

    make: Any
    acting: Any
    count: int = 4
    teams: list[Any] = field(default_factory=list)
    leads: dict[int, Any] = field(default_factory=dict)
    seconds: dict[int, Any] = field(default_factory=dict)
    things: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.make.network_spaces()
        self.collaboration = self.make.collaboration()
        self.space = self.make.space(self.collaboration)
        self.fay = self.make.role("facilitator", self.collaboration, self.make.person("Fay Lind"))
        self.eve = self.make.expert(self.collaboration)
        for number in range(self.count):
            self.add(chr(ord("A") + number))

    def add(self, letter: str) -> Any:
        """One more team."""
        team = self.make.team(self.collaboration, self.make.organization(f"{letter} District"))
        self.make.space(team)
        lead = self.make.person(f"{letter} Lead")
        self.make.join(team, lead, lead=True)
        self.teams.append(team)
        self.leads[team.id], self.seconds[team.id] = lead, self.make.member(team, f"{letter} Second")
        self.things[team.id] = self.artifact(team)
        return team

    def artifact(self, team: Any) -> str:
        """An artifact of a team with a version: its key."""
        actor = self.lead(team)
        home = self.make.space(team)
        found, _held = artifacts.begin(actor, home.slug, "practice", Titled(f"Work of {home.title}"))
        artifacts.aim_at(actor, found.public_id, artifacts.Aim("Better"))
        versions.freeze(actor, found.public_id, "To show it")
        return f"artifacts.artifact:{found.public_id}"

    def lead(self, team: Any) -> Any:
        """Whoever leads it, as an actor."""
        return self.acting(self.leads[getattr(team, "id", team)])

    def second(self, team: Any) -> Any:
        """Somebody else of it, as an actor."""
        return self.acting(self.seconds[getattr(team, "id", team)])

    @property
    def staff(self) -> Any:
        """Fay as an actor."""
        return self.acting(self.fay)

    def about(self, **more: Any) -> About:
        """What a round is about, with days to come."""
        day: date = today()
        values: dict[str, Any] = {
            "title": "Fall feedback", "focus": "planning", "protocol": "tuning", "plans_by": day + timedelta(days=7),
            "feedback_by": day + timedelta(days=28), "guaranteed_by": day + timedelta(days=35),
            "answers_by": day + timedelta(days=49), "partners": 2,
        }  # fmt: skip
        return About(**(values | more))

    def invited(self, **more: Any) -> Round:
        """A round to which the teams are asked."""
        found = rounds.start(self.staff, self.space.slug, self.about(**more))
        rounds.invite(self.staff, found.public_id)
        return found

    def hand_in(self, found: Round, team: Any, question: str = "What do you see?") -> None:
        """A team shows its artifact."""
        entry = self.entry(found, team)
        thing = self.things[team.id]
        entries.hand_in(self.lead(team), found.public_id, entry.public_id, HandedIn(thing, 1, question))

    def entry(self, found: Round, team: Any) -> Entry:
        """A team's entry."""
        with unit_of_work():
            return session().query(Entry).filter_by(round_id=found.id, team_id=team.id).one()

    def frozen(self, **more: Any) -> Round:
        """The same where all have handed in."""
        found = self.invited(**more)
        for team in self.teams:
            self.hand_in(found, team)
        rounds.advance(self.staff, found.public_id, "frozen")
        return found

    def published(self, **more: Any) -> Round:
        """The same with the first proposal published."""
        found = self.frozen(**more)
        number = proposing.propose(self.staff, found.public_id).number
        publishing.publish_pairs(self.staff, found.public_id, number)
        return found

    def pairings(self, found: Round, *states: str) -> list[Pairing]:
        """The pairings of a round in these states, or all."""
        with unit_of_work():
            query = session().query(Pairing).filter_by(round_id=found.id).order_by(Pairing.id)
            return [one for one in query if not states or one.state in states]

    def write(self, pairing: Pairing, text: str = "The aim is clear. It names its students.") -> None:
        """The second member writes a whole draft."""
        typed = [
            Typed("warm", 0, text),
            Typed("cool", 0, "Who asks them? How often?"),
            Typed("suggestion-1", 0, "Ask two."),
        ]
        drafting.save(self.second(pairing.giver_id), pairing.public_id, typed)

    def given(self, pairing: Pairing) -> None:
        """Written and sent."""
        self.write(pairing)
        drafting.send(self.lead(pairing.giver_id), pairing.public_id)

    def answered(self, pairing: Pairing, choice: str = "now") -> None:
        """Opened and answered."""
        answering.open_it(self.second(pairing.receiver_id), pairing.public_id)
        answer = Answer(
            {one: Choice(choice, "We will") for one in self.suggestions(pairing)}, "Thank you", ["specific"]
        )
        answering.answer(self.lead(pairing.receiver_id), pairing.public_id, answer, send=True)

    def moved(self, found: Round, days: int) -> None:
        """Let a round's days, and what happened in its pairings, lie so many days earlier."""
        with unit_of_work():
            row = session().get_one(Round, found.id)
            for name in ("plans_by", "feedback_by", "guaranteed_by", "answers_by"):
                setattr(row, name, getattr(row, name) - timedelta(days=days))
            for one in session().query(Pairing).filter_by(round_id=found.id):
                one.due -= timedelta(days=days)
                one.given_at = one.given_at and one.given_at - timedelta(days=days)

    def suggestions(self, pairing: Pairing) -> list[str]:
        """The public ids of the suggestions that a pairing brought."""
        with unit_of_work():
            return [one.public_id for one in queries.suggestions(queries.feedback_of(pairing))]


@pytest.fixture
def on_one_engine(app):
    """What a round does is asked on SQLite; that all of it works on both engines is the conformance suite's part."""
    del app
    if db.engine.dialect.name != "sqlite":
        pytest.skip("what a round does does not depend on the database")


@pytest.fixture
def world(make, acting, drain, on_one_engine):
    """Four teams."""
    del on_one_engine
    found = World(make, acting)
    drain()
    return found


@pytest.fixture
def worlds(make, acting, on_one_engine):
    """Makes a world of as many teams as are asked for."""
    del on_one_engine
    return lambda count: World(make, acting, count)
