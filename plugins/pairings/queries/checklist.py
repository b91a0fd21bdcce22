"""What must hold before pairs are published, looked at in plain words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from community.sdk import Team, session
from community.sdk import gettext as _
from plugins.pairings.matching.check import pieces
from plugins.pairings.models import Entry, Proposal, Round
from plugins.pairings.queries import rounds
from plugins.pairings.queries.days import today


@dataclass(frozen=True)
class Line:
    """One thing to look at. `hard`: nobody may publish while it does not hold."""

    words: str
    holds: bool
    hard: bool = False


def ids_of(found: Round) -> Mapping[str, int]:
    """The numbers of a round's teams by their addresses."""
    query = select(Team.slug, Team.id).join(Entry, Entry.team_id == Team.id).where(Entry.round_id == found.id)
    return {row[0]: row[1] for row in session().execute(query)}


def of(found: Round, proposal: Proposal) -> Sequence[Line]:
    """The list for one proposal, as things stand now."""
    pairs = [(one["giver"], one["receiver"]) for one in proposal.outcome["pairs"]]
    ids = ids_of(found)
    handed_in = {one.team_id for one in rounds.entries(found) if one.state == "submitted"}
    known = {slug for slug, number in ids.items() if number in handed_in}
    given, received = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    even = all(given[one] == received[one] == found.partners for one in known)
    apart = rounds.forbidden(found, today())
    pins = {(one.giver_id, one.receiver_id) for one in rounds.rules_of(found, today()) if one.kind == "pin"} - apart
    numbers = {(ids.get(one, 0), ids.get(other, 0)) for one, other in pairs}
    near = [one for one in proposal.outcome["pairs"] if one.get("rounds_since") == 1]
    floor = proposal.outcome.get("floor")
    paired = {name for pair in pairs for name in pair}
    low = [one for one in proposal.outcome["pairs"] if floor is not None and one["fit"] < floor - 1e-6]
    return [
        Line(_("Exactly the teams that handed in are paired"), paired == known, hard=True),
        Line(_("No conflict and no veto is touched"), not numbers & apart, hard=True),
        Line(_("Every pinned pair is there"), pins <= numbers, hard=True),
        Line(_("Every team gives to %(count)s and receives from %(count)s", count=found.partners), even),
        Line(_("Feedback can travel from every team to every other"), len(pieces(pairs)) == 1),
        Line(_("Nobody meets the partner of the last round again"), not near),
        Line(_("No pair lies below the floor"), not low),
    ]  # fmt: skip
