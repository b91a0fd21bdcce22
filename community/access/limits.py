"""What a limit is: it narrows what anybody may see or do, and never widens it. No concrete limit lives here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement

from community.access.actors import Actor
from community.access.kinds import Kind

Clause = frozenset[str]


def _no_clauses(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[Clause]]:
    return {}


def _no_tokens() -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Limit:
    """Narrows kinds.

    `sql(actor, kind)` is true for rows that pass. `clauses(kind, ids)` says the same in labels: for each id sets of
    tokens, of each of which a reader must hold one. `tokens()` are tokens that everybody holds at the moment.
    `changed_by` names the events after which the clauses of their refs may be others. `actions`: empty means all.
    """

    name: str
    sql: Callable[[Actor, Kind], ColumnElement[bool]]
    clauses: Callable[[Kind, Sequence[int]], Mapping[int, Sequence[Clause]]] = _no_clauses
    tokens: Callable[[], frozenset[str]] = _no_tokens
    changed_by: tuple[str, ...] = ()
    actions: frozenset[str] = field(default_factory=frozenset)

    def concerns(self, action: str) -> bool:
        """Whether it narrows `action`; what narrows reading narrows everything."""
        return not self.actions or action in self.actions
