"""How fairly feedback travels: for those who facilitate, by district in the order of names, and never a ranking."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from community.sdk import now, session
from plugins.pairings.models import Decision, Feedback, Pairing, Response, Round, Suggestion
from plugins.pairings.queries import teams
from plugins.pairings.queries.days import day_of
from plugins.pairings.queries.teams import TeamName
from plugins.pairings.states import OVER, PAIRED, WRITTEN

MONTH = 30.44  # days
USED = frozenset({"now", "adapt"})


@dataclass
class Figures:
    """What one team gave, got and made of it, over the rounds of its collaboration."""

    team: TeamName
    given: int = 0
    on_time: int = 0
    owed: int = 0
    received: int = 0
    answered: int = 0
    suggestions: int = 0
    used: int = 0
    last_useful: datetime | None = None
    partners: set[int] = field(default_factory=set)

    @property
    def months_since(self) -> int | None:
        """Whole months since it last received something that it used; None for never."""
        return None if self.last_useful is None else int((now() - self.last_useful).days / MONTH)


def figures(found: Round) -> Sequence[Figures]:
    """The same for every team that was ever paired in the collaboration of a round: four queries."""
    here = select(Round.id).where(Round.space_id == found.space_id, Round.state.in_(sorted(PAIRED)))
    pairings = session().scalars(select(Pairing).where(Pairing.round_id.in_(here), Pairing.state.not_in(OVER))).all()
    known = teams.named(team for one in pairings for team in (one.giver_id, one.receiver_id))
    rows = {number: Figures(name) for number, name in known.items()}
    decided = _decided([one.id for one in pairings])
    for one in pairings:
        written = one.state in WRITTEN and one.given_at is not None
        if one.giver_id is not None:
            giver = rows[one.giver_id]
            giver.partners.add(one.receiver_id)
            giver.given += written
            giver.on_time += written and one.given_at is not None and day_of(one.given_at) <= one.due
            giver.owed += not written
        receiver = rows[one.receiver_id]
        receiver.received += written
        answered, suggestions, used = decided[one.id]
        receiver.answered += answered
        receiver.suggestions += suggestions
        receiver.used += used
        if used and one.given_at is not None:
            receiver.last_useful = max(receiver.last_useful or one.given_at, one.given_at)
    return sorted(rows.values(), key=lambda one: one.team.name)


def _decided(ids: Sequence[int]) -> dict[int, tuple[bool, int, int]]:
    """Whether each pairing was answered, how many suggestions it had, and how many of them are used."""
    query = select(Feedback.pairing_id, Response.state, Decision.choice).join(
        Suggestion, Suggestion.feedback_id == Feedback.id
    )
    query = query.outerjoin(Response, Response.pairing_id == Feedback.pairing_id)
    query = query.outerjoin(Decision, Decision.suggestion_id == Suggestion.id).where(Feedback.pairing_id.in_(ids))
    found: dict[int, tuple[bool, int, int]] = defaultdict(lambda: (False, 0, 0))
    for pairing_id, state, choice in session().execute(query):
        sent = state == "sent"
        before = found[pairing_id]
        found[pairing_id] = sent, before[1] + 1, before[2] + (sent and choice in USED)
    return found
