"""Writing feedback: several people on one draft, one question to the other team, and sending it for the team."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from community.sdk import (
    RENDERER_VERSION,
    Actor,
    Conflict,
    Invalid,
    Ref,
    Share,
    Space,
    attach_files,
    now,
    publish,
    record,
    render,
    screen,
    session,
    share,
    shares_now,
    unit_of_work,
    withdraw_share,
)
from community.sdk import lazy_gettext as _l
from plugins.pairings.events import (
    DraftSaved,
    FeedbackGiven,
    FeedbackHandedBack,
    FeedbackTakenBack,
    QuestionAnswered,
    QuestionAsked,
)
from plugins.pairings.merging import merged
from plugins.pairings.models import Feedback, Pairing, Round, Suggestion, Wording
from plugins.pairings.queries import pairings, protocols, teams
from plugins.pairings.queries.protocols import SUGGESTION
from plugins.pairings.service.moving import move, pairing_in_turn, refuse_held
from plugins.pairings.service.sharing import SENT
from plugins.pairings.states import GIVING, OVER, OWED

FEEDBACK, PAIRING = "pairings.feedback", "pairings.pairing"
LONGEST = 8000


@dataclass(frozen=True)
class Typed:
    """A part of a draft as one person sends it, with the number of the wording that they began from."""

    part: str
    since: int
    text: str


@dataclass(frozen=True)
class Saved:
    """What came of saving: parts that somebody else had changed meanwhile, and those where two wordings now stand."""

    merged: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def _opened(actor: Actor, action: str, pairing_id: str) -> tuple[Pairing, Round]:
    found, held = pairing_in_turn(pairings.pairing_to(actor, action, pairing_id))
    if held.state not in GIVING or found.state not in OWED:
        raise Conflict(_l("Nothing can be written here now. What you wrote before is kept."))
    return found, held


def save(actor: Actor, pairing_id: str, typed: list[Typed]) -> Saved:
    """Save parts of the team's draft. Where somebody changed one meanwhile, both changes stay.

    Raises NotFound, Forbidden, Invalid or Conflict.
    """
    with unit_of_work():
        found, held = _opened(actor, "give", pairing_id)
        known = protocols.parts(protocols.protocol(held.protocol))
        if any(one.part not in known or len(one.text) > LONGEST for one in typed):
            raise Invalid({"": _l("A part is too long. Shorten it, and save again.")})
        row, now_there = _row(actor, found), dict(pairings.newest(found))
        screen(actor, FEEDBACK, {"title": "", "body": "\n".join(one.text for one in typed), "space_id": row.space_id})
        both, twice, changed = list[str](), list[str](), False
        for one in typed:
            stood = now_there.get(one.part)
            before = stood.text if stood is not None else ""
            base = _base(found, one, stood)
            text, doubled = merged(base, before, one.text)
            if text == before:
                continue
            if len(text) > LONGEST:
                raise Invalid({"": _l("A part is too long. Shorten it, and save again.")})
            changed = True
            both += [one.part] if base != before else []
            twice += [one.part] if doubled else []
            number = (stood.number if stood is not None else 0) + 1
            session().add(Wording(pairing_id=found.id, part=one.part, number=number, text=text, by_id=actor.id))
        if changed:
            if found.state == "active":
                move(actor, found, "drafting", _l("Somebody began to write."))
            session().flush()
            record("pairings.draft_saved", Ref(PAIRING, found.id), actor)
            publish(DraftSaved(row.id, found.id), actor.id)
    return Saved(tuple(both), tuple(twice))


def _base(found: Pairing, typed: Typed, stood: Wording | None) -> str:
    if stood is None or typed.since <= 0:
        return ""
    if typed.since == stood.number:
        return stood.text
    earlier = pairings.wording(found, typed.part, typed.since)
    return earlier.text if earlier is not None else ""


def _row(actor: Actor, found: Pairing) -> Feedback:
    """The feedback of a pairing, begun with the first word: at home with whoever gives."""
    row = pairings.feedback_of(found)
    if row is None:
        if found.giver_id is not None:
            home = teams.spaces([found.giver_id])[found.giver_id].id
        else:
            home = session().scalars(select(Space.id).where(Space.kind == "staff")).one()
        row = Feedback(space_id=home, pairing_id=found.id, author_id=actor.id, parts=[])
        session().add(row)
        session().flush()
    return row


def hand_back(actor: Actor, pairing_id: str, reason: str) -> None:
    """Say that the team cannot give this feedback after all, so that somebody else can be found.

    Until then the team may still write it. Raises NotFound, Forbidden, Invalid or Conflict.
    """
    if not reason:
        raise Invalid({"reason": _l("Say why in a few words. Only those who facilitate read it.")})
    with unit_of_work():
        found, _held = _opened(actor, "give", pairing_id)
        move(actor, found, "overdue", reason)
        record("pairings.feedback_handed_back", Ref(PAIRING, found.id), actor, reason)
        publish(FeedbackHandedBack(found.id), actor.id)


def ask(actor: Actor, pairing_id: str, question: str) -> None:
    """Ask the one clarifying question. Raises NotFound, Forbidden, Invalid or Conflict."""
    if not question:
        raise Invalid({"question": _l("Write your question.")})
    with unit_of_work():
        found, held = _opened(actor, "give", pairing_id)
        if not protocols.protocol(held.protocol).question:
            raise Conflict(_l("This protocol goes without a question."))
        if found.question:
            raise Conflict(_l("Your team has asked its question already."))
        refuse_held(screen(actor, PAIRING, {"title": "", "body": question, "space_id": found.space_id}))
        found.question, found.asked_at = question, now()
        record("pairings.question_asked", Ref(PAIRING, found.id), actor)
        publish(QuestionAsked(found.id), actor.id)


def explain(actor: Actor, pairing_id: str, answer: str) -> None:
    """Answer the clarifying question. Raises NotFound, Forbidden, Invalid or Conflict."""
    if not answer:
        raise Invalid({"answer": _l("Write your answer.")})
    with unit_of_work():
        found, _held = pairing_in_turn(pairings.pairing_to(actor, "receive", pairing_id))
        if not found.question or found.answer or found.state in OVER:
            raise Conflict(_l("There is no question that waits for an answer."))
        refuse_held(screen(actor, PAIRING, {"title": "", "body": answer, "space_id": found.space_id}))
        found.answer, found.answered_at = answer, now()
        record("pairings.question_answered", Ref(PAIRING, found.id), actor)
        publish(QuestionAnswered(found.id), actor.id)


def rendered(texts: dict[str, str]) -> dict[str, str]:
    """Texts of parts as HTML. Call it outside of the unit of work."""
    return {part: str(render(text)) for part, text in texts.items() if text}


def send(actor: Actor, pairing_id: str, language: str = "en") -> bool:
    """Give the draft as it stands to the other team, for the own team. Returns whether it is held.

    It can be taken back until the other team opens it. Raises NotFound, Forbidden, Invalid, or Conflict.
    """
    draft = pairings.newest(pairings.pairing_to(actor, "send", pairing_id))
    html = rendered({part: one.text for part, one in draft.items()})
    with unit_of_work():
        found, held = _opened(actor, "send", pairing_id)
        stands = pairings.newest(found)
        if {part: one.number for part, one in stands.items()} != {part: one.number for part, one in draft.items()}:
            raise Conflict(_l("Somebody of your team just saved something. Look at it, then send."))
        known = protocols.parts(protocols.protocol(held.protocol))
        told = [part for part in known if part in stands and stands[part].text]
        if not any(not part.startswith(SUGGESTION) for part in told):
            raise Invalid({"": _l("There is nothing to send yet. Save your text first.")})
        if not any(part.startswith(SUGGESTION) for part in told):
            raise Invalid({f"{SUGGESTION}1": _l("Suggest one thing, small enough for their next cycle.")})
        row = _row(actor, found)
        verdict = screen(
            actor, FEEDBACK,
            {"title": "", "body": "\n".join(stands[part].text for part in told), "space_id": row.space_id},
        )  # fmt: skip
        _fill(actor, row, [(part, str(known[part]), stands[part].text, html.get(part, "")) for part in told])
        row.language, row.author_id = language, actor.id
        move(actor, found, "given", _l("Late, and welcome.") if found.state == "overdue" else "")
        found.given_at = row.given_at = now()
        space = session().get_one(Space, found.space_id)
        share(SENT, Ref(FEEDBACK, row.id), space.public_id, version=1)
        verdict.settle(Ref(FEEDBACK, row.id))
        record("pairings.feedback_given", Ref(FEEDBACK, row.id), actor)
        publish(FeedbackGiven(row.id, found.id), actor.id)
    return verdict.held


def _fill(actor: Actor, row: Feedback, told: list[tuple[str, str, str, str]]) -> None:
    """Put what is sent into the feedback: its parts, and its suggestions as rows of their own."""
    row.parts = [
        {"name": part, "title": title, "text": text, "html": html}
        for part, title, text, html in told
        if not part.startswith(SUGGESTION)
    ]
    row.version, row.renderer = 1, RENDERER_VERSION
    session().execute(delete(Suggestion).where(Suggestion.feedback_id == row.id))
    given: list[Any] = [one for one in told if one[0].startswith(SUGGESTION)]
    for position, (_part, _title, text, html) in enumerate(given):
        session().add(Suggestion(feedback_id=row.id, position=position, text=text, html=html))
    session().flush()
    attach_files(actor, "".join(html for *_rest, html in told), Ref(FEEDBACK, row.id))


def take_back(actor: Actor, pairing_id: str) -> None:
    """Take feedback back before the other team has opened it. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        found, held = pairing_in_turn(pairings.pairing_to(actor, "send", pairing_id))
        row = pairings.feedback_of(found)
        if held.state not in GIVING:
            raise Conflict(_l("Nothing can be written here now. What you wrote before is kept."))
        if row is None or found.state != "given":
            raise Conflict(_l("They have opened it already. Add what is missing in a thread with them."))
        move(actor, found, "drafting", _l("Taken back before it was opened."))
        row.version, row.given_at, found.given_at = 0, None, None
        shared = select(Share.public_id).where(Share.kind == FEEDBACK, Share.object_id == row.id, shares_now())
        for share_id in session().scalars(shared).all():
            withdraw_share(SENT, share_id)
        record("pairings.feedback_taken_back", Ref(FEEDBACK, row.id), actor)
        publish(FeedbackTakenBack(row.id, found.id), actor.id)
