"""What rounds keep of a person: what they wrote for their team, decided, declared and moved. Export and erase."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from community.sdk import PersonalData, session
from plugins.pairings.models import (
    Decision,
    Entry,
    Feedback,
    OwnWords,
    Pairing,
    Partnership,
    Proposal,
    Response,
    Round,
    Rule,
    Transition,
    Wording,
)

# Where a person stands in each table: the team's work stays; their name goes.
COLUMNS = (
    Round.author_id,
    Entry.submitted_by_id,
    Rule.by_id,
    Proposal.by_id,
    Transition.by_id,
    Wording.by_id,
    Feedback.author_id,
    Response.author_id,
    Decision.by_id,
    OwnWords.by_id,
    Pairing.expert_id,
    Partnership.expert_id,
)
TABLES = tuple(column.class_.__tablename__ for column in COLUMNS)


SAID: Mapping[Any, Callable[[Any], Mapping[str, Any]]] = {
    Round.author_id: lambda one: {"what": "round", "title": one.title, "at": one.created_at.isoformat()},
    Entry.submitted_by_id: lambda one: {"what": "what a team showed", "question": one.question, "context": one.context,
        "unwanted": one.unwanted},
    Rule.by_id: lambda one: {"what": f"rule for pairs: {one.kind}", "reason": one.reason, "at": one.at.isoformat()},
    Proposal.by_id: lambda one: {"what": "proposal of pairs", "number": one.number, "at": one.at.isoformat()},
    Transition.by_id: lambda one: {
        "what": f"{one.kind}: {one.before} to {one.after}", "reason": one.reason, "at": one.at.isoformat(),
    },
    Wording.by_id: lambda one: {
        "what": "words in a team's feedback", "part": one.part, "text": one.text, "at": one.at.isoformat(),
    },
    Feedback.author_id: lambda one: {"what": "feedback for a team", "parts": [part["text"] for part in one.parts]},
    Response.author_id: lambda one: {"what": "answer to feedback", "thanks": one.thanks},
    Decision.by_id: lambda one: {
        "what": "decision on a suggestion", "choice": one.choice, "why": one.why, "became": one.became,
    },
    OwnWords.by_id: lambda one: {
        "what": "a team's own words", "challenge": one.challenge, "strengths": one.strengths,
        "looks_for": one.looks_for, "helps_with": one.helps_with,
    },
    Pairing.expert_id: lambda one: {"what": "feedback in place of a team", "address": f"/pairings/{one.public_id}"},
}  # fmt: skip


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """What the person wrote, sent, decided, declared, proposed and moved."""
    for column, told in SAID.items():
        for one in session().scalars(select(column.class_).where(column == person_id)):
            yield told(one)


def erase(person_id: int) -> None:
    """What was written stays with the team, from a former member or expert."""
    for column in COLUMNS:
        session().execute(update(column.class_).where(column == person_id).values({column.key: None}))


personal_data = PersonalData(TABLES, export, erase)
