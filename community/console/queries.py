"""What operators look at: deliveries, the schedule, switches, settings, the ledger, reasons. Never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from community.access import SITE, Actor, Person, Why, described, require, rules, why
from community.data.database import session
from community.data.paging import Page, newest_first
from community.data.refs import Ref
from community.errors import NotFound
from community.events import cursors
from community.events.log import after, head
from community.events.models import CursorPosition, JobRun, LoggedEvent, Task
from community.host import settings, switches
from community.host.contract import Plugin, Setting
from community.host.registry import host
from community.ledger.models import Entry
from community.ledger.queries import readable_entries
from community.people import addresses
from community.people.actors import scopes_of
from community.people.models import Collaboration
from community.people.models import Person as PersonRow
from community.people.queries.faces import Face, faces
from community.web.i18n import gettext as _


def may_operate(actor: Actor) -> None:
    """Raises Forbidden unless the actor operates the site."""
    require(actor, "operate", SITE)


@dataclass(frozen=True)
class Deliveries:
    """How the consumers do: counts by state, the cursors, tasks that need somebody, the schedule."""

    counts: Mapping[str, int]
    cursors: Sequence[tuple[CursorPosition, int]]
    troubled: Page[Task]
    jobs: Sequence[JobRun]


def deliveries(actor: Actor, since: str | None = None) -> Deliveries:
    """Deliveries for the operator. Raises Forbidden."""
    require(actor, "operate", SITE)
    counts = dict(session().execute(select(Task.state, func.count()).group_by(Task.state)).all())
    newest = head()
    cursors = [
        (row, _behind(row, newest)) for row in session().scalars(select(CursorPosition).order_by(CursorPosition.name))
    ]
    troubled = newest_first(
        select(Task).where(Task.last_error.is_not(None), Task.state != "done"), (Task.id,), after=since
    )
    return Deliveries(counts, cursors, troubled, list(session().scalars(select(JobRun).order_by(JobRun.name))))


def _behind(row: CursorPosition, newest: tuple[int, int]) -> int:
    if (row.xid, row.event_id) >= newest or row.name == "clock":
        return 0
    later = after((row.xid, row.event_id))
    count = session().scalar(select(func.count()).select_from(LoggedEvent).where(later)) or 0
    return count if count >= cursors.IDLE else 0


@dataclass(frozen=True)
class Module:
    """A module with its switches and settings."""

    plugin: Plugin
    off: bool
    off_in: frozenset[int]
    settings: Sequence[tuple[Setting, Any]]


def modules(actor: Actor) -> tuple[list[Module], list[Collaboration]]:
    """Every module with its switches, and the collaborations they can be switched in. Raises Forbidden."""
    require(actor, "operate", SITE)
    found = [
        Module(
            plugin,
            switches.is_off(plugin.name),
            switches.off_in(plugin.name),
            [(one, settings.value(plugin_setting(plugin, one))) for one in plugin.settings],
        )
        for plugin in host().plugins.values()
    ]
    return found, list(session().scalars(select(Collaboration).order_by(Collaboration.title)))


def plugin_setting(plugin: Plugin, setting: Setting) -> str:
    """The full name of a module's setting."""
    return f"{plugin.name}.{setting.name}"


@dataclass(frozen=True)
class Line:
    """An entry of the ledger with who did it and what it is about, as the reader may see it."""

    entry: Entry
    face: Face
    thing: str
    url: str

    @property
    def did(self) -> Any:
        """What was done, in the words of its module; by its name where that is gone."""
        module, _, action = self.entry.action.partition(".")
        plugin = host().plugins.get(module)
        return plugin.deeds.get(action, self.entry.action) if plugin else self.entry.action

    @property
    def kind(self) -> Any:
        """What sort of thing it was done to."""
        known = rules().kinds.get(self.entry.kind or "")
        return known.title if known else ""


def deeds() -> list[tuple[str, str]]:
    """(beginning of an action's name, words) of what can be asked for: all, what one module records, one deed."""
    found = [("", _("Everything"))]
    for plugin in sorted(host().plugins.values(), key=lambda one: str(one.title)):
        if plugin.deeds:
            found.append((f"{plugin.name}.", _("%(module)s: everything", module=plugin.title)))
        words = [(plugin.within(action), f"{plugin.title}: {said}") for action, said in plugin.deeds.items()]
        found += sorted(words, key=lambda one: one[1])
    return found


def ledger(actor: Actor, *, after: str | None = None, action: str = "") -> Page[Line]:
    """The entries that the reader may read, newest first. Raises Forbidden."""
    require(actor, "read_ledger", SITE)
    query = readable_entries(actor)
    if action:
        query = query.where(Entry.action.startswith(action, autoescape=True))
    page = newest_first(query, (Entry.id,), after=after, size=50)
    known = faces([entry.actor_id for entry in page.items])
    titles = described(actor, [Ref(one.kind, one.object_id) for one in page.items if one.kind and one.object_id])
    lines = [
        Line(one, known[one.actor_id], *titles.get(Ref(one.kind or "", one.object_id or 0), ("", "")))
        for one in page.items
    ]
    return Page(lines, page.more)


@dataclass(frozen=True)
class Explained:
    """Why somebody may or may not do something."""

    person: str
    thing: str
    why: Why


def explain(actor: Actor, *, email: str, kind_name: str, public_id: str, action: str) -> Explained:
    """What each rule says about a person, an action and a thing. Raises Forbidden, NotFound, UnknownQuestion."""
    require(actor, "operate", SITE)
    row = session().scalars(select(PersonRow).where(PersonRow.email == addresses.tidy(email))).one_or_none()
    kind = rules().kinds.get(kind_name)
    if row is None or kind is None or not hasattr(kind.model, "public_id"):
        raise NotFound
    thing = session().scalars(select(kind.model).where(kind.model.public_id == public_id)).one_or_none()
    if thing is None:
        raise NotFound
    them = Person(row.id, row.public_id, row.name, scopes=scopes_of(row.id))
    return Explained(row.name, f"{kind_name} {public_id}", why(them, action, thing))
