"""Widening: a version to another space, with the core's own shares."""

from community.sdk import Actor, Ref, Share, share
from plugins.artifacts.queries import artifacts as queries


def widen(actor: Actor, public_id: str, number: int, space: str, *, note: str = "") -> Share:
    """Let the people of a space, by its public id, read a version. Raises NotFound, Forbidden, Invalid or Conflict."""
    found = queries.artifact_to(actor, "share", public_id)
    return share(actor, Ref(queries.KIND, found.id), space, version=number, note=note)
