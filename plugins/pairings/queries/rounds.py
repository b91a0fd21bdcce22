"""Rounds and entries: one, many, what they are called, and what a team could show in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from community.sdk import Actor, NotFound, Ref, Space, can, described, require, rules, session, space_by_pk, visible
from plugins.pairings.models import Entry, Proposal, Round, Rule, Transition
from plugins.pairings.queries import teams
from plugins.pairings.queries.teams import TeamName


def round_(actor: Actor, public_id: str) -> Round:
    """The round at an address. Raises NotFound when it is not for this reader."""
    found: Round | None = session().scalars(visible(actor, Round).where(Round.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def round_to(actor: Actor, action: str, public_id: str) -> Round:
    """The round at an address, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = round_(actor, public_id)
    require(actor, action, found)
    return found


def in_space(actor: Actor, space: Space) -> Sequence[Round]:
    """The rounds of a collaboration that the actor may see, the newest first."""
    here = select(Space.id).where(Space.kind == "collaboration", Space.collaboration_id == space.collaboration_id)
    query = visible(actor, Round).where(Round.space_id.in_(here)).order_by(Round.id.desc()).limit(100)
    told = or_(Round.state != "draft", actor.within("space.owner", Round.space_id))
    return session().scalars(query.where(told)).all()


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)} of rounds."""
    rows = session().scalars(visible(actor, Round).where(Round.id.in_(ids)))
    return {one.id: (one.title, f"/pairings/rounds/{one.public_id}") for one in rows}


def describe_entries(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title of the round, address)} of entries."""
    query = visible(actor, Entry).join(Round, Round.id == Entry.round_id).where(Entry.id.in_(ids))
    rows = session().execute(query.add_columns(Round.title, Round.public_id))
    return {row[0].id: (row[1], f"/pairings/rounds/{row[2]}/entries/{row[0].public_id}") for row in rows}


def entries(found: Round) -> Sequence[Entry]:
    """All entries of a round that the actor may see."""
    return session().scalars(select(Entry).where(Entry.round_id == found.id).order_by(Entry.id)).all()


