"""What happens in rounds: facts, ids only."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from community.sdk import Event

ROUND, ENTRY, PAIRING = ({f"pairings.{name}": f"{name}_id"} for name in ("round", "entry", "pairing"))
FEEDBACK, RESPONSE = ({f"pairings.{name}": f"{name}_id"} for name in ("feedback", "response"))


@dataclass(frozen=True)
class RoundMoved(Event):
    """A round went on to another state."""

    name: ClassVar[str] = "pairings.round_moved"
    touches: ClassVar[dict[str, str]] = ROUND

    round_id: int
    state: str


@dataclass(frozen=True)
class TeamInvited(Event):
    """A team is asked whether it takes part in a round, and what it shows."""

    name: ClassVar[str] = "pairings.team_invited"
    touches: ClassVar[dict[str, str]] = ROUND | ENTRY

    round_id: int
    entry_id: int


@dataclass(frozen=True)
class EntryChanged(Event):
    """A team said whether it takes part, or what it shows."""

    name: ClassVar[str] = "pairings.entry_changed"
    touches: ClassVar[dict[str, str]] = ENTRY

    entry_id: int
    state: str


@dataclass(frozen=True)
class TeamsPaired(Event):
    """Two teams learned that one gives feedback to the other."""

    name: ClassVar[str] = "pairings.teams_paired"
    touches: ClassVar[dict[str, str]] = PAIRING

    pairing_id: int


@dataclass(frozen=True)
class PairingReleased(Event):
    """A pairing that was published will not take place, or another took its place."""

    name: ClassVar[str] = "pairings.pairing_released"
    touches: ClassVar[dict[str, str]] = PAIRING

    pairing_id: int


@dataclass(frozen=True)
class QuestionAsked(Event):
    """Whoever gives asked the clarifying question."""

    name: ClassVar[str] = "pairings.question_asked"
    touches: ClassVar[dict[str, str]] = PAIRING

    pairing_id: int


@dataclass(frozen=True)
class QuestionAnswered(Event):
    """The receiving team answered it."""

    name: ClassVar[str] = "pairings.question_answered"
    touches: ClassVar[dict[str, str]] = PAIRING

    pairing_id: int


@dataclass(frozen=True)
class DraftSaved(Event):
    """Somebody wrote on a draft."""

    name: ClassVar[str] = "pairings.draft_saved"
    touches: ClassVar[dict[str, str]] = FEEDBACK

    feedback_id: int
    pairing_id: int


@dataclass(frozen=True)
class FeedbackGiven(Event):
    """A team sent its feedback."""

    name: ClassVar[str] = "pairings.feedback_given"
    touches: ClassVar[dict[str, str]] = FEEDBACK

    feedback_id: int
    pairing_id: int


@dataclass(frozen=True)
class FeedbackTakenBack(Event):
    """A team took its feedback back before the other had opened it."""

    name: ClassVar[str] = "pairings.feedback_taken_back"
    touches: ClassVar[dict[str, str]] = FEEDBACK

    feedback_id: int
    pairing_id: int


@dataclass(frozen=True)
class FeedbackRead(Event):
    """The receiving team opened it."""

    name: ClassVar[str] = "pairings.feedback_read"
    touches: ClassVar[dict[str, str]] = FEEDBACK

    feedback_id: int
    pairing_id: int


@dataclass(frozen=True)
class ResponseSent(Event):
    """The receiving team said what it does with the feedback."""

    name: ClassVar[str] = "pairings.response_sent"
    touches: ClassVar[dict[str, str]] = RESPONSE

    response_id: int
    pairing_id: int


@dataclass(frozen=True)
class BecameKnown(Event):
    """The receiving team said what became of a suggestion."""

    name: ClassVar[str] = "pairings.became_known"
    touches: ClassVar[dict[str, str]] = RESPONSE

    response_id: int
    pairing_id: int


@dataclass(frozen=True)
class FeedbackHandedBack(Event):
    """A team said that it cannot give a feedback after all."""

    name: ClassVar[str] = "pairings.feedback_handed_back"
    touches: ClassVar[dict[str, str]] = PAIRING

    pairing_id: int


@dataclass(frozen=True)
class FeedbackOwed(Event):
    """It is time to remind a team of feedback that it owes."""

    name: ClassVar[str] = "pairings.feedback_owed"
    touches: ClassVar[dict[str, str]] = PAIRING

    pairing_id: int


@dataclass(frozen=True)
class ResponseOwed(Event):
    """It is time to remind a team of feedback that it has not answered."""

    name: ClassVar[str] = "pairings.response_owed"
    touches: ClassVar[dict[str, str]] = PAIRING

    pairing_id: int


@dataclass(frozen=True)
class EntryOwed(Event):
    """It is time to remind a team that a round waits for what it wants to show."""

    name: ClassVar[str] = "pairings.entry_owed"
    touches: ClassVar[dict[str, str]] = ENTRY

    entry_id: int


@dataclass(frozen=True)
class PairingSeen(Event):
    """A person has looked at a pairing: what they were told of it is settled."""

    name: ClassVar[str] = "pairings.pairing_seen"
    touches: ClassVar[dict[str, str]] = PAIRING
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "actor"

    pairing_id: int
    person_id: int
