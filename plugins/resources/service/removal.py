"""Removing a resource: closed at once, brought back within thirty days, then gone save its title and the reason."""

from datetime import timedelta

from sqlalchemy import delete, select

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    Ref,
    System,
    now,
    publish,
    record,
    release_files,
    require,
    session,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import ResourcePurged, ResourceRemoved, ResourceRestored
from plugins.resources.models import Check, Item, Link, Resource, Step, Tagging, Use, Version
from plugins.resources.queries import resources as queries

GRACE = timedelta(days=30)


def remove(actor: Actor, public_id: str, why: str) -> Resource:
    """Close a resource to its readers. Its page says that it was removed, when, by whom and why.

    Raises NotFound, Forbidden, Invalid without a reason, or Conflict when it is removed already.
    """
    if not why:
        raise Invalid({"why": _l("Say why, so that those who use it can read it.")})
    with unit_of_work():
        found = queries.resource_to(actor, "remove", public_id)
        if found.removed_at is not None:
            raise Conflict(_l("This resource is removed already."))
        found.removed_at, found.removed_by_id, found.removed_why = now(), actor.id, why
        record("resources.resource_removed", Ref("resources.resource", found.id), actor, why)
        publish(ResourceRemoved(found.id), actor.id)
    return found


def restore(actor: Actor, public_id: str) -> Resource:
    """Bring a removed resource back: whoever removed it, and whoever moderates.

    Raises NotFound, Forbidden, or Conflict once its thirty days are over.
    """
    with unit_of_work():
        found = queries.resource_to(actor, "remove", public_id)
        if found.removed_by_id != actor.id:
            require(actor, "moderate", found)
        if found.purged_at is not None:
            raise Conflict(_l("It was removed more than thirty days ago, and is gone."))
        if found.removed_at is not None:
            found.removed_at, found.removed_by_id, found.removed_why = None, None, ""
            record("resources.resource_restored", Ref("resources.resource", found.id), actor)
            publish(ResourceRestored(found.id), actor.id)
    return found


def purge() -> None:
    """Let go of what was removed more than thirty days ago, one by one: a job that may run twice."""
    due = select(Resource.id).where(Resource.removed_at < now() - GRACE, Resource.purged_at.is_(None))
    for one in session().scalars(due.order_by(Resource.id)).all():
        with unit_of_work():
            _purge(one)


def _purge(resource_id: int) -> None:
    found = session().get_one(Resource, resource_id, with_for_update=True)
    if found.purged_at is not None or found.removed_at is None or found.removed_at > now() - GRACE:
        return  # somebody brought it back, or another process was here first
    ids = list(session().scalars(select(Version.id).where(Version.resource_id == resource_id)))
    for one in ids:
        release_files(Ref("resources.version", one))
    session().execute(delete(Check).where(Check.version_id.in_(ids)))
    for model in (Version, Tagging, Item, Use, Link, Step):
        session().execute(delete(model).where(model.resource_id == resource_id))
    found.summary, found.based_on, found.purged_at = "", "", now()
    record("resources.resource_purged", Ref("resources.resource", found.id), System("thirty days are over"))
    publish(ResourcePurged(found.id))
