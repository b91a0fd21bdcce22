"""The workbench: pins and vetoes, what staff wish for, proposals of the engine, and what people change by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from community.sdk import Actor, Conflict, Invalid, Ref, Team, end_reads, now, record, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.pairings.fit import FACTORS
from plugins.pairings.fit.factors import MOST_WEIGHT
from plugins.pairings.matching import Infeasible, Pair, Unusable
from plugins.pairings.models import Proposal, Round, Rule
from plugins.pairings.queries import checklist, cuts, rounds
from plugins.pairings.queries.days import today
from plugins.pairings.queries.words import RECIPROCITY
from plugins.pairings.service.moving import entries_in, in_turn, move_round
from plugins.pairings.service.solving import Asked, asked, solve

CHOOSE = _l("Choose one from the list.")
LOWEST_SHARE = 0.0


@dataclass(frozen=True)
class Wanted:
    """What staff wish of the next proposal. `weights`: 0 to 4 by factor; `seed`: another number, another answer."""

    weights: Mapping[str, int]
    different: Sequence[str] = ()
    reciprocity: str = "welcome"
    floor_share: float = 1.0
    seed: int = 0

    def as_wishes(self) -> dict[str, Any]:
        """As a round and a proposal keep it. Raises Invalid."""
        if any(not 0 <= value <= MOST_WEIGHT for value in self.weights.values()) or set(self.weights) - set(FACTORS):
            raise Invalid({"weights": _l("Choose between 0 and 4.")})
        if not any(self.weights.values()):
            raise Invalid({"": _l("At least one of the five must count.")})
        if self.reciprocity not in RECIPROCITY:
            raise Invalid({"reciprocity": CHOOSE})
        if not 0.0 <= self.floor_share <= 1.0:
            raise Invalid({"floor_share": _l("Choose between 0 and 100.")})
        return {
            "weights": dict(self.weights), "different": sorted(set(self.different) & set(FACTORS)),
            "reciprocity": self.reciprocity, "floor_share": self.floor_share, "seed": self.seed,
        }  # fmt: skip


def propose(actor: Actor, public_id: str, wanted: Wanted | None = None) -> Proposal:
    """Let the engine pair the teams that handed in. Raises NotFound, Forbidden, Invalid, or Conflict with the cut."""
    found = _ready(rounds.round_to(actor, "steer", public_id))
    wishes = found.wishes if wanted is None else wanted.as_wishes()
    question = asked(found, entries_in(found, "submitted"), wishes)
    outcome = solved(question)
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        _ready(found)
        if found.state == "frozen":
            move_round(actor, found, "proposed")
        found.wishes = wishes
        return keep(actor, found, "engine", outcome)


def _ready(found: Round) -> Round:
    if found.state not in {"frozen", "proposed"}:
        raise Conflict(_l("Pairs are proposed after handing in is over, and before they are published."))
    return found


def solved(question: Asked) -> dict[str, Any]:
    """The answer, with of how many factors each pair tells. Outside of a unit of work. Raises Conflict, in words."""
    names = cuts.names(question.instance.ids)
    end_reads()
    try:
        outcome = solve(question.instance)
    except Infeasible as why:
        raise Conflict(cuts.told(why.cut, names)) from None
    except Unusable as why:
        raise Conflict(cuts.unusable(why)) from None
    except TimeoutError:
        raise Conflict(_l("This took too long. Take away a rule or two, and try again.")) from None
    for pair in outcome["pairs"]:
        pair["known"] = question.known[pair["giver"], pair["receiver"]]
        pair["flags"] = [*pair["flags"], *(["wished"] if (pair["giver"], pair["receiver"]) in question.wished else [])]
    return outcome | {"counted": question.counted}


def keep(actor: Actor, found: Round, how: str, outcome: dict[str, Any]) -> Proposal:
    """Keep a proposal under the next number. Inside the unit of work."""
    number = (session().scalar(select(func.max(Proposal.number)).where(Proposal.round_id == found.id)) or 0) + 1
    row = Proposal(round_id=found.id, number=number, how=how, wishes=found.wishes, outcome=outcome, by_id=actor.id)
    session().add(row)
    session().flush()
    record("pairings.pairs_proposed", Ref("pairings.round", found.id), actor, f"{how} {number} {outcome['digest']}")
    return row


def rule(actor: Actor, public_id: str, said: tuple[str, Pair], reason: str = "") -> Rule:
    """("pin", pair) or ("veto", pair) in this round, by the addresses of its teams.

    Raises NotFound, Forbidden, Invalid or Conflict.
    """
    kind, pair = said
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        if kind not in {"pin", "veto"}:
            raise Invalid({"kind": CHOOSE})
        giver, receiver = _ids(found, pair)
        conflicts = [one for one in rounds.rules_of(found, today()) if one.kind == "conflict"]
        if kind == "pin" and any({giver, receiver} == {one.giver_id, one.receiver_id} for one in conflicts):
            raise Conflict(_l("These two cannot be paired, so no pin can hold them together."))
        same = [
            one for one in rounds.rules_of(found, today())
            if one.round_id == found.id and (one.giver_id, one.receiver_id) == (giver, receiver)
        ]  # fmt: skip
        if any(one.kind == kind for one in same):
            raise Conflict(_l("This is said already."))
        for one in same:
            one.ended_at = now()
        row = Rule(kind=kind, round_id=found.id, giver_id=giver, receiver_id=receiver, reason=reason, by_id=actor.id)
        session().add(row)
        session().flush()
        record("pairings.rule_set", Ref("pairings.round", found.id), actor, reason)
    return row


def lift(actor: Actor, public_id: str, rule_id: str) -> None:
    """Take a pin or a veto of this round back. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        there = [
            one for one in rounds.rules_of(found, today()) if one.public_id == rule_id and one.round_id == found.id
        ]
        if not there:
            raise Conflict(_l("This is lifted already."))
        there[0].ended_at = now()
        record("pairings.rule_lifted", Ref("pairings.round", found.id), actor)


