"""What teams say of themselves."""

from community.sdk import session
from plugins.pairings.models import OwnWords


def of(team_id: int) -> OwnWords:
    """A team's own words; empty ones where it said nothing yet."""
    empty = OwnWords(team_id=team_id, challenge="", strengths="", looks_for="", helps_with="", stage=0)
    return session().get(OwnWords, team_id) or empty