def entry_to(actor: Actor, action: str, public_id: str, entry_id: str) -> tuple[Round, Entry]:
    """An entry of a round, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = round_(actor, public_id)
    query = visible(actor, Entry).where(Entry.round_id == found.id, Entry.public_id == entry_id)
    entry: Entry | None = session().scalars(query).one_or_none()
    if entry is None:
        raise NotFound
    require(actor, action, entry)
    return found, entry


@dataclass(frozen=True)
class Shown:
    """Something that a team could show in a round. `key` is its kind and public id; `version` its newest version."""

    key: str
    ref: Ref
    title: str
    url: str
    version: int


def showable(actor: Actor, team_id: int) -> Sequence[Shown]:
    """What of a team has a version that can be shared, over all modules, by title."""
    space = teams.spaces([team_id]).get(team_id)
    found: list[Shown] = []
    for kind in rules().kinds.values():
        model: Any = kind.model
        if (
            space is None
            or "share" not in kind.actions
            or not hasattr(model, "version")
            or kind.name.startswith("pairings.")
        ):
            continue
        rows = session().scalars(
            visible(actor, model, "share")
            .where(model.space_id == space.id, model.version > 0)
            .order_by(model.id.desc())
            .limit(100)
        )
        versions = {one.id: one for one in rows}
        words = kind.describe(actor, list(versions)) if kind.describe is not None and versions else {}
        found += [
            Shown(f"{kind.name}:{versions[one].public_id}", Ref(kind.name, one), title, url, versions[one].version)
            for one, (title, url) in words.items()
        ]
    return sorted(found, key=lambda one: one.title.casefold())


def thing_of(actor: Actor, entry: Entry) -> tuple[str, str] | None:
    """(title, address) of what an entry shows, where the reader may see it."""
    if entry.object_id is None or entry.kind not in rules().kinds:
        return None
    ref = Ref(entry.kind, entry.object_id)
    return described(actor, [ref]).get(ref)


def newest_version(entry: Entry) -> int:
    """The number of the newest version of what an entry shows; 0 where it is gone."""
    if entry.object_id is None or entry.kind not in rules().kinds:
        return 0
    model: Any = rules().kind(entry.kind).model
    return session().scalar(select(model.version).where(model.id == entry.object_id)) or 0


def transitions(kind: str, object_id: int) -> Sequence[Transition]:
    """How a thing came to its state, the oldest first."""
    query = select(Transition).where(Transition.kind == kind, Transition.object_id == object_id)
    return session().scalars(query.order_by(Transition.id)).all()


def repairable(found: Round, today: Any) -> bool:
    """Whether pairs can still be repaired: while teams give, until the day by which feedback was promised to all."""
    late = found.state == "responding" and today < found.guaranteed_by
    return found.state in {"published", "open"} or late


def last_word(past: Sequence[Transition], *states: str) -> str:
    """Why a thing with these transitions came to one of these states, where it is in one; "" otherwise."""
    return past[-1].reason if past and past[-1].after in states else ""


def proposals(found: Round) -> Sequence[Proposal]:
    """What was proposed for a round, the newest first. For whoever may steer it."""
    query = select(Proposal).where(Proposal.round_id == found.id).order_by(Proposal.number.desc())
    return session().scalars(query).all()


def proposal(found: Round, number: int) -> Proposal:
    """One of them. Raises NotFound."""
    query = select(Proposal).where(Proposal.round_id == found.id, Proposal.number == number)
    there = session().scalars(query).one_or_none()
    if there is None:
        raise NotFound
    return there


def rules_of(found: Round, today: Any) -> Sequence[Rule]:
    """What must hold for the pairs of a round now: its own, and what stands for its teams."""
    in_it = select(Entry.team_id).where(Entry.round_id == found.id)
    standing = and_(Rule.round_id.is_(None), Rule.giver_id.in_(in_it), Rule.receiver_id.in_(in_it))
    query = select(Rule).where(Rule.ended_at.is_(None), or_(Rule.until.is_(None), Rule.until >= today))
    query = query.where(or_(Rule.round_id == found.id, standing))
    return session().scalars(query.order_by(Rule.id)).all()


def forbidden(found: Round, today: Any) -> set[tuple[int, int]]:
    """The pairs of teams, by number, that a conflict (both ways) or a veto rules out now."""
    apart: set[tuple[int, int]] = set()
    for rule in rules_of(found, today):
        pair = rule.giver_id, rule.receiver_id
        apart |= {pair, pair[::-1]} if rule.kind == "conflict" else ({pair} if rule.kind == "veto" else set())
    return apart


def conflicts_of(team_id: int, today: Any) -> Sequence[Rule]:
    """What a team declared and what still stands, for itself and for staff."""
    query = select(Rule).where(Rule.kind == "conflict", Rule.giver_id == team_id, Rule.ended_at.is_(None))
    query = query.where(or_(Rule.until.is_(None), Rule.until >= today))
    return session().scalars(query.order_by(Rule.id)).all()


@dataclass(frozen=True)
class Line:
    """An entry on the page of a round."""

    entry: Entry
    team: TeamName
    mine: bool


@dataclass(frozen=True)
class RoundPage:
    """A round for one reader. `space` is None where they are not in it."""

    round: Round
    space: Space | None
    lines: Sequence[Line]
    may_steer: bool

    @property
    def mine(self) -> Sequence[Line]:
        """The entries of the reader's teams."""
        return [one for one in self.lines if one.mine]


def round_page(actor: Actor, public_id: str) -> RoundPage:
    """Everything but the pairs. Raises NotFound."""
    found = round_(actor, public_id)
    rows = entries(found)
    names, own = teams.named(one.team_id for one in rows), teams.mine(actor)
    lines = [Line(one, names[one.team_id], one.team_id in own) for one in rows]
    ordered = sorted(lines, key=lambda line: (not line.mine, line.team.name))
    return RoundPage(found, space_by_pk(actor, found.space_id), ordered, can(actor, "steer", found))


def own_teams(actor: Actor) -> Sequence[TeamName]:
    """The reader's teams, by name."""
    return sorted(teams.named(teams.mine(actor)).values(), key=lambda one: one.name)


def not_asked(shown: RoundPage) -> Sequence[TeamName]:
    """Teams of the collaboration that are in no entry: they joined later."""
    there = {one.entry.team_id for one in shown.lines}
    known = teams.of_collaboration(shown.space.collaboration_id if shown.space is not None else None)
    return [one for one in known if one.id not in there] if there else []
