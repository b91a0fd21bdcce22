"""The same rules as tokens for the search index: what a document carries and what a reader holds. No engine here."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from community.access.actors import Actor, Person
from community.access.kinds import Kind, SharedVersion
from community.access.limits import Clause
from community.access.rules import rules
from community.access.witness import asked
from community.data.database import session

EVERYBODY = "everybody"


@dataclass(frozen=True)
class Labels:
    """Who may find one thing: any of `labels`, one of each clause; `versions` are what other spaces may read."""

    labels: frozenset[str]
    clauses: frozenset[Clause]
    versions: tuple[SharedVersion, ...] = ()


@dataclass(frozen=True)
class Visibility:
    """What a search is filtered with: the reader's tokens, and keys of refs that the index cannot answer for yet."""

    tokens: frozenset[str]
    masked: frozenset[str]
    signature: str


def labels(kind: Kind, ids: Sequence[int]) -> dict[int, Labels]:
    """The labels of things of one kind, from the same homes, shares and limits that `visible` uses."""
    home = _home_labels(kind, ids)
    shares = rules().shares(kind, ids) if kind.in_space else {}
    clauses = clauses_of(kind, ids)
    return {
        one: Labels(frozenset(home[one]), frozenset(clauses.get(one, ())), tuple(shares.get(one, ())))
        for one in ids
        if one in home
    }


def _home_labels(kind: Kind, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    if kind.labels is not None:
        return {one: frozenset(found) for one, found in kind.labels(ids).items()}
    if not kind.in_space:
        return {one: frozenset() for one in ids}
    return {one: frozenset({f"space.member:{space}"}) for one, space in _column_of(kind, ids, kind.model.space_id)}


def _column_of(kind: Kind, ids: Sequence[int], column: Any) -> list[tuple[int, int]]:
    rows = session().execute(select(kind.model.id, column).where(kind.model.id.in_(ids)))
    return [(row[0], row[1]) for row in rows]


def clauses_of(kind: Kind, ids: Sequence[int]) -> dict[int, set[Clause]]:
    """What every limit asks of a reader of these things, their parents' limits included."""
    found: dict[int, set[Clause]] = {one: set() for one in ids}
    for limit in rules().limits:
        if limit.concerns("read"):
            for one, clauses in limit.clauses(kind, ids).items():
                found[one].update(clauses)
    if kind.parent is not None:
        parents = dict(_column_of(kind, ids, kind.parent.column))
        above = clauses_of(rules().kind(kind.parent.kind), sorted(set(parents.values())))
        for one, parent in parents.items():
            found[one] |= above.get(parent, set())
    return found


def visibility(actor: Actor, masked: frozenset[str] = frozenset()) -> Visibility:
    """What `actor` may find now. `masked` are keys of refs whose rules moved past the index."""
    asked()  # which ones may I see, asked for an index
    tokens = {EVERYBODY} if actor.id is not None else set()
    if isinstance(actor, Person):
        tokens.add(f"person:{actor.id}")
        tokens |= {f"{scope}:{one}" for scope, objects in actor.scopes.items() for one in objects}
        for limit in rules().limits:
            tokens |= limit.tokens()
    held = frozenset(tokens)
    signature = hashlib.sha256("\n".join(sorted(held)).encode()).hexdigest()[:24]
    return Visibility(held, masked, signature)
