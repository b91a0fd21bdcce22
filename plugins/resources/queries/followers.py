"""Who is told of what is new: people of a space, and those who follow a resource, its tags or its collections."""

from sqlalchemy import Select, select, union

from community.sdk import PersonRow, followers, person_ids_in
from plugins.resources.models import Item, Resource, Tagging, Use

RESOURCE, TAG, COLLECTION, SPACE = "resources.resource", "resources.tag", "resources.collection", "spaces.space"


def of_new_resource(resource_id: int, space_id: int) -> Select[int]:
    """Whoever is in the space and did not mute it, and whoever follows one of its tags closely enough."""
    return _without(
        followers(SPACE, [space_id], "muted"),
        person_ids_in(space_id),
        followers(TAG, _tags(resource_id), "watching", "first"),
    )


def of_new_version(resource_id: int) -> Select[int]:
    """Whoever watches the resource, its space, its tags or a collection with it; added it; or says that they use it."""
    home = select(Resource.space_id).where(Resource.id == resource_id)
    items = select(Item.collection_id).where(Item.resource_id == resource_id)
    return _without(
        followers(RESOURCE, [resource_id], "muted"),
        followers(RESOURCE, [resource_id], "watching"),
        followers(SPACE, home, "watching"),
        followers(TAG, _tags(resource_id), "watching"),
        followers(COLLECTION, items, "watching"),
        author(resource_id),
        select(PersonRow.id)
        .join(Use, Use.by_id == PersonRow.id)
        .where(Use.resource_id == resource_id, Use.ended_at.is_(None)),
    )


def author(resource_id: int) -> Select[int]:
    """Whoever added a resource."""
    return select(PersonRow.id).join(Resource, Resource.author_id == PersonRow.id).where(Resource.id == resource_id)


def _tags(resource_id: int) -> Select[int]:
    return select(Tagging.tag_id).where(Tagging.resource_id == resource_id)


def _without(gone: Select[int], *some: Select[int]) -> Select[int]:
    found = union(*some).subquery()
    person = next(iter(found.c))
    return select(person).where(person.not_in(gone))
