"""Opening feedback, deciding on each suggestion, sending the answer, and saying later what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    NotFound,
    Ref,
    Space,
    now,
    publish,
    record,
    screen,
    session,
    share,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.pairings.events import BecameKnown, FeedbackRead, PairingSeen, ResponseSent
from plugins.pairings.models import Decision, Entry, Pairing, Response, Suggestion
from plugins.pairings.queries import pairings, rounds, teams
from plugins.pairings.queries.words import CHOICES, HELPED
from plugins.pairings.service.moving import move, pairing_in_turn, refuse_held
from plugins.pairings.service.publishing import show
from plugins.pairings.service.sharing import SENT

RESPONSE = "pairings.response"
PAIRING = "pairings.pairing"
CHOOSE = _l("Choose one from the list.")


@dataclass(frozen=True)
class Choice:
    """What a team does with a suggestion: one of CHOICES, or "" while it has not decided, and why."""

    choice: str
    why: str = ""


@dataclass(frozen=True)
class Answer:
    """A team's answer: decisions by the public ids of suggestions, a word of thanks, words of HELPED."""

    choices: Mapping[str, Choice]
    thanks: str = ""
    helped: Sequence[str] = ()


@dataclass(frozen=True)
class Became:
    """What became of a suggestion, and in which version of what was shown it can be seen; 0 for none yet."""

    words: str
    version: int = 0


def look(actor: Actor, pairing_id: str) -> None:
    """The actor has looked at a pairing: what they were told of it is settled. Raises NotFound."""
    with unit_of_work():
        found = pairings.pairing(actor, pairing_id)
        publish(PairingSeen(found.id, actor.id), actor.id)


def open_it(actor: Actor, pairing_id: str) -> None:
    """The receiving team opens what it was given; from here on it cannot be taken back.

    Safe to repeat. Raises NotFound, Forbidden or Conflict.
    """
    with unit_of_work():
        found, _held = pairing_in_turn(pairings.pairing_to(actor, "receive", pairing_id))
        if found.state in {"read", "answered", "closed"}:
            return
        row = pairings.feedback_to(actor, found)
        if found.state != "given" or row is None:
            raise Conflict(_l("There is nothing to open yet."))
        move(actor, found, "read")
        found.read_at = now()
        record("pairings.feedback_read", Ref("pairings.feedback", row.id), actor)
        publish(FeedbackRead(row.id, found.id), actor.id)


def answer(actor: Actor, pairing_id: str, said: Answer, *, send: bool) -> bool:
    """Write the team's answer; with `send` the giving team reads it.

    Returns whether it is held. Raises NotFound, Forbidden, Invalid or Conflict.
    """
    with unit_of_work():
        found, _held = pairing_in_turn(pairings.pairing_to(actor, "answer" if send else "receive", pairing_id))
        if found.state not in {"read", "closed"}:
            raise Conflict(
                _l("Open the feedback first.") if found.state == "given" else _l("This is answered already.")
            )
        there = pairings.suggestions(pairings.feedback_to(actor, found))
        if not there:
            raise Conflict(_l("There is nothing to open yet."))
        _check(there, said, send=send)
        row = _row(actor, found)
        if row.state == "sent":
            raise Conflict(_l("This is answered already."))
        words = "\n".join(filter(None, [said.thanks, *(one.why for one in said.choices.values())]))
        verdict = screen(actor, RESPONSE, {"title": "", "body": words, "space_id": row.space_id})
        row.thanks, row.helped = said.thanks, [one for one in HELPED if one in said.helped]
        _decide(actor, row, there, said.choices)
        if row.state == "none":
            move(actor, row, "draft")
        if send:
            _send(actor, found, row)
            verdict.settle(Ref(RESPONSE, row.id))
        record("pairings.response_written", Ref(RESPONSE, row.id), actor)
    return send and verdict.held


def _check(there: Sequence[Suggestion], answered: Answer, *, send: bool) -> None:
    errors: dict[str, object] = {}
    for one in there:
        said = answered.choices.get(one.public_id, Choice(""))
        if said.choice not in CHOICES and (send or said.choice):
            errors[f"choice-{one.public_id}"] = _l("Say what you will do with it.")
        elif send and said.choice == "no" and not said.why:
            errors[f"why-{one.public_id}"] = _l("Say in a sentence why it is not for you. It helps them.")
    if set(answered.helped) - set(HELPED):
        errors["helped"] = CHOOSE
    if errors:
        raise Invalid(errors)


def _row(actor: Actor, found: Pairing) -> Response:
    row = pairings.response_of(found)
    if row is None:
        home = teams.spaces([found.receiver_id])[found.receiver_id]
        row = Response(space_id=home.id, pairing_id=found.id, author_id=actor.id, helped=[], state="none", version=0)
        session().add(row)
        session().flush()
    return row


def _decide(actor: Actor, row: Response, there: Sequence[Suggestion], choices: Mapping[str, Choice]) -> None:
    known = pairings.decisions(row)
    for one in there:
        said = choices.get(one.public_id)
        if said is None:
            continue
        kept = known.get(one.id) or Decision(suggestion_id=one.id, response_id=row.id)
        if (kept.choice, kept.why) != (said.choice, said.why):
            kept.choice, kept.why, kept.by_id = said.choice, said.why, actor.id
        session().add(kept)
    session().flush()


def _send(actor: Actor, found: Pairing, row: Response) -> None:
    move(actor, row, "sent")
    row.version, row.sent_at, row.author_id = 1, now(), actor.id
    if found.state == "read":
        move(actor, found, "answered")
    space = session().get_one(Space, found.space_id)
    share(SENT, Ref(RESPONSE, row.id), space.public_id, version=1)
    publish(ResponseSent(row.id, found.id), actor.id)


def tell_what_became(actor: Actor, pairing_id: str, suggestion_id: str, told: Became) -> None:
    """Say what became of a suggestion: in words, and in which later version of what was shown it can be seen.

    The giving team comes to read that version. Raises NotFound, Forbidden, Invalid or Conflict.
    """
    if not told.words:
        raise Invalid({"became": _l("Say in a sentence what came of it.")})
    with unit_of_work():
        found, held = pairing_in_turn(pairings.pairing_to(actor, "receive", pairing_id))
        row = pairings.response_of(found)
        there = {one.public_id: one for one in pairings.suggestions(pairings.feedback_of(found))}
        if row is None or row.state != "sent":
            raise Conflict(_l("Answer the feedback first."))
        decision = pairings.decisions(row).get(there[suggestion_id].id) if suggestion_id in there else None
        if decision is None or decision.choice == "no":
            raise NotFound
        entry = (
            session().scalars(select(Entry).where(Entry.round_id == held.id, Entry.team_id == found.receiver_id)).one()
        )
        if told.version and not entry.version < told.version <= rounds.newest_version(entry):
            raise Invalid({"version": _l("Choose a version that is newer than the one they read.")})
        refuse_held(screen(actor, RESPONSE, {"title": "", "body": told.words, "space_id": row.space_id}))
        decision.version, decision.became, decision.became_at, decision.by_id = (
            told.version,
            told.words,
            now(),
            actor.id,
        )
        session().flush()
        if told.version:
            show(entry, session().get_one(Space, found.space_id), told.version)
        record("pairings.became_told", Ref(RESPONSE, row.id), actor)
        publish(BecameKnown(row.id, found.id), actor.id)