def _ids(found: Round, pair: Pair) -> tuple[int, int]:
    known = dict(
        session()
        .execute(select(Team.slug, Team.id).where(Team.id.in_([one.team_id for one in rounds.entries(found)])))
        .all()
    )
    if pair[0] not in known or pair[1] not in known or pair[0] == pair[1]:
        raise Invalid({"receiver": CHOOSE})
    return known[pair[0]], known[pair[1]]


def swap(actor: Actor, public_id: str, number: int, pairs: tuple[Pair, Pair]) -> Proposal:
    """Two pairs of a proposal change their receivers: loads stay as they are. The result is a proposal of its own.

    Raises NotFound, Forbidden, Invalid, or Conflict where that breaks a rule.
    """
    found = _ready(rounds.round_to(actor, "steer", public_id))
    proposal = rounds.proposal(found, number)
    before = [(one["giver"], one["receiver"]) for one in proposal.outcome["pairs"]]
    first, second = pairs
    if first not in before or second not in before or first == second:
        raise Invalid({"second": _l("Choose two pairs of this proposal.")})
    changed = {(first[0], second[1]), (second[0], first[1])}
    after = (set(before) - {first, second}) | changed
    if len(after) < len(before) or any(giver == receiver for giver, receiver in changed):
        raise Invalid(
            {"second": _l("These two cannot be swapped: a pair would be there twice, or a team give to itself.")}
        )
    question = asked(found, entries_in(found, "submitted"), proposal.wishes)
    outcome = solved(_as_it_is(question, after))
    for pair in outcome["pairs"]:
        own = (pair["giver"], pair["receiver"])
        flags = [flag for flag in pair["flags"] if flag != "pinned" or own in question.instance.pinned]
        pair["flags"] = [*flags, "edited"] if own in changed else flags
    with unit_of_work():
        held = in_turn(rounds.round_to(actor, "steer", public_id))
        _ready(held)
        return keep(actor, held, "edited", outcome)


def _as_it_is(question: Asked, pairs: set[Pair]) -> Asked:
    """The question to which these pairs are the only answer; hard rules are asked for all the same."""
    instance = question.instance
    broken = pairs & instance.forbidden
    if broken:
        names = cuts.names([name for pair in broken for name in pair])
        told = ", ".join(f"{names[giver]} → {names[receiver]}" for giver, receiver in sorted(broken))
        raise Conflict(_l("A rule forbids this pair: %(pairs)s", pairs=told))
    fixed = replace(instance, pinned=frozenset(pairs), floor=None, cooldown=0, connected=False)
    return replace(question, instance=fixed)


def price(actor: Actor, public_id: str, number: int, pair: Pair) -> tuple[str, float, int]:
    """What a pair costs or saves: ("without", share of the fit lost, pairs that move) for a pair of the proposal, and
    ("with", ...) for one that is not in it. Raises NotFound, Forbidden, Invalid, or Conflict with the cut.
    """
    found = rounds.round_to(actor, "steer", public_id)
    proposal = rounds.proposal(found, number)
    outcome = proposal.outcome
    _ids(found, pair)
    before = {(one["giver"], one["receiver"]) for one in outcome["pairs"]}
    inside = pair in before
    paired, ids = {name for one in before for name in one}, checklist.ids_of(found)
    entries = [one for one in rounds.entries(found) if one.team_id in {ids[name] for name in paired if name in ids}]
    question = asked(found, entries, proposal.wishes)
    instance = question.instance
    if inside:
        if pair in instance.pinned:
            raise Conflict(_l("This pair is pinned: you asked for it."))
        instance = replace(instance, forbidden=instance.forbidden | {pair})
    elif pair in instance.forbidden:
        raise Conflict(_l("A conflict or a veto forbids this pair."))
    else:
        instance = replace(instance, pinned=instance.pinned | {pair})
    other = solved(replace(question, instance=instance))
    after = {(one["giver"], one["receiver"]) for one in other["pairs"]}
    lost = (outcome["total"] - other["total"]) / outcome["total"] if outcome["total"] else 0.0
    return "without" if inside else "with", lost, len(after - before)
