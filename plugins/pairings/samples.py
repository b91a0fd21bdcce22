"""Our part of the sample network: a round that is going on, with feedback at every stage."""

from datetime import timedelta

from sqlalchemy import case, select

from community.sdk import Actor, Person, SampleNetwork, Space, actor_of, session
from plugins.pairings.models import Entry, Pairing, Round
from plugins.pairings.queries import pairings, rounds, teams
from plugins.pairings.queries.days import day_of
from plugins.pairings.sample_texts import (
    BECAME,
    COOL,
    FROM_US,
    QUESTIONS,
    SUGGEST,
    THANKS,
    WARM,
    WHY,
    WORDS,
)
from plugins.pairings.service import answering, drafting, entries, proposing, publishing
from plugins.pairings.service import rounds as service
from plugins.pairings.service.answering import Answer, Became, Choice
from plugins.pairings.service.drafting import Typed
from plugins.pairings.service.entries import HandedIn, Said
from plugins.pairings.service.rounds import About

BEGAN = timedelta(days=24)
HANDED_IN = timedelta(days=14)
PUBLISHED = timedelta(days=9)
STAGES = ("answered", "read", "drafting", "given", "asked", "answered", "given")  # those of the first team come first


def load(network: SampleNetwork) -> None:
    """Every team of the first collaboration that has something to show takes part."""
    space = session().scalars(select(Space).where(Space.kind == "collaboration").order_by(Space.id)).first()
    if space is None:
        return
    staff = _person(network.get("role:facilitator-1").id)
    with network.at(network.now - BEGAN):
        for slug, (challenge, strengths, looks_for, helps_with, stage) in WORDS.items():
            entries.say_of_ourselves(
                _lead(network.get(f"team:{slug}").id), slug, Said(challenge, strengths, looks_for, helps_with, stage)
            )
        found = service.start(staff, space.slug, _about(network))
        service.invite(staff, found.public_id)
    with network.at(network.now - HANDED_IN):
        _hand_in(found)
        service.advance(staff, found.public_id, "frozen", "Everybody has handed in.")
    with network.at(network.now - PUBLISHED):
        publishing.publish_pairs(staff, found.public_id, proposing.propose(staff, found.public_id).number)
    with network.at(network.now - PUBLISHED + timedelta(days=1)):
        service.advance(staff, found.public_id, "open")
    first = network.get(f"team:{next(iter(WORDS))}").id
    ours = case((Pairing.receiver_id == first, 0), (Pairing.giver_id == first, 1), else_=2)
    query = select(Pairing.public_id).where(Pairing.round_id == found.id).order_by(ours, Pairing.id)
    rows = session().scalars(query).all()
    for order, (public_id, so_far) in enumerate(zip(rows, STAGES, strict=False)):
        _exchange(network, public_id, so_far, order)


def _about(network: SampleNetwork) -> About:
    day = day_of(network.now)
    plans_by, feedback_by, guaranteed_by, answers_by = (day + timedelta(days=count) for count in (-10, 12, 19, 33))
    title = "Fall feedback: is it small enough to try?"
    return About(title, "planning", "tuning", plans_by, feedback_by, guaranteed_by, answers_by)


def _hand_in(found: Round) -> None:
    for number, entry in enumerate(session().scalars(select(Entry).where(Entry.round_id == found.id)).all()):
        lead = _lead(entry.team_id)
        things = rounds.showable(lead, entry.team_id)
        if things:
            thing = things[0]
            said = HandedIn(thing.key, thing.version, QUESTIONS[number % len(QUESTIONS)])
            entries.hand_in(lead, found.public_id, entry.public_id, said)


def _exchange(network: SampleNetwork, public_id: str, stage: str, number: int) -> None:
    found = session().scalars(select(Pairing).where(Pairing.public_id == public_id)).one()
    giver, receiver = found.giver_id or 0, found.receiver_id
    texts = {
        "warm": WARM[number % len(WARM)], "cool": COOL[number % len(COOL)], "from_us": FROM_US,
        "suggestion-1": SUGGEST[number % len(SUGGEST)],
    }  # fmt: skip
    with network.at(network.now - timedelta(days=6)):
        drafting.ask(_lead(giver), public_id, "How many rooms are in this now?")
    if stage == "asked":
        return
    with network.at(network.now - timedelta(days=5)):
        drafting.explain(_lead(receiver), public_id, "Three, in two schools.")
        typed = [Typed(part, 0, text) for part, text in texts.items()]
        drafting.save(_lead(giver), public_id, typed[:2] if stage == "drafting" else typed)
    if stage == "drafting":
        return
    with network.at(network.now - timedelta(days=4)):
        drafting.send(_lead(giver), public_id)
    if stage != "given":
        _answer(network, found, stage)


def _answer(network: SampleNetwork, found: Pairing, stage: str) -> None:
    lead, public_id = _lead(found.receiver_id), found.public_id
    with network.at(network.now - timedelta(days=3)):
        answering.open_it(lead, public_id)
    if stage == "read":
        return
    suggestions = [one.public_id for one in pairings.suggestions(pairings.feedback_of(found))]
    with network.at(network.now - timedelta(days=2)):
        choices = {one: Choice("now", WHY) for one in suggestions}
        answering.answer(lead, public_id, Answer(choices, THANKS, ["specific", "question"]), send=True)
    with network.at(network.now - timedelta(days=1)):
        answering.tell_what_became(lead, public_id, suggestions[0], Became(BECAME))


def _lead(team_id: int) -> Actor:
    leads = teams.people_of(team_id, "team.lead") or teams.people_of(team_id)
    return _person(leads[0][0])


def _person(person_id: int) -> Person:
    actor = actor_of(person_id)
    if actor is None:
        raise KeyError(person_id)
    return actor
