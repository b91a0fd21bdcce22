"""Who asks: a person, nobody, the site itself, or each person at once. No session or request handling.

A scope names pairs (person, object), such as "space.member". Rules are written against scopes, so one rule
answers for one person, for all persons in one statement, and as labels in the search index.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, and_, exists, false, literal, select, true

Column = ColumnElement[Any] | Any


@dataclass(frozen=True)
class Scope:
    """A name for pairs (person_id, object_id); `pairs` builds the Select of them as they stand when it runs.

    It is built once and kept, so times in it are MOMENT (data/database.py) and nothing is looked up while building.
    """

    name: str
    pairs: Callable[[], Select[int, Any]]


@dataclass(frozen=True)
class Site:
    """The thing that questions about the whole site are asked of. It has one value, SITE."""

    id: int = 0


SITE = Site()


class Actor(Protocol):
    """Whoever asks. `id` is a number, or a column for everybody at once, or None."""

    @property
    def id(self) -> Any:
        """The person's number, a column of numbers, or None."""

    def within(self, scope: str, column: Column) -> ColumnElement[bool]:
        """Whether (actor, column) is one of the scope's pairs, as SQL."""

    def is_(self, column: Column) -> ColumnElement[bool]:
        """Whether the actor is the person in `column`, as SQL."""


@dataclass(frozen=True)
class Person:
    """A signed-in person, as they stood when the request began."""

    id: int
    public_id: str
    name: str
    locale: str = "en"
    zone: str = "UTC"
    scopes: Mapping[str, frozenset[int]] = field(default_factory=dict)
    session_id: int | None = None

    def within(self, scope: str, column: Column) -> ColumnElement[bool]:
        """True where `column` holds an object that this person has in `scope`."""
        ids = self.scopes.get(scope)
        return literal_column_in(column, ids) if ids else false()

    def is_(self, column: Column) -> ColumnElement[bool]:
        """True where `column` is this person; false, and so true when negated, where it is nobody."""
        return _and_known(column, column == self.id)

    def has(self, scope: str, number: int = 0) -> bool:
        """Whether this person has object `number` in `scope`; for words on pages, never for decisions."""
        return number in self.scopes.get(scope, frozenset())


def literal_column_in(column: Column, ids: frozenset[int]) -> ColumnElement[bool]:
    """`column` is among `ids`; a plain number may stand for the column."""
    if isinstance(column, int):
        return true() if column in ids else false()
    return _and_known(column, column.in_(sorted(ids)))


def _and_known(column: Column, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition without SQL's third answer: a limit that negates it must not pass where the column is NULL."""
    return and_(column.is_not(None), condition) if getattr(column, "nullable", True) else condition


@dataclass(frozen=True)
class Anonymous:
    """Somebody who has not signed in: in no scope, nobody's author."""

    id: None = None

    def within(self, scope: str, column: Column) -> ColumnElement[bool]:
        """Never."""
        return false()

    def is_(self, column: Column) -> ColumnElement[bool]:
        """Never."""
        return false()


@dataclass(frozen=True)
class System:
    """The site itself, doing something for a stated reason. May do what it asks; the ledger keeps the reason."""

    reason: str
    id: None = None

    def within(self, scope: str, column: Column) -> ColumnElement[bool]:
        """Always."""
        return true()

    def is_(self, column: Column) -> ColumnElement[bool]:
        """Always."""
        return true()


@dataclass(frozen=True)
class Each:
    """Everybody at once: the person in a column of the statement around the rule. For audiences."""

    id: Any
    scopes: Mapping[str, Scope]

    def within(self, scope: str, column: Column) -> ColumnElement[bool]:
        """Whether that person has `column` in `scope`."""
        pairs = self.scopes[scope].pairs().subquery()
        person, thing = tuple(pairs.c)[:2]
        return exists(select(literal(1)).select_from(pairs).where(person == self.id, thing == column))

    def is_(self, column: Column) -> ColumnElement[bool]:
        """Whether that person is the one in `column`; false where it is nobody."""
        return _and_known(column, self.id == column)
