"""What a kind of thing is to the rules: its name, its table, its parent. No rule and no page lives here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import aliased
from sqlalchemy.orm.util import AliasedClass

from community.data.mixins import InSpace


@dataclass(frozen=True)
class Parent:
    """A thing lives inside another: what limits the parent limits it too. `column` is its foreign key."""

    kind: str
    column: Any


@dataclass(frozen=True)
class SharedVersion:
    """One version of a thing that other spaces may read: their labels, and the labels that see a newer one."""

    version: int
    labels: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True)
class Kind:
    """A kind of thing, "plugin.noun".

    `title` is said to people; `describe(actor, ids)` gives {id: (title, address)} of things that the actor may see.
    `page` is the endpoint of its own page, with `public_id`, so that a pasted address becomes a card.
    `actions` are the verbs besides "read". `labels(ids)` gives search labels for kinds outside of spaces.
    """

    name: str
    model: type[Any]
    title: Any
    describe: Callable[[Any, Sequence[int]], Mapping[int, tuple[str, str]]] | None = None
    page: str = ""
    actions: tuple[str, ...] = ()
    parent: Parent | None = None
    labels: Callable[[Sequence[int]], Mapping[int, Iterable[str]]] | None = None

    @property
    def plugin(self) -> str:
        """The name of the module that owns it."""
        return self.name.partition(".")[0]

    @property
    def in_space(self) -> bool:
        """Whether its rows have a home space."""
        return issubclass(self.row_class, InSpace)

    @property
    def row_class(self) -> type[Any]:
        """The class of its rows, also where `model` stands for an alias of the table in one statement."""
        model: Any = self.model
        found: type[Any] = inspect(model).mapper.class_ if isinstance(model, AliasedClass) else model
        return found

    def aliased(self) -> "Kind":
        """The same kind over an alias of its table, for a statement that names the table twice."""
        return replace(self, model=aliased(self.model))
