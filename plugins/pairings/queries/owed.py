"""What a person's teams owe in rounds: for My work."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, select

from community.sdk import Actor, OwedItem, now, session, visible
from community.sdk import gettext as _
from plugins.pairings.models import Decision, Entry, Feedback, Pairing, Response, Round
from plugins.pairings.queries import pairings
from plugins.pairings.queries.pairings import Pair
from plugins.pairings.states import GIVING, OWED

LONG = timedelta(days=60)


def entries(actor: Actor) -> Iterator[OwedItem]:
    """Rounds that wait for what the actor's teams show."""
    query = visible(actor, Entry, "edit").join(Round, Round.id == Entry.round_id).add_columns(Round)
    query = query.where(Round.state == "collecting", Entry.state.in_(["invited", "in"]))
    for entry, found in session().execute(query.order_by(Round.plans_by, Entry.id).limit(20)):
        url = f"/pairings/rounds/{found.public_id}/entries/{entry.public_id}/hand-in"
        yield OwedItem(_("Show your work, and ask one question"), url, found.plans_by, found.title)


def _pairs(actor: Actor, action: str, *conditions: ColumnElement[bool]) -> list[Pair]:
    query = visible(actor, Pairing, action).join(Round, Round.id == Pairing.round_id).add_columns(Round)
    query = query.where(Round.state.in_(sorted(GIVING)), *conditions)
    rows = session().execute(query.order_by(Pairing.due, Pairing.id).limit(20)).all()
    return list(pairings.named([(row[0], row[1]) for row in rows]))


def feedback(actor: Actor) -> Iterator[OwedItem]:
    """Feedback that the actor's teams still have to give, and questions that wait for an answer."""
    for one in _pairs(actor, "give", Pairing.state.in_(sorted(OWED))):
        words = _("Give feedback to %(who)s", who=one.receiver.short)
        yield OwedItem(words, f"/pairings/{one.pairing.public_id}/draft", one.pairing.due, one.round.title)
    for one in _pairs(actor, "receive", Pairing.question != "", Pairing.answer == "", Pairing.state.in_(sorted(OWED))):
        words = _("Answer a question of %(who)s", who=one.from_)
        yield OwedItem(words, f"/pairings/{one.pairing.public_id}/explain", None, one.round.title)


def answers(actor: Actor) -> Iterator[OwedItem]:
    """Feedback that the actor's teams have not answered."""
    readable = visible(actor, Feedback).with_only_columns(Feedback.pairing_id)
    for one in _pairs(actor, "receive", Pairing.state.in_(["given", "read"]), Pairing.id.in_(readable)):
        words = _("Answer the feedback of %(who)s", who=one.from_)
        yield OwedItem(words, f"/pairings/{one.pairing.public_id}", one.round.answers_by, one.round.title)


def news(actor: Actor) -> Iterator[OwedItem]:
    """Suggestions that the actor's teams wanted to use two months ago, and of which the giver has heard nothing."""
    silent = (
        select(Response.pairing_id)
        .join(Decision, Decision.response_id == Response.id)
        .where(Response.sent_at < now() - LONG, Decision.choice.in_(["now", "adapt"]), Decision.became == "")
    )
    query = visible(actor, Pairing, "receive").join(Round, Round.id == Pairing.round_id).add_columns(Round)
    query = query.where(Pairing.id.in_(silent), Round.state.in_(["responding", "closed"]))
    rows = session().execute(query.order_by(Pairing.id).limit(5)).all()
    for one in pairings.named([(row[0], row[1]) for row in rows]):
        words = _("Tell %(who)s what became of their feedback", who=one.from_)
        yield OwedItem(words, f"/pairings/{one.pairing.public_id}#feedback", None, one.round.title)


def steering(actor: Actor) -> Iterator[OwedItem]:
    """What those who facilitate have to look after: feedback that is overdue, while the guarantee still holds."""
    for one in _pairs(actor, "steer", Pairing.state == "overdue"):
        words = _("%(who)s still waits for feedback: repair it, or let somebody stand in", who=one.receiver.short)
        yield OwedItem(words, f"/pairings/{one.pairing.public_id}", one.round.guaranteed_by, one.round.title)
