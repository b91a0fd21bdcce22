"""A team's draft: the parts as they stand, who wrote them last, who may send it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.sdk import Actor, Ref, can, described, session, visible
from plugins.pairings.models import Entry, Pairing, Round, Wording
from plugins.pairings.queries import pairings, protocols, teams
from plugins.pairings.queries.pairings import Pair
from plugins.pairings.queries.protocols import MOST_SUGGESTIONS, SUGGESTION, ProtocolSpec


@dataclass(frozen=True)
class DraftPage:
    """A draft for somebody of the giving team. `suggestions`: names of the parts to show, one more than are filled."""

    pair: Pair
    entry: Entry | None
    thing: tuple[str, str] | None
    protocol: ProtocolSpec
    draft: Mapping[str, Wording]
    writers: Mapping[int, str]
    suggestions: Sequence[str]
    may_send: bool
    senders: Sequence[str]

    @property
    def parts(self) -> Mapping[str, Any]:
        """Everything that can be written, by name, with its title."""
        return protocols.parts(self.protocol)

    def text(self, part: str) -> str:
        """What stands there."""
        return self.draft[part].text if part in self.draft else ""

    def number(self, part: str) -> int:
        """Which wording that is."""
        return self.draft[part].number if part in self.draft else 0


def draft_page(actor: Actor, found: Pairing) -> DraftPage:
    """Everything on the page of a draft. The caller asked whether the actor may write on it."""
    held = session().get_one(Round, found.round_id)
    query = visible(actor, Entry).where(Entry.round_id == held.id, Entry.team_id == found.receiver_id)
    entry = session().scalars(query).one_or_none()
    draft = pairings.newest(found)
    filled = [
        n for n in range(1, MOST_SUGGESTIONS + 1) if draft.get(f"{SUGGESTION}{n}") and draft[f"{SUGGESTION}{n}"].text
    ]
    shown = min(MOST_SUGGESTIONS, max(filled, default=0) + 1)
    ref = Ref(entry.kind, entry.object_id) if entry is not None and entry.object_id is not None else None
    leads = teams.people_of(found.giver_id, "team.lead") if found.giver_id is not None else []
    return DraftPage(
        pairings.named([(found, held)])[0], entry, described(actor, [ref]).get(ref) if ref is not None else None,
        protocols.protocol(held.protocol), draft, teams.people(one.by_id for one in draft.values()),
        [f"{SUGGESTION}{n}" for n in range(1, shown + 1)], can(actor, "send", found), [name for _id, name in leads],
    )  # fmt: skip


def writers(rows: Sequence[Wording]) -> Mapping[int, str]:
    """Names of those who wrote, by number."""
    return teams.people(one.by_id for one in rows)
