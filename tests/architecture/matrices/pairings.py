"""Rounds for the two matrices: one in which a1 gives to a2 and a2 to a1, a draft, an answered feedback, a stand-in."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.data.database import session
from plugins.artifacts.service import artifacts, versions
from plugins.artifacts.service.artifacts import About as Titled
from plugins.pairings.models import Entry, Feedback, Pairing, Response, Round
from plugins.pairings.queries import pairings as queries
from plugins.pairings.queries.days import today
from plugins.pairings.service import answering, drafting, entries, proposing, publishing, repairing, rounds
from plugins.pairings.service.answering import Answer, Choice
from plugins.pairings.service.drafting import Typed
from plugins.pairings.service.entries import HandedIn
from plugins.pairings.service.rounds import About

TEAMS = {"a1": "lead", "a2": "mate"}
OF_PAIRINGS = frozenset(
    f"pairings.{name}"
    for name in (
        "pairing", "seen", "question", "explain", "open_it", "paper", "draft", "send", "take_back", "earlier", "answer",
        "became", "stand_in", "extend", "waive", "hand_back",
    )
)  # fmt: skip
TEXTS = (Typed("warm", 0, "Clear."), Typed("suggestion-1", 0, "Ask two."))


def fill(scene: Any) -> None:
    """Each of the two teams shows something; a2 has given and was answered, a1 is still writing."""
    day = today()
    about = About("Fall", "planning", "tuning", day, *(day + timedelta(days=n) for n in (20, 25, 40)), partners=1)
    found = rounds.start(scene.actor("fac"), scene.spaces["A"].slug, about)
    rounds.invite(scene.actor("fac"), found.public_id)
    for name, who in TEAMS.items():
        entries.hand_in(scene.actor(who), found.public_id, _entry(scene, found, name).public_id, _shown(scene, name))
    rounds.advance(scene.actor("fac"), found.public_id, "frozen")
    rule = proposing.rule(scene.actor("fac"), found.public_id, ("pin", (_slug(scene, "a1"), _slug(scene, "a2"))))
    number = proposing.propose(scene.actor("fac"), found.public_id).number
    publishing.publish_pairs(scene.actor("fac"), found.public_id, number)
    draft, given = _pairing(scene, found, "a1"), _pairing(scene, found, "a2")
    drafting.save(scene.actor("auth"), draft.public_id, list(TEXTS))
    drafting.save(scene.actor("mate"), given.public_id, list(TEXTS))
    drafting.send(scene.actor("mate"), given.public_id)
    answering.open_it(scene.actor("auth"), given.public_id)
    suggestion = queries.suggestions(queries.feedback_of(given))[0].public_id
    answering.answer(scene.actor("lead"), given.public_id, Answer({suggestion: Choice("now")}), send=True)
    repair = repairing.propose(scene.actor("fac"), found.public_id)
    _keep(scene, found, {"draft": draft.id, "given": given.id})
    scene.more["rounds"] = {
        "entry_id": _entry(scene, found, "a1").public_id, "rule_id": rule.public_id, "number": str(repair.number),
        "suggestion_id": suggestion,
    }  # fmt: skip


def _keep(scene: Any, found: Round, made: dict[str, int]) -> None:
    session().close()
    things = scene.things
    things["pairings.round"] = {"": session().get_one(Round, found.id)}
    things["pairings.entry"] = {name: _entry(scene, found, name) for name in TEAMS}
    things["pairings.pairing"] = {name: session().get_one(Pairing, one) for name, one in made.items()}
    for kind, model in (("pairings.feedback", Feedback), ("pairings.response", Response)):
        rows = {one.pairing_id: one for one in session().scalars(select(model))}
        things[kind] = {name: rows[one] for name, one in made.items() if one in rows}


def _slug(scene: Any, name: str) -> str:
    slug: str = scene.places[name].slug
    return slug


def _entry(scene: Any, found: Round, name: str) -> Entry:
    query = select(Entry).where(Entry.round_id == found.id, Entry.team_id == scene.places[name].id)
    return session().scalars(query).one()


def _pairing(scene: Any, found: Round, giver: str) -> Pairing:
    query = select(Pairing).where(Pairing.round_id == found.id, Pairing.giver_id == scene.places[giver].id)
    return session().scalars(query).one()


def _shown(scene: Any, name: str) -> HandedIn:
    who = scene.actor(TEAMS[name])
    made, _held = artifacts.begin(who, scene.spaces[name].slug, "practice", Titled("To show"))
    versions.freeze(who, made.public_id, "To show it")
    return HandedIn(f"artifacts.artifact:{made.public_id}", 1, "What do you see?")


def about(scene: Any, endpoint: str, wanted: set[str]) -> dict[str, dict[str, str]]:
    """What an address of pairings may be about, by label."""
    more = {name: scene.more["rounds"][name] for name in sorted(wanted & scene.more["rounds"].keys())}
    if "slug" in wanted:
        rule = {"rule_id": scene.more["rounds"]["rule_id"]} if "rule_id" in wanted else {}
        names = ("A", "a1") if endpoint in {"pairings.in_space", "pairings.new"} else ("a1",)
        return {one: {"slug": scene.spaces[one].slug} | rule for one in names}
    rows = scene.things["pairings.pairing" if endpoint in OF_PAIRINGS else "pairings.round"]
    if "suggestion_id" in wanted:
        rows = {"given": rows["given"]}
    return {name: {"public_id": row.public_id} | more for name, row in rows.items()}
