"""Pairings as a module: what every module promises."""

from datetime import timedelta
from typing import Any

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.testing.conformance import conformance
from plugins.artifacts.service import artifacts, versions
from plugins.artifacts.service.artifacts import About as Titled
from plugins.artifacts.service.artifacts import Aim
from plugins.pairings.models import Entry, Pairing, Partnership
from plugins.pairings.plugin import plugin
from plugins.pairings.queries import pairings
from plugins.pairings.queries.days import today
from plugins.pairings.service import answering, drafting, entries, proposing, publishing, repairing, rounds
from plugins.pairings.service.answering import Answer, Choice
from plugins.pairings.service.drafting import Typed
from plugins.pairings.service.entries import Declared, HandedIn, Said
from plugins.pairings.service.rounds import About


def fill(scene):
    """A round that Ana facilitates and takes part in: one of everything, by her."""
    ana = scene.ana
    scene.make.role("facilitator", scene.collaboration, ana)
    scene.make.network_spaces()
    teams = [scene.team, *(scene.make.team(scene.collaboration) for _ in range(3))]
    for team in teams:
        scene.make.space(team)
        if team is not scene.team:
            scene.make.join(team, ana)
    day = today()
    about = About("Fall", "planning", "tuning", day, *(day + timedelta(days=n) for n in (20, 25, 40)))
    found = rounds.start(scene.acting(ana), scene.space.slug, about)
    rounds.invite(scene.acting(ana), found.public_id)
    for team in teams:
        _hand_in(scene, found, team)
    entries.say_of_ourselves(scene.acting(ana), scene.team.slug, Said("Reading", stage=2))
    conflict = entries.declare_conflict(scene.acting(ana), scene.team.slug, Declared(_stranger(scene, found).public_id))
    rounds.advance(scene.acting(ana), found.public_id, "frozen")
    pair = teams[1].slug, teams[2].slug
    rule = proposing.rule(scene.acting(ana), found.public_id, ("pin", pair))
    proposal = proposing.propose(scene.acting(ana), found.public_id)
    publishing.publish_pairs(scene.acting(ana), found.public_id, proposal.number)
    first, suggestion = _exchanged(scene, found)
    repair = repairing.propose(scene.acting(ana), found.public_id)
    scene.values = {
        "slug": scene.team.slug, "number": str(repair.number), "rule_id": rule.public_id,
        "entry_id": _entry(found, scene.team).public_id, "suggestion_id": suggestion, "public_id": first,
    }  # fmt: skip
    del conflict


def _stranger(scene: Any, found: Any) -> Any:
    """A team that is in no round."""
    team = scene.make.team(scene.collaboration)
    scene.make.space(team)
    del found
    return team


def _entry(found: Any, team: Any) -> Entry:
    with unit_of_work():
        return session().query(Entry).filter_by(round_id=found.id, team_id=team.id).one()


def _hand_in(scene: Any, found: Any, team: Any) -> None:
    home = scene.make.space(team)
    made, _held = artifacts.begin(scene.acting(scene.ana), home.slug, "practice", Titled("Work"))
    artifacts.aim_at(scene.acting(scene.ana), made.public_id, Aim("Better"))
    versions.freeze(scene.acting(scene.ana), made.public_id, "To show it")
    said = HandedIn(f"artifacts.artifact:{made.public_id}", 1, "What do you see?")
    entries.hand_in(scene.acting(scene.ana), found.public_id, _entry(found, team).public_id, said)


def _exchanged(scene: Any, found: Any) -> tuple[str, str]:
    """One feedback, given and answered; one stood in for: the address of the first and of its suggestion."""
    with unit_of_work():
        first, late = session().query(Pairing).filter_by(round_id=found.id).order_by(Pairing.id).limit(2)
    ana = scene.acting(scene.ana)
    drafting.ask(ana, first.public_id, "Which grades?")
    drafting.explain(ana, first.public_id, "All.")
    parts = {"warm": "Clear.", "cool": "Who asks?", "suggestion-1": "Ask two."}
    drafting.save(ana, first.public_id, [Typed(part, 0, text) for part, text in parts.items()])
    drafting.send(ana, first.public_id)
    answering.open_it(ana, first.public_id)
    with unit_of_work():
        suggestion = pairings.suggestions(pairings.feedback_of(first))[0].public_id
    answering.answer(ana, first.public_id, Answer({suggestion: Choice("now")}, "Thanks"), send=True)
    with unit_of_work():
        session().get_one(Pairing, late.id).due = today() - timedelta(days=1)
    rounds.follow_the_calendar()
    expert = scene.make.expert(scene.collaboration)
    made = publishing.stand_in(scene.acting(scene.ana), late.public_id, expert.public_id, "They are short of people")
    with unit_of_work():  # nobody of a team can stand in, and it is Ana of whom something must be kept everywhere
        session().get_one(Pairing, made.id).expert_id = scene.ana.id
        session().query(Partnership).filter_by(expert_id=expert.id).one().expert_id = scene.ana.id
    return first.public_id, suggestion


TestPairings = conformance(plugin, fill=fill, beside=("artifacts",))
