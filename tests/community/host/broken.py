"""Small modules to be broken on purpose: builders for the tests of refusals."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import true

from community.access import Kind, Limit, Policy
from community.events import Event
from community.host.contract import Notice, Plugin
from community.search.documents import DocumentSource
from community.web.blueprint import GuardedBlueprint
from plugins.discussions.models import Thread


@dataclass(frozen=True)
class Happened(Event):
    """Something happened."""

    name: ClassVar[str] = "talk.happened"
    touches: ClassVar[dict[str, str]] = {"talk.thing": "thing_id"}

    thing_id: int


@dataclass(frozen=True)
class Lost(Event):
    """An event that touches by a field it has not."""

    name: ClassVar[str] = "talk.lost"
    touches: ClassVar[dict[str, str]] = {"talk.thing": "missing_id"}

    thing_id: int


def nothing(*_given):
    """A handler, a job, a screen."""


THING = Kind("talk.thing", Thread, "Thing")
CORE = Plugin(name="base", title="Base", version="1", core=True, slots_offered=("home.new",))


def talk(**values):
    """A small sound module, changed."""
    return Plugin(
        **{"name": "talk", "title": "Talk", "version": "1", "kinds": (THING,), "events": (Happened,), **values}
    )


def other(**values):
    """Another one beside it."""
    return Plugin(**{"name": "other", "title": "Other", "version": "1", **values})


def notice(event=Happened):
    return Notice("talk.told", event, about=nothing, to=nothing, thing=nothing, title="", words="")


def policy(model=Thread, action="talk.do", limit="talk.limit", changed_by=(), *, everywhere=False):
    found = Policy("talk")
    found.grant(model, action)(lambda _actor: true())
    found.limit(Limit(limit, lambda _actor, _kind: true(), changed_by=changed_by))
    if everywhere:
        found.grant_in_spaces("read")(lambda _actor, _kind: true())
    return found


def blueprint(name="talk", **values):
    return GuardedBlueprint(name, __name__, **values)


def source(kind="talk.thing", **values):
    return DocumentSource(kind, load=nothing, ids=nothing, **values)
