"""Pairings: one for a reader, those of a round or of their teams, what was written for one and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, or_, select

from community.sdk import Actor, NotFound, Ref, actions_for, require, session, visible
from community.sdk import gettext as _
from plugins.pairings.models import Decision, Entry, Feedback, Pairing, Response, Round, Suggestion, Wording
from plugins.pairings.queries import protocols, rounds, teams
from plugins.pairings.queries.teams import TeamName
from plugins.pairings.states import OVER, PAIRED, WRITTEN

ACTIONS = ("give", "send", "receive", "answer", "steer")


def pairing(actor: Actor, public_id: str) -> Pairing:
    """The pairing at an address. Raises NotFound when it is not for this reader."""
    query = visible(actor, Pairing).where(Pairing.public_id == public_id)
    found: Pairing | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def pairing_to(actor: Actor, action: str, public_id: str) -> Pairing:
    """The pairing at an address, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = pairing(actor, public_id)
    require(actor, action, found)
    return found


@dataclass(frozen=True)
class Pair:
    """A pairing with the names in it. `giver` is None where an expert, `expert`, stands in."""

    pairing: Pairing
    round: Round
    giver: TeamName | None
    receiver: TeamName
    expert: str = ""

    @property
    def from_(self) -> str:
        """Who gives."""
        return self.giver.short if self.giver is not None else self.expert


def named(rows: Sequence[tuple[Pairing, Round]]) -> Sequence[Pair]:
    """The same rows with names: two queries."""
    names = teams.named(team for one, _round in rows for team in (one.giver_id, one.receiver_id))
    people = teams.people(one.expert_id for one, _round in rows)
    return [
        Pair(
            one, found, names.get(one.giver_id or 0), names[one.receiver_id],
            people.get(one.expert_id or 0, _("A former expert")) if one.giver_id is None else "",
        )
        for one, found in rows
    ]  # fmt: skip


def of_round(found: Round) -> Sequence[Pair]:
    """All pairings of a round that the actor may see, by receiver and giver."""
    if found.state not in PAIRED:
        return []
    rows = session().scalars(select(Pairing).where(Pairing.round_id == found.id).order_by(Pairing.id)).all()
    return sorted(named([(one, found) for one in rows]), key=lambda one: (one.receiver.short, one.from_))


def of_teams(actor: Actor, *, over: bool = False) -> Sequence[Pair]:
    """Pairings in which the actor's teams or the actor give or receive: going on, or `over`, the newest first."""
    query = visible(actor, Pairing).join(Round, Round.id == Pairing.round_id).add_columns(Round)
    query = query.where(
        or_(
            actor.within("team.member", Pairing.giver_id), actor.within("team.member", Pairing.receiver_id),
            actor.within("pairings.expert", Pairing.id),
        ),
        Pairing.state.not_in(OVER),
        Round.state.in_(["closed", "archived", "cancelled"] if over else ["published", "open", "responding"]),
    )  # fmt: skip
    return named([(row[0], row[1]) for row in session().execute(query.order_by(Pairing.id.desc()).limit(60))])


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (who gives to whom, address)} of pairings."""
    query = visible(actor, Pairing).join(Round, Round.id == Pairing.round_id).add_columns(Round)
    rows = session().execute(query.where(Pairing.id.in_(ids)))
    return {
        one.pairing.id: (f"{one.from_} → {one.receiver.short}", f"/pairings/{one.pairing.public_id}")
        for one in named([(row[0], row[1]) for row in rows])
    }


def describe_feedback(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (who gives to whom, address)} of feedbacks."""
    return _described_by(actor, Feedback, ids)


