"""Who is told of what is new."""

from sqlalchemy import Select, select

from community.sdk import PersonRow, person_ids_in
from plugins.resources.models import Resource


def of_new_resource(_resource_id: int, space_id: int) -> Select[int]:
    """Whoever is in the space."""
    return person_ids_in(space_id)


def of_new_version(resource_id: int) -> Select[int]:
    """Whoever added the resource."""
    return select(PersonRow.id).join(Resource, Resource.author_id == PersonRow.id).where(Resource.id == resource_id)
