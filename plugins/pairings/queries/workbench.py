"""What the workbench shows: a proposal as a table and as a matrix, its checklist, and another beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from community.sdk import Actor, NotFound
from plugins.pairings.matching import Pair
from plugins.pairings.models import Proposal, Round, Rule
from plugins.pairings.queries import checklist, rounds, teams
from plugins.pairings.queries.days import today
from plugins.pairings.queries.teams import TeamName


@dataclass(frozen=True)
class RuleLine:
    """A rule with names. `standing`: a team declared it, and only that team lifts it."""

    rule: Rule
    giver: str
    receiver: str
    standing: bool


@dataclass(frozen=True)
class Compared:
    """Two proposals side by side: pairs that only one of them has, by names."""

    other: Proposal
    only_here: Sequence[str]
    only_there: Sequence[str]


@dataclass(frozen=True)
class Bench:
    """Everything on the workbench. `names` by the address of a team; `proposal` is None before the first."""

    teams: Sequence[TeamName]
    names: Mapping[str, str]
    proposals: Sequence[Proposal]
    proposal: Proposal | None
    lines: Sequence[checklist.Line]
    rules: Sequence[RuleLine]
    compared: Compared | None
    choices: Sequence[tuple[str, str]]
    missing: Sequence[str]

    @property
    def pairs(self) -> Sequence[dict[str, Any]]:
        """The pairs of the proposal, by the names of the givers."""
        if self.proposal is None:
            return []
        pairs: list[dict[str, Any]] = self.proposal.outcome["pairs"]
        return sorted(pairs, key=lambda one: (self.names.get(one["giver"], ""), self.names.get(one["receiver"], "")))

    @cached_property
    def matrix(self) -> Mapping[tuple[str, str], dict[str, Any]]:
        """The same by giver and receiver."""
        return {(one["giver"], one["receiver"]): one for one in self.pairs}


def bench(actor: Actor, found: Round, number: str, other: str) -> Bench:
    """The workbench of a round for an actor who steers it. `number` and `other`: typed numbers of proposals, or ""."""
    entries = rounds.entries(found)
    known = teams.named(one.team_id for one in entries)
    inside = sorted((known[one.team_id] for one in entries if one.state == "submitted"), key=lambda one: one.name)
    names = {one.slug: one.short for one in known.values()}
    proposals = [one for one in rounds.proposals(found) if one.how != "repair"]
    chosen = _chosen(proposals, number) or (proposals[0] if proposals else None)
    beside = _chosen(proposals, other)
    choices = [
        (f"{one['giver']}>{one['receiver']}", f"{names.get(one['giver'], '')} → {names.get(one['receiver'], '')}")
        for one in (chosen.outcome["pairs"] if chosen is not None else [])
    ]
    return Bench(
        inside, names, proposals, chosen, checklist.of(found, chosen) if chosen is not None else [],
        _rules(actor, found, known), _compared(chosen, beside, names), choices,
        sorted(known[one.team_id].short for one in entries if one.state in {"missing", "invited", "in"}),
    )  # fmt: skip


def _chosen(proposals: Sequence[Proposal], number: str) -> Proposal | None:
    return next((one for one in proposals if str(one.number) == number), None)


def _rules(actor: Actor, found: Round, known: Mapping[int, TeamName]) -> Sequence[RuleLine]:
    """The rules with names; whoever facilitates and is in a team does not read what another declared against it."""
    mine = teams.mine(actor)
    return [
        RuleLine(one, known[one.giver_id].short, known[one.receiver_id].short, one.round_id is None)
        for one in rounds.rules_of(found, today())
        if one.giver_id in known
        and one.receiver_id in known
        and not (one.kind == "conflict" and one.receiver_id in mine)
    ]


def _compared(chosen: Proposal | None, other: Proposal | None, names: Mapping[str, str]) -> Compared | None:
    if chosen is None or other is None or other.id == chosen.id:
        return None
    here, there = _pairs(chosen), _pairs(other)
    return Compared(other, _told(here - there, names), _told(there - here, names))


def _pairs(proposal: Proposal) -> set[Pair]:
    return {(one["giver"], one["receiver"]) for one in proposal.outcome["pairs"]}


def _told(pairs: set[Pair], names: Mapping[str, str]) -> Sequence[str]:
    return sorted(f"{names.get(giver, giver)} → {names.get(receiver, receiver)}" for giver, receiver in pairs)


def reasons(found: Round, number: int, pair: Pair) -> dict[str, Any] | None:
    """What a proposal says of a pair; None where it does not have it. Raises NotFound."""
    known = checklist.ids_of(found)
    if pair[0] not in known or pair[1] not in known:
        raise NotFound
    pairs: list[dict[str, Any]] = rounds.proposal(found, number).outcome["pairs"]
    return next((one for one in pairs if (one["giver"], one["receiver"]) == pair), None)
