"""Collections: begun, worded anew, and what stands in them, in which order and why."""

from sqlalchemy import func, select

from community.sdk import (
    Actor,
    Conflict,
    Ref,
    ledger_scope,
    publish,
    record,
    require,
    screen,
    session,
    space_by_id,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import CollectionChanged, CollectionFilled
from plugins.resources.models import Collection, Item
from plugins.resources.queries import collections as queries
from plugins.resources.queries import resources

KIND = "resources.collection"
MOST = 200  # resources in one collection


def begin(actor: Actor, space_public_id: str, title: str, summary: str) -> Collection:
    """A new collection in a space. Raises NotFound, Forbidden, or Invalid when a screen rejects."""
    with unit_of_work():
        space = space_by_id(actor, space_public_id)
        require(actor, "resources.add", space)
        verdict = screen(actor, KIND, {"title": title, "body": summary, "space_id": space.id})
        found = Collection(space_id=space.id, author_id=actor.id, title=title, summary=summary)
        session().add(found)
        session().flush()
        ref = Ref(KIND, found.id)
        verdict.settle(ref)
        record("resources.collection_begun", ref, actor, scope_id=ledger_scope(space))
        publish(CollectionChanged(found.id), actor.id)
    return found


def word(actor: Actor, public_id: str, title: str, summary: str) -> Collection:
    """Another title and summary. Raises NotFound, Forbidden, or Invalid when a screen rejects."""
    with unit_of_work():
        found = queries.collection_to(actor, "edit", public_id)
        verdict = screen(actor, KIND, {"title": title, "body": summary, "space_id": found.space_id})
        found.title, found.summary = title, summary
        ref = Ref(KIND, found.id)
        verdict.settle(ref)
        record("resources.collection_worded", ref, actor)
        publish(CollectionChanged(found.id), actor.id)
    return found


def put(actor: Actor, public_id: str, resource_public_id: str, note: str) -> Item:
    """Put a resource at the end of a collection; one that is there gets the new note.

    Raises NotFound, Forbidden, or Conflict when the collection is full.
    """
    with unit_of_work():
        found = queries.collection_to(actor, "edit", public_id)
        resource = resources.standing(actor, resource_public_id)
        session().refresh(found, with_for_update=True)  # two who add at once stand one behind the other
        item = session().get(Item, (found.id, resource.id))
        if item is None:
            last, count = (
                session()
                .execute(select(func.max(Item.position), func.count()).where(Item.collection_id == found.id))
                .one()
            )
            if count >= MOST:
                raise Conflict(_l("A collection holds at most 200 resources. Begin another one."))
            item = Item(collection_id=found.id, resource_id=resource.id, position=(last or 0) + 1, by_id=actor.id)
            session().add(item)
            publish(CollectionFilled(found.id, resource.id), actor.id)
        item.note = note
        record("resources.collection_filled", Ref(KIND, found.id), actor)
    return item


def move(actor: Actor, public_id: str, resource_public_id: str, step: int) -> None:
    """Move a resource up (-1) or down (1) by one place. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = queries.collection_to(actor, "edit", public_id)
        session().refresh(found, with_for_update=True)
        rows = session().scalars(select(Item).where(Item.collection_id == found.id).order_by(Item.position)).all()
        resource = resources.resource(actor, resource_public_id)
        at = next((n for n, row in enumerate(rows) if row.resource_id == resource.id), None)
        if at is not None and 0 <= at + step < len(rows):
            one, other = rows[at], rows[at + step]
            one.position, other.position = other.position, one.position


def take_out(actor: Actor, public_id: str, resource_public_id: str) -> None:
    """Take a resource out of a collection; the resource stays. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = queries.collection_to(actor, "edit", public_id)
        resource = resources.resource(actor, resource_public_id)
        item = session().get(Item, (found.id, resource.id))
        if item is not None:
            session().delete(item)
            record("resources.collection_emptied", Ref(KIND, found.id), actor)
