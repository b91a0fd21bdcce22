"""Collections: resources put together for a purpose."""

from collections.abc import Mapping, Sequence

from community.sdk import Actor, session, visible
from plugins.resources.models import Collection


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)} of collections that the reader may see."""
    found = session().scalars(visible(actor, Collection).where(Collection.id.in_(ids)))
    return {one.id: (one.title, f"/resources/collections/{one.public_id}") for one in found}
