"""The last gate: what an index says may be seen is asked again of the database before anything of it is shown.

Also what things are called. Nothing is found here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from community.access import Actor, Kind, Labels, Visibility, labels, reads_all, rules, visible_ids
from community.data.database import session
from community.data.refs import Ref
from community.search.documents import DocumentSource, Draft, parse_key
from community.search.install import room

SPACES = "spaces_space"
ORGANIZATIONS = "people_organization"


@dataclass(frozen=True)
class Cleared:
    """Something that the reader may see now: its text, its title and address."""

    draft: Draft
    title: str
    url: str


def cleared(actor: Actor, visible: Visibility, keys: Sequence[str]) -> dict[str, Cleared]:
    """Those of some documents that the actor may see now, by key, in a fixed number of queries for each kind."""
    found: dict[str, Cleared] = {}
    parsed = sorted(((*parse_key(key), key) for key in keys), key=lambda one: one[0])
    for kind, some in groupby(parsed, key=lambda one: one[0].kind):
        if kind in room().sources:
            wanted = {key: (ref, version) for ref, version, key in some}
            found.update(_cleared(actor, visible, room().sources[kind], wanted))
    return found


def _cleared(
    actor: Actor, visible: Visibility, source: DocumentSource, wanted: Mapping[str, tuple[Ref, int | None]]
) -> dict[str, Cleared]:
    kind = rules().kind(source.kind)
    ids = sorted({ref.id for ref, _ in wanted.values()})
    readable = set(session().scalars(visible_ids(actor, kind).where(kind.model.id.in_(ids))))
    held = labels(kind, sorted(readable))
    allowed = {
        key: (ref, version)
        for key, (ref, version) in wanted.items()
        if ref.id in held and (reads_all(actor) or holds(visible, held[ref.id], version))
    }
    drafts = {draft.key: draft for draft in _drafts(source, allowed.values())}
    described = (
        kind.describe(actor, sorted({ref.id for ref, _ in allowed.values()})) if kind.describe and drafts else {}
    )
    return {
        key: Cleared(drafts[key], *described[ref.id])
        for key, (ref, _) in allowed.items()
        if key in drafts and ref.id in described
    }


def holds(visible: Visibility, found: Labels, version: int | None) -> bool:
    """Whether a reader's tokens open a thing, or one version of it, by the labels that it has now."""
    if not all(clause & visible.tokens for clause in found.clauses):
        return False
    if version is None:
        return bool(found.labels & visible.tokens)
    shared = next((one for one in found.versions if one.version == version), None)
    return shared is not None and bool(shared.labels & visible.tokens) and not shared.unless & visible.tokens


def _drafts(source: DocumentSource, wanted: Iterable[tuple[Ref, int | None]]) -> Iterable[Draft]:
    things: list[int] = []
    versions: dict[int, list[int]] = {}
    for ref, version in wanted:
        if version is None:
            things.append(ref.id)
        else:
            versions.setdefault(ref.id, []).append(version)
    if things:
        yield from source.load(sorted(things))
    if versions and source.versions is not None:
        yield from source.versions(versions)


@dataclass(frozen=True)
class Named:
    """A space or an organization as a filter shows it: its number inside, its name and public id outside."""

    id: int
    title: str
    public_id: str


def named(actor: Actor, table: str, ids: Iterable[int] = (), public_ids: Iterable[str] = ()) -> list[Named]:
    """Those spaces or organizations, by number or public id, whose names the actor may know."""
    kind = _kind_of(table)
    chosen, outside = sorted(set(ids)), sorted(set(public_ids))
    if kind is None or kind.describe is None or not (chosen or outside):
        return []
    model = kind.model
    query = select(model.id, model.public_id).where(model.id.in_(chosen) | model.public_id.in_(outside))
    rows = session().execute(query.where(model.id.in_(visible_ids(actor, kind)))).all()
    titles = kind.describe(actor, [row[0] for row in rows])
    return [Named(row[0], titles[row[0]][0], row[1]) for row in rows if row[0] in titles]


def _kind_of(table: str) -> Kind | None:
    return next((kind for kind in rules().kinds.values() if getattr(kind.model, "__tablename__", "") == table), None)
