"""Suggestions that a version of what a team showed can go back to."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from community.sdk import Actor, Ref, session, visible
from plugins.pairings.models import Decision, Entry, Feedback, Pairing, Response, Round, Suggestion
from plugins.pairings.queries import pairings

LONGEST = 160  # of a suggestion among others
MOST = 30


def offers(actor: Actor, shown: Ref) -> Sequence[tuple[str, str]]:
    """(public id, who suggested what) of answered suggestions whose givers have seen no version yet, newest first.

    For the team that showed the thing in a round. A suggestion that is not for them is no cause of anything.
    """
    query = (
        visible(actor, Pairing, "receive")
        .join(Round, Round.id == Pairing.round_id)
        .join(Entry, (Entry.round_id == Round.id) & (Entry.team_id == Pairing.receiver_id))
        .join(Feedback, Feedback.pairing_id == Pairing.id)
        .join(Suggestion, Suggestion.feedback_id == Feedback.id)
        .join(Decision, Decision.suggestion_id == Suggestion.id)
        .join(Response, Response.id == Decision.response_id)
        .where(Entry.kind == shown.kind, Entry.object_id == shown.id)
        .where(Response.state == "sent", Decision.version == 0, Decision.choice.in_(["now", "adapt", "later"]))
        .order_by(Pairing.id.desc(), Suggestion.position)
        .add_columns(Round, Suggestion)
        .limit(MOST)
    )
    rows = session().execute(query).all()
    pairs = pairings.named([(row[0], row[1]) for row in rows])
    return [(row[2].public_id, f"{pair.from_}: {_short(row[2].text)}") for pair, row in zip(pairs, rows, strict=True)]


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def behind(keys: Iterable[str]) -> Sequence[tuple[str, str, int]]:
    """(public id, public id of its pairing, number of its feedback) of suggestions."""
    query = (
        select(Suggestion.public_id, Pairing.public_id, Feedback.id)
        .join(Feedback, Feedback.id == Suggestion.feedback_id)
        .join(Pairing, Pairing.id == Feedback.pairing_id)
    )
    rows = session().execute(query.where(Suggestion.public_id.in_(keys)).order_by(Suggestion.id))
    return [(row[0], row[1], row[2]) for row in rows]
