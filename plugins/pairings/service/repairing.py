"""A team left, or came late: the fewest changes that give everybody their partners, shown before they are made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.sdk import Actor, Conflict, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.pairings.matching import Pair
from plugins.pairings.models import Pairing, Proposal, Round
from plugins.pairings.queries import checklist, pairings, rounds
from plugins.pairings.queries.days import today
from plugins.pairings.service.moving import entries_in, in_turn, pairings_in
from plugins.pairings.service.proposing import keep, solved
from plugins.pairings.service.publishing import pair_up
from plugins.pairings.service.releasing import let_go
from plugins.pairings.service.solving import asked
from plugins.pairings.states import OWED, WRITTEN

LIVE = tuple(sorted(OWED | WRITTEN))


@dataclass(frozen=True)
class Load:
    """What the teams still have to be given: pairs among themselves that stand, that must stand, and bounds.

    `returned`: what was handed back, or is overdue and not begun; these givers are asked for somebody else.
    """

    existing: frozenset[Pair]
    pinned: frozenset[Pair]
    returned: frozenset[Pair]
    giving: Mapping[str, Any]
    receiving: Mapping[str, Any]


def propose(actor: Actor, public_id: str) -> Proposal:
    """What would have to change so that everybody who is in gives and receives as agreed, with the fewest changes.

    Nothing changes yet. Raises NotFound, Forbidden, or Conflict with the cut.
    """
    found = _open(rounds.round_to(actor, "steer", public_id))
    entries = entries_in(found, "submitted")
    load = _load(found, [one.team_id for one in entries])
    question = asked(
        found, entries, found.wishes, existing=load.existing, pinned=load.pinned, apart=load.returned,
        giving=load.giving, receiving=load.receiving,
    )  # fmt: skip
    outcome = solved(question)
    outcome["asked"] = sorted(map(list, load.existing | load.returned))
    with unit_of_work():
        held = in_turn(rounds.round_to(actor, "steer", public_id))
        return keep(actor, _open(held), "repair", outcome)


def _open(found: Round) -> Round:
    if not rounds.repairable(found, today()):
        raise Conflict(_l("Pairs are repaired until the day by which every team was promised feedback."))
    return found


def _load(found: Round, team_ids: Sequence[int]) -> Load:
    inside = set(team_ids)
    slug = {number: name for name, number in checklist.ids_of(found).items()}
    live = pairings_in(found, *LIVE)
    begun = pairings.begun([one.id for one in live])
    existing, pinned, returned = set[Pair](), set[Pair](), set[Pair]()
    gives, gets = Counter[int](), Counter[int]()
    for one in live:
        if one.giver_id in inside and one.receiver_id in inside:
            pair = slug[one.giver_id or 0], slug[one.receiver_id]
            (returned if one.state == "overdue" and one.id not in begun else existing).add(pair)
            if one.state in WRITTEN or one.id in begun:
                pinned.add(pair)
        else:  # given to a team that left, by one that left, or by somebody who stands in
            gives[one.giver_id or 0] += 1
            gets[one.receiver_id] += 1
    for one in pairings_in(found, "replaced", "waived"):
        gives[one.giver_id or 0] += 1  # nobody asks them again
        gets[one.receiver_id] += one.state == "waived"  # and nobody writes in their place
    still = ({one: max(0, found.partners - done[one]) for one in inside} for done in (gives, gets))
    giving, receiving = _even(*still)
    return Load(
        frozenset(existing), frozenset(pinned), frozenset(returned), {slug[one]: span for one, span in giving.items()},
        {slug[one]: span for one, span in receiving.items()},
    )  # fmt: skip


def _even(give: Mapping[int, int], get: Mapping[int, int]) -> tuple[dict[int, Any], dict[int, Any]]:
    """Where more is to be given than taken, or the other way round, some of the side that has more go without one."""
    apart = sum(give.values()) - sum(get.values())
    return (_loose(give) if apart > 0 else dict(give)), (_loose(get) if apart < 0 else dict(get))


def _loose(counts: Mapping[int, int]) -> dict[int, Any]:
    return {one: (max(0, count - 1), count) for one, count in counts.items()}


@dataclass(frozen=True)
class Difference:
    """What a repair changes: pairs by the addresses of their teams."""

    new: Sequence[Pair]
    gone: Sequence[Pair]
    kept: int


def difference(proposal: Proposal) -> Difference:
    """What accepting a repair would do."""
    after = {(one["giver"], one["receiver"]) for one in proposal.outcome["pairs"]}
    before = {(one[0], one[1]) for one in proposal.outcome.get("asked", [])}
    return Difference(sorted(after - before), sorted(before - after), len(after & before))


def accept(actor: Actor, public_id: str, number: int, reason: str = "") -> Difference:
    """Make the changes of a repair; what was given or begun stays. Raises NotFound, Forbidden, or Conflict when the
    round is not as it was when the repair was proposed.
    """
    with unit_of_work():
        found = _open(in_turn(rounds.round_to(actor, "steer", public_id)))
        proposal = rounds.proposal(found, number)
        entries = {one.team_id: one for one in entries_in(found, "submitted")}
        load = _load(found, list(entries))
        stood = {(one[0], one[1]) for one in proposal.outcome.get("asked", [])}
        change, ids = difference(proposal), checklist.ids_of(found)
        teams = {name for pair in change.new for name in pair}
        gone_on = (
            stood != load.existing | load.returned
            or set(change.gone) & load.pinned
            or {ids[one] for one in teams} - set(entries)
        )
        apart = rounds.forbidden(found, today()) & {(ids[one], ids[other]) for one, other in change.new}
        if proposal.how != "repair" or gone_on or apart:
            raise Conflict(_l("The round has gone on since this was proposed. Propose the repair again."))
        live: dict[Pair, Pairing] = {}
        slug = {one: name for name, one in ids.items()}
        for one in pairings_in(found, *LIVE):
            live[slug.get(one.giver_id or 0, ""), slug[one.receiver_id]] = one
        for pair in change.gone:
            let_go(actor, live[pair], reason or _l("The pairs were repaired."))
        reasons = {(one["giver"], one["receiver"]): one for one in proposal.outcome["pairs"]}
        for giver, receiver in change.new:
            pair_up(actor, found, (ids[giver], ids[receiver]), reasons[giver, receiver], entries=entries)
    return change
