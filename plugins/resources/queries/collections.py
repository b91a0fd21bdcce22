"""Collections: resources put together for a purpose, as far as the reader may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from community.sdk import (
    Actor,
    Face,
    NotFound,
    Page,
    Ref,
    actions_for,
    faces,
    levels,
    newest_first,
    require,
    session,
    visible,
)
from plugins.resources.models import Collection, Item, Resource
from plugins.resources.queries import pages
from plugins.resources.queries.pages import Row


@dataclass(frozen=True)
class Listed:
    """A collection in a list, with how many resources of it the reader may see."""

    collection: Collection
    face: Face
    count: int


@dataclass(frozen=True)
class Place:
    """A resource in a collection, with the word on why it is there."""

    row: Row
    note: str


def collection(actor: Actor, public_id: str) -> Collection:
    """The collection at an address. Raises NotFound."""
    query = visible(actor, Collection).where(Collection.public_id == public_id)
    found: Collection | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def collection_to(actor: Actor, action: str, public_id: str) -> Collection:
    """The collection at an address, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = collection(actor, public_id)
    require(actor, action, found)
    return found


def in_space(actor: Actor, space_id: int, after: str | None = None) -> Page[Listed]:
    """The collections of a space, the newest first."""
    query = visible(actor, Collection).where(Collection.space_id == space_id)
    page = newest_first(query, (Collection.created_at, Collection.id), after=after)
    known = faces([one.author_id for one in page.items])
    counted = _counts(actor, [one.id for one in page.items])
    return Page([Listed(one, known[one.author_id], counted.get(one.id, 0)) for one in page.items], page.more)


def _counts(actor: Actor, ids: Sequence[int]) -> Mapping[int, int]:
    seen = visible(actor, Resource).where(Resource.removed_at.is_(None)).with_only_columns(Resource.id)
    query = select(Item.collection_id, func.count()).where(Item.collection_id.in_(ids), Item.resource_id.in_(seen))
    return dict(session().execute(query.group_by(Item.collection_id)).all())


def places(actor: Actor, found: Collection) -> list[Place]:
    """What stands in a collection, in its order: of resources that are there and that the reader may see."""
    items = session().scalars(select(Item).where(Item.collection_id == found.id).order_by(Item.position)).all()
    notes = {one.resource_id: one.note for one in items}
    query = visible(actor, Resource).where(Resource.id.in_(list(notes)), Resource.removed_at.is_(None))
    known = {row.resource.id: row for row in pages.rows(actor, list(session().scalars(query)))}
    return [Place(known[one], note) for one, note in notes.items() if one in known]


@dataclass(frozen=True)
class Shown:
    """A collection's page: who put it together, what is in it, what the reader may do, how closely they follow it."""

    face: Face
    places: Sequence[Place]
    may: set[str]
    level: str


def shown(actor: Actor, found: Collection) -> Shown:
    """What the page of a collection needs, in a fixed number of queries."""
    ref = Ref("resources.collection", found.id)
    may = actions_for(actor, Collection, [found.id], ("edit", "moderate")).get(found.id, set())
    face = faces([found.author_id])[found.author_id]
    return Shown(face, places(actor, found), may, levels(actor, [ref])[ref])


def to_fill(actor: Actor) -> list[Collection]:
    """The collections that the actor may put something into, by title."""
    query = visible(actor, Collection, "edit").order_by(Collection.title, Collection.id).limit(100)
    return list(session().scalars(query))


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)} of collections that the reader may see."""
    found = session().scalars(visible(actor, Collection).where(Collection.id.in_(ids)))
    return {one.id: (one.title, f"/resources/collections/{one.public_id}") for one in found}
