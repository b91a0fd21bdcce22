"""From a round to the engine's question; what it needs to know of teams, rules and earlier rounds."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.sdk import Organization, Team, session
from plugins.pairings.fit import District, Wishes, fit
from plugins.pairings.fit.factors import spelled
from plugins.pairings.matching import Instance, Pair, assign
from plugins.pairings.matching import apart as elsewhere
from plugins.pairings.matching.reading import as_data
from plugins.pairings.models import Entry, OwnWords, Pairing, Round
from plugins.pairings.queries import rounds
from plugins.pairings.queries.days import today
from plugins.pairings.states import OVER

ORIGINS = (
    "hispanic_pct", "white_pct", "asian_pct", "african_american_pct", "filipino_pct", "american_indian_pct",
    "pacific_islander_pct", "multi_race_pct",
)  # fmt: skip
SHARES = ("el_pct", "sed_pct", "swd_pct")

HERE = 200  # teams that are paired in the process that asks
PATIENCE = 300  # seconds
WISH = 0.1  # what a team's wish adds to a fit: it decides between partners that suit about equally


@dataclass(frozen=True)
class Asked:
    """The engine's question about a round. `known[giver][receiver]`: of how many factors, of `counted`, both tell.

    `wished`: pairs that a team asked for, to learn from the giver or to help the receiver.
    """

    instance: Instance
    known: Mapping[Pair, int]
    counted: int
    wished: frozenset[Pair] = frozenset()


def districts(team_ids: Iterable[int], questions: Mapping[int, str]) -> Sequence[District]:
    """What is known of these teams, in order of their addresses; `questions` are what they ask in this round."""
    query = select(Team).options(
        joinedload(Team.organization).joinedload(Organization.profile), joinedload(Team.collaboration)
    )
    found = session().scalars(query.where(Team.id.in_(list(team_ids))).order_by(Team.slug)).all()
    words = {
        one.team_id: one
        for one in session().scalars(select(OwnWords).where(OwnWords.team_id.in_([t.id for t in found])))
    }
    return [_district(one, words.get(one.id), questions.get(one.id, "")) for one in found]


def _district(team: Team, words: OwnWords | None, question: str) -> District:
    profile = team.organization.profile
    figures: Mapping[str, Any] = profile.figures if profile is not None else {}
    low, high = (spelled(profile.grade_low), spelled(profile.grade_high)) if profile is not None else (None, None)
    own = words or OwnWords(challenge="", strengths="", looks_for="", helps_with="", stage=0)
    return District(
        id=team.slug,
        needs="\n".join(filter(None, (own.challenge, own.looks_for, question))),
        offers="\n".join(filter(None, (own.challenge, own.strengths, own.helps_with))),
        enrolment=profile.enrolment if profile is not None else None,
        shares={name: figures[name] for name in SHARES if figures.get(name) is not None},
        origins={name: figures[name] for name in ORIGINS if figures.get(name) is not None},
        grades=(low, high) if low is not None and high is not None else None,
        stage=own.stage or None,
    )


def asked(found: Round, entries: Sequence[Entry], wishes: Mapping[str, Any], **more: Any) -> Asked:
    """The question for these entries. `more` are further fields of the instance."""
    slugs = _slugs([one.team_id for one in entries])
    listed = districts(slugs, {one.team_id: one.question for one in entries})
    weights = {name: int(value) for name, value in wishes.get("weights", {}).items()}
    told = fit(listed, Wishes(weights, frozenset(wishes.get("different", ()))) if weights else None)
    ids = tuple(one.id for one in listed)
    begun: frozenset[Pair] = more.pop("pinned", frozenset())
    apart = frozenset((slugs[a], slugs[b]) for a, b in rounds.forbidden(found, today()) if a in slugs and b in slugs)
    apart |= more.pop("apart", frozenset())
    forbidden, pinned = apart - begun, (_pins(found, slugs) - apart) | begun  # a pin never outweighs a conflict
    values: dict[str, Any] = {
        "giving": found.partners, "receiving": found.partners, "history": _history(found, slugs),
        "reciprocity": wishes.get("reciprocity", "welcome"), "seed": int(wishes.get("seed", 0)),
        "floor_share": float(wishes.get("floor_share", 1.0)),
    }  # fmt: skip
    wished = _wished(entries, slugs)
    table = [
        [min(1.0, value + WISH) if (giver, ids[n]) in wished else value for n, value in enumerate(row)]
        for giver, row in zip(ids, told.table, strict=True)
    ]
    instance = Instance(
        ids=ids, fit=table, forbidden=forbidden, pinned=pinned, parts=told.parts,
        **(values | more),
    )  # fmt: skip
    known = {
        (giver, receiver): told.known[row][column]
        for row, giver in enumerate(ids)
        for column, receiver in enumerate(ids)
    }
    return Asked(instance, known, told.counted, wished)


def _wished(entries: Sequence[Entry], slugs: Mapping[int, str]) -> frozenset[Pair]:
    asks = [(one.learn_from_id, one.team_id) for one in entries] + [(one.team_id, one.help_to_id) for one in entries]
    named = {(slugs.get(giver or 0, ""), slugs.get(receiver or 0, "")) for giver, receiver in asks}
    return frozenset(pair for pair in named if all(pair) and pair[0] != pair[1])


def _slugs(team_ids: Sequence[int]) -> Mapping[int, str]:
    return dict(session().execute(select(Team.id, Team.slug).where(Team.id.in_(team_ids))).all())


def _pins(found: Round, slugs: Mapping[int, str]) -> frozenset[Pair]:
    pins = [one for one in rounds.rules_of(found, today()) if one.kind == "pin"]
    inside = [one for one in pins if one.giver_id in slugs and one.receiver_id in slugs]
    return frozenset((slugs[one.giver_id], slugs[one.receiver_id]) for one in inside)


def _history(found: Round, slugs: Mapping[int, str]) -> tuple[frozenset[Pair], ...]:
    """The pairs of earlier rounds of the same collaboration, the oldest round first."""
    query = select(Pairing.round_id, Pairing.giver_id, Pairing.receiver_id).join(Round, Round.id == Pairing.round_id)
    query = query.where(
        Round.space_id == found.space_id, Round.id < found.id, Round.state != "cancelled",
        Pairing.state.not_in(OVER), Pairing.giver_id.is_not(None),
    )  # fmt: skip
    by_round: dict[int, set[Pair]] = {}
    for round_id, giver, receiver in session().execute(query):
        pairs = by_round.setdefault(round_id, set())
        if giver is not None and giver in slugs and receiver in slugs:
            pairs.add((slugs[giver], slugs[receiver]))
    return tuple(frozenset(by_round[one]) for one in sorted(by_round))


def solve(instance: Instance) -> dict[str, Any]:
    """The answer as `reading.as_data` writes it; of more than 200 teams by a process of its own.

    Raises Unusable or Infeasible, and TimeoutError after five minutes.
    """
    if len(instance.ids) <= HERE:
        return as_data(assign(instance))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "plugins.pairings.matching"],
            input=json.dumps(elsewhere.as_file(instance)).encode(), capture_output=True, timeout=PATIENCE, check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    return elsewhere.read(json.loads(done.stdout))
