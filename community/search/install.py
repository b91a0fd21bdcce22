"""Putting search into an app: which engine, whose documents, and what higher rooms answer. Opens nothing yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from community.access import Actor
from community.config import Settings
from community.data.refs import Ref
from community.search.documents import DocumentSource
from community.search.engines.contract import SearchEngine
from community.search.engines.whoosh.engine import WhooshEngine
from community.search.language.synonyms import Synonyms

ENGINES: Mapping[str, Callable[[Settings], SearchEngine]] = {
    "whoosh": lambda settings: WhooshEngine(settings.instance / "search"),
}


@dataclass(frozen=True)
class SearchParts:
    """What higher rooms give: documents of all modules, refs whose rules the clock changed since it was last noted,
    and for the command line a person as an actor by their address.
    """

    sources: Sequence[DocumentSource]
    pending: Callable[[], frozenset[Ref]]
    actor_by_email: Callable[[str], Actor | None]


@dataclass(frozen=True)
class Room:
    """What this app searches with."""

    engine: SearchEngine
    sources: Mapping[str, DocumentSource]
    pending: Callable[[], frozenset[Ref]]
    actor_by_email: Callable[[str], Actor | None]
    synonyms: Synonyms


def install(app: Flask, settings: Settings, parts: SearchParts) -> None:
    """Give the app its search."""
    app.extensions["community.search"] = Room(
        engine=ENGINES[settings.search_engine](settings),
        sources={source.kind: source for source in parts.sources},
        pending=parts.pending,
        actor_by_email=parts.actor_by_email,
        synonyms=Synonyms(),
    )


def room() -> Room:
    """What the running app searches with."""
    found: Room = current_app.extensions["community.search"]
    return found
