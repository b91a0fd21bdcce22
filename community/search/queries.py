"""One search for one reader: parsed, found, corrected, checked once more, and made ready to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from community.access import Actor, Visibility, rules, visibility
from community.clock import now
from community.search import fallback
from community.search.documents import Draft
from community.search.engines.contract import (
    EngineUnhealthy,
    FacetName,
    FacetValue,
    Filters,
    Question,
    SearchResult,
    Window,
)
from community.search.forms import SIZE, Asked
from community.search.gate import ORGANIZATIONS, SPACES, Cleared, cleared, named
from community.search.indexer import masked
from community.search.install import room
from community.search.language.fields import Reader, tag
from community.search.language.nodes import All, Note, Query, Word, leaves
from community.search.language.parser import parse
from community.search.language.snippets import Marker, Run
from community.search.language.spelling import spellable
from community.search.pages import Place, places
from community.web.i18n import current_zone

FACETS: tuple[FacetName, ...] = ("kind", "space", "district", "tag", "language")
FEW = 3  # below so many hits another spelling is offered
log = structlog.get_logger("search")
_TABLES = {"space": SPACES, "district": ORGANIZATIONS}


@dataclass(frozen=True)
class Shown:
    """A hit as the page shows it."""

    kind: str
    kind_title: Any
    title: tuple[Run, ...]
    url: str
    snippet: tuple[Run, ...]
    page: str
    author: str
    space: str
    district: str
    language: str
    created: datetime
    updated: datetime


@dataclass(frozen=True)
class Choice:
    """A value of a filter: what is said, what stands in the address, how many, and whether it is chosen."""

    title: Any
    value: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Results:
    """Everything that the page shows. `better`: another wording that finds more; `instead_of`: it was used already.

    `some_words`: nothing has all of the words. `rebuilding`: the index was not there, so little was looked through.
    """

    asked: Asked
    hits: tuple[Shown, ...]
    total: int
    filters: Mapping[str, tuple[Choice, ...]]
    notes: tuple[Note, ...] = ()
    also: tuple[str, ...] = ()
    better: str = ""
    instead_of: str = ""
    some_words: bool = False
    cut: bool = False
    rebuilding: bool = False


@dataclass(frozen=True)
class _Found:
    """What one wording of a search came to."""

    query: Query
    tree: All
    also: tuple[str, ...]
    visible: Visibility
    result: SearchResult
    rebuilding: bool = False


def search(actor: Actor, asked: Asked, visible: Visibility | None = None) -> Results:
    """Search as `actor`: a page of what they may see, and the truth about all of it. `visible` is for the operator."""
    found = _find(actor, asked, visible)
    better, instead_of = "", ""
    if found.result.total < FEW and not asked.exactly and not found.rebuilding:
        better = _better(found)
        if better and not found.result.total:
            corrected = _find(actor, replace(asked, text=better), visible)
            if corrected.result.total:
                found, instead_of = corrected, asked.text
    return replace(_shown(actor, asked, found), better=better, instead_of=instead_of)


def suggest(actor: Actor, beginning: str, limit: int = 8) -> list[Cleared]:
    """Things that the actor may see in whose title some word begins so, newest first. Empty while there is no index."""
    try:
        visible = visibility(actor, masked())
        keys = room().engine.suggest(beginning, visible=visible, limit=limit)
    except EngineUnhealthy:
        return []
    return list(cleared(actor, visible, keys).values())


def _find(actor: Actor, asked: Asked, visible: Visibility | None) -> _Found:
    query = parse(asked.text, _reader(actor))
    tree, also = room().synonyms.expanded(query.tree)
    given = visible or visibility(actor)
    ask = Question(
        tree=tree,
        visible=given,
        filters=_filters(actor, asked),
        facets=FACETS,
        sort=asked.sort,
        window=Window((asked.page - 1) * SIZE, SIZE),
    )
    try:
        ask = replace(ask, visible=replace(given, masked=given.masked | masked()))
        return _Found(query, tree, also, ask.visible, room().engine.search(ask))
    except EngineUnhealthy:
        return _Found(query, tree, also, given, fallback.search(actor, ask), rebuilding=True)


def _reader(actor: Actor) -> Reader:
    names: dict[str, set[str]] = {}
    for kind, source in room().sources.items():
        for word in (kind.rpartition(".")[2], str(source.title), *source.words):
            names.setdefault(tag(word), set()).add(kind)
    kinds = {word: frozenset(some) for word, some in names.items()}
    me = None if actor.id is None else str(actor.id)
    return Reader(now(), current_zone(), me, kinds)


def _filters(actor: Actor, asked: Asked) -> Filters:
    chosen: dict[FacetName, frozenset[str]] = {}
    for name in FACETS:
        values = asked.chosen.get(name, ())
        if values and name in _TABLES:
            known = named(actor, _TABLES[name], public_ids=values)
            chosen[name] = frozenset(str(one.id) for one in known) or frozenset({"none"})
        elif values and (name != "kind" or not room().sources.keys().isdisjoint(values)):
            chosen[name] = frozenset(values)
    return Filters(chosen)


def _better(found: _Found) -> str:
    """The query with better-known words for unknown ones; empty where there are none."""
    words = [leaf for leaf in leaves(found.query.tree) if isinstance(leaf, Word)]
    if not any(spellable(word.text) for word in words):
        return ""
    try:
        correction = room().engine.correct(found.tree, visible=found.visible)
    except EngineUnhealthy:
        return ""
    better = dict(correction.words) if correction else {}
    text = found.query.text
    for word in sorted(words, key=lambda one: one.at, reverse=True):
        start, end = word.at
        if word.typed in better and text[start:end] == word.typed:
            text = text[:start] + better[word.typed] + text[end:]
    return text if text != found.query.text else ""


def _shown(actor: Actor, asked: Asked, found: _Found) -> Results:
    result = found.result
    keys = [hit.key for hit in result.hits]
    seen = cleared(actor, found.visible, keys)
    if len(seen) < len(keys):  # hidden or changed since the index was written
        log.info("search hits dropped at the last gate", keys=[key for key in keys if key not in seen])
    spaces = {one.id: one.title for one in named(actor, SPACES, ids=_spaces(seen.values()))}
    marker = Marker(found.tree)
    at = places(marker, [one.draft for one in seen.values()])
    return Results(
        asked=asked,
        hits=tuple(_hit(seen[key], marker, at[key], spaces) for key in keys if key in seen),
        total=result.total - len(keys) + len(seen),
        filters={name: _choices(actor, asked, name, result.facets.get(name, ())) for name in FACETS},
        notes=found.query.notes,
        also=found.also,
        some_words=result.complete == 0 and result.total > 0,
        cut=result.cut,
        rebuilding=found.rebuilding,
    )


def _spaces(some: Sequence[Cleared] | Any) -> list[int]:
    return [one.draft.space_id for one in some if one.draft.space_id is not None]


def _hit(one: Cleared, marker: Marker, place: Place, spaces: Mapping[int, str]) -> Shown:
    draft: Draft = one.draft
    return Shown(
        kind=draft.kind,
        kind_title=rules().kind(draft.kind).title,
        title=marker.marked(one.title),
        url=f"{one.url}#page-{place.number}" if place.number and "#" not in one.url else one.url,
        snippet=place.snippet,
        page=place.called,
        author=draft.author if draft.author != one.title else "",
        space=spaces.get(draft.space_id, "") if draft.space_id is not None else "",
        district=draft.district,
        language=draft.language,
        created=draft.created,
        updated=draft.updated,
    )


def _choices(actor: Actor, asked: Asked, name: FacetName, values: Sequence[FacetValue]) -> tuple[Choice, ...]:
    """A filter's values with their names; what the reader may not know the name of is left out."""
    chosen = asked.chosen.get(name, ())
    counts = {one.value: one.count for one in values}
    if name in _TABLES:
        known = named(actor, _TABLES[name], (int(value) for value in counts), chosen)
        rows = [(one.title, one.public_id, counts.get(str(one.id), 0)) for one in known]
    elif name == "kind":
        sources = room().sources
        rows = [(sources[v].title, v, counts.get(v, 0)) for v in {*counts, *chosen} if v in sources]
    else:
        rows = [(value, value, counts.get(value, 0)) for value in {*counts, *chosen}]
    rows.sort(key=lambda row: (-row[2], str(row[0])))
    return tuple(Choice(title, value, count, value in chosen) for title, value, count in rows)
