"""Tables of pairings: the round and who takes part, who gives to whom, what was written and what came of it."""

from plugins.pairings.models.exchange import Decision, Feedback, Response, Suggestion, Wording
from plugins.pairings.models.pairing import Pairing, Partnership
from plugins.pairings.models.round import Entry, Proposal, Reminder, Round, Rule, Transition
from plugins.pairings.models.words import OwnWords

__all__ = [
    "Decision", "Entry", "Feedback", "OwnWords", "Pairing", "Partnership", "Proposal", "Reminder", "Response", "Round",
    "Rule", "Suggestion", "Transition", "Wording",
]  # fmt: skip