def describe_responses(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (who gave to whom, address)} of responses."""
    return _described_by(actor, Response, ids)


def _described_by(actor: Actor, model: Any, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    seen = {one.id: one.pairing_id for one in session().scalars(visible(actor, model).where(model.id.in_(ids)))}
    words = describe(actor, list(seen.values()))
    return {one: words[pairing_id] for one, pairing_id in seen.items() if pairing_id in words}


def feedback_of(found: Pairing) -> Feedback | None:
    """What is or was written for a pairing, whoever may read it."""
    return session().scalars(select(Feedback).where(Feedback.pairing_id == found.id)).one_or_none()


def feedback_to(actor: Actor, found: Pairing) -> Feedback | None:
    """What was written for a pairing, where the actor may read it: what waits for a moderator is not there."""
    query = visible(actor, Feedback).where(Feedback.pairing_id == found.id, Feedback.version > 0)
    row: Feedback | None = session().scalars(query).one_or_none()
    return row


def response_of(found: Pairing) -> Response | None:
    """What is or was answered, whoever may read it."""
    return session().scalars(select(Response).where(Response.pairing_id == found.id)).one_or_none()


def newest(found: Pairing) -> Mapping[str, Wording]:
    """The newest wording of each part of a draft."""
    last = select(func.max(Wording.id)).where(Wording.pairing_id == found.id).group_by(Wording.part).scalar_subquery()
    return {one.part: one for one in session().scalars(select(Wording).where(Wording.id.in_(last)))}


def begun(ids: Sequence[int]) -> frozenset[int]:
    """Those of these pairings for which somebody has saved a word."""
    query = select(Wording.pairing_id).where(Wording.pairing_id.in_(ids)).distinct()
    return frozenset(session().scalars(query))


def wording(found: Pairing, part: str, number: int) -> Wording | None:
    """One earlier wording."""
    query = select(Wording).where(Wording.pairing_id == found.id, Wording.part == part, Wording.number == number)
    return session().scalars(query).one_or_none()


def wordings(found: Pairing) -> Sequence[Wording]:
    """All of them, the newest first."""
    query = select(Wording).where(Wording.pairing_id == found.id).order_by(Wording.id.desc()).limit(200)
    return session().scalars(query).all()


def suggestions(feedback: Feedback | None) -> Sequence[Suggestion]:
    """The suggestions of a feedback, in order."""
    if feedback is None:
        return []
    query = select(Suggestion).where(Suggestion.feedback_id == feedback.id).order_by(Suggestion.position)
    return session().scalars(query).all()


def decisions(response: Response | None) -> Mapping[int, Decision]:
    """What was decided, by the number of the suggestion."""
    if response is None:
        return {}
    rows = session().scalars(select(Decision).where(Decision.response_id == response.id))
    return {one.suggestion_id: one for one in rows}


@dataclass(frozen=True)
class PairingPage:
    """A pairing for one reader.

    `feedback` and `response` only where this reader may read them now; `waiting`: it was given, and the receiving
    team, to which the reader belongs, has not opened it. `thing`: (title, address) of what the receiver shows.
    `titles`: of the parts of a feedback, in the reader's language.
    """

    pair: Pair
    entry: Entry | None
    thing: tuple[str, str] | None
    may: frozenset[str]
    feedback: Feedback | None
    suggestions: Sequence[Suggestion]
    response: Response | None
    decisions: Mapping[int, Decision]
    waiting: bool
    writers: Mapping[int, str] = field(default_factory=dict)
    draft: Mapping[str, Wording] = field(default_factory=dict)
    newer: int = 0
    titles: Mapping[str, Any] = field(default_factory=dict)
    may_by_ref: Mapping[Ref, set[str]] = field(default_factory=dict)
    public_ids: Mapping[Ref, str] = field(default_factory=dict)


def pairing_page(actor: Actor, public_id: str) -> PairingPage:
    """Everything on the page of a pairing. Raises NotFound. A fixed number of queries."""
    found = pairing(actor, public_id)
    held = session().get_one(Round, found.round_id)
    pair = named([(found, held)])[0]
    may = frozenset(actions_for(actor, Pairing, [found.id], ACTIONS)[found.id])
    query = visible(actor, Entry).where(Entry.round_id == found.round_id, Entry.team_id == found.receiver_id)
    entry = session().scalars(query).one_or_none()
    feedback = session().scalars(visible(actor, Feedback).where(Feedback.pairing_id == found.id)).one_or_none()
    written = feedback is not None and feedback.version > 0 and found.state in WRITTEN
    response = session().scalars(visible(actor, Response).where(Response.pairing_id == found.id)).one_or_none()
    answered = response is not None and (response.state == "sent" or "receive" in may)
    draft = newest(found) if "give" in may else {}
    rows = [one for one in (feedback, response) if one is not None]
    waiting = written and found.state == "given" and "receive" in may and "give" not in may
    return PairingPage(
        pair, entry, rounds.thing_of(actor, entry) if entry is not None else None, may,
        feedback if written and not waiting else None,
        suggestions(feedback) if written and not waiting else [],
        response if answered else None, decisions(response) if answered else {},
        waiting, teams.people(one.by_id for one in draft.values()), draft,
        rounds.newest_version(entry) if entry is not None else 0, protocols.parts(protocols.protocol(held.protocol)),
        {Ref(_kind(one), one.id): actions_for(actor, type(one), [one.id], ("moderate",))[one.id] for one in rows},
        {Ref(_kind(one), one.id): one.public_id for one in rows},
    )  # fmt: skip


def _kind(row: Feedback | Response) -> str:
    return "pairings.feedback" if isinstance(row, Feedback) else "pairings.response"


def replacement(actor: Actor, found: Pairing) -> tuple[str, str] | None:
    """(who gives to whom, address) of the pairing that took the place of one, where the reader may see it."""
    if found.replaced_by_id is None:
        return None
    return describe(actor, [found.replaced_by_id]).get(found.replaced_by_id)
