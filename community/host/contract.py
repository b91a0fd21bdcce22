"""Plugin: everything that a module adds, as one frozen value, and the small values it is made of. No behaviour."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import click
from sqlalchemy import Select

from community.access import Actor, Kind, Policy, Scope, Screen
from community.data.refs import Ref
from community.events import Event, Handler, Job, Stored
from community.events.contract import Duty
from community.live.catch_up import CatchUp
from community.search.documents import DocumentSource
from community.web.blueprint import GuardedBlueprint
from community.web.slots import Filler


@dataclass(frozen=True)
class Notice:
    """An event made personal. `about(stored)` is what the recipient must be able to read; `to(stored)` selects the
    ids of those it concerns (the actor is left out, and whoever may not read it); `thing(stored)` is what notices
    are collapsed by. `words` is a lazy text with %(who)s and %(title)s. `urgent`: mailed soon when unread.
    """

    name: str
    event: type[Event]
    about: Callable[[Stored], Ref]
    to: Callable[[Stored], Select[int]]
    thing: Callable[[Stored], Ref]
    title: Any
    words: Any
    urgent: bool = True


@dataclass(frozen=True)
class Seen:
    """What reading on the thing's own page means for its notices: by `event` its actor has seen the things of `kind`
    whose ids `ids(stored)` selects.
    """

    event: type[Event]
    kind: str
    ids: Callable[[Stored], Select[int]]


@dataclass(frozen=True)
class SpaceKind:
    """A kind of space. `people()` selects (space_id, person_id) of those who are in spaces of this kind now;
    `moderators()` the same of those who may moderate there. `who` says in words who can read it; `heading` stands over
    such spaces in the menu, where they are `listed`: people reach the others from the module's own pages.
    """

    name: str
    title: Any
    who: Any
    people: Callable[[], Select[int, int]]
    moderators: Callable[[], Select[int, int]] | None = None
    heading: Any = ""
    listed: bool = True


@dataclass(frozen=True)
class Tab:
    """A tab in spaces of the given kinds (all when empty): `endpoint` takes the space's `slug`."""

    name: str
    title: Any
    endpoint: str
    order: int = 50
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Unread counts for the menu: {space_id: number} of those of `spaces` that have something new for the actor."""

    name: str
    count: Callable[[Actor, Sequence[int]], Mapping[int, int]]


@dataclass(frozen=True)
class OwedItem:
    """Something the reader owes: words, address, and the day it is due."""

    title: Any
    url: str
    due: Any = None
    note: Any = ""


@dataclass(frozen=True)
class NavigationItem:
    """An entry of the person's menu, shown where the actor may do `action` to the site (always when empty)."""

    title: Any
    endpoint: str
    action: str = ""
    order: int = 50


@dataclass(frozen=True)
class Setting:
    """A setting of a module: operators change it in the console; `default` also gives its type."""

    name: str
    default: Any
    title: Any
    help: Any = ""


@dataclass(frozen=True)
class PersonalData:
    """What a module keeps of people: `tables` that point at a person, `export(person_id)` as rows for a file,
    `erase(person_id)` inside the open unit of work.
    """

    tables: tuple[str, ...]
    export: Callable[[int], Iterable[Mapping[str, Any]]]
    erase: Callable[[int], None]


@dataclass(frozen=True)
class Boundary:
    """Rules that change by the clock alone. `passed(since, until)` are the refs whose rules changed in (since, until];
    `publish(since, until)` states it as events, inside the open unit of work.
    """

    name: str
    passed: Callable[[datetime, datetime], Iterable[Ref]]
    publish: Callable[[datetime, datetime], None]


@dataclass(frozen=True)
class Point:
    """A typed place where other modules contribute values: "plugin.name"."""

    name: str
    type: type[Any]


@dataclass(frozen=True)
class Contribution:
    """A value for another module's point."""

    point: str
    value: Any


@dataclass(frozen=True)
class Plugin:
    """A module. What is not in this value does not happen."""

    name: str
    title: Any
    version: str
    sdk: str = ">=1,<2"
    requires: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    package: str = ""
    kinds: tuple[Kind, ...] = ()
    scopes: tuple[Scope, ...] = ()
    blueprints: tuple[GuardedBlueprint, ...] = ()
    policy: Policy | None = None
    events: tuple[type[Event], ...] = ()
    handlers: tuple[Handler, ...] = ()
    tasks: Mapping[str, Callable[..., None]] = field(default_factory=dict)
    schedule: tuple[Job, ...] = ()
    duties: tuple[Duty, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    documents: tuple[DocumentSource, ...] = ()
    notices: tuple[Notice, ...] = ()
    seen: tuple[Seen, ...] = ()
    slots_offered: tuple[str, ...] = ()
    slots_filled: Mapping[str, Filler] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()
    marks: tuple[Mark, ...] = ()
    space_kinds: tuple[SpaceKind, ...] = ()
    owes: tuple[Callable[[Actor], Sequence[OwedItem]], ...] = ()
    catch_up: tuple[CatchUp, ...] = ()
    screens: tuple[Screen, ...] = ()
    navigation: tuple[NavigationItem, ...] = ()
    settings: tuple[Setting, ...] = ()
    deeds: Mapping[str, Any] = field(default_factory=dict)  # actions in the ledger, in words: "opened a thread"
    commands: tuple[click.Command, ...] = ()
    samples: Callable[[Any], None] | None = None
    personal_data: PersonalData | None = None
    points: tuple[Point, ...] = ()
    contributes: tuple[Contribution, ...] = ()
    core: bool = False

    def within(self, name: str) -> str:
        """A name of this module's own: "discussions.thread"."""
        return f"{self.name}.{name}"
