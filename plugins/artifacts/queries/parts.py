"""One part of a record, by its public id."""

from typing import Any

from sqlalchemy import select

from community.sdk import NotFound, session
from plugins.artifacts.models import Artifact


def part(model: type[Any], found: Artifact, public_id: str) -> Any:
    """The row of an artifact that the actor may change. Raises NotFound."""
    there = select(model).where(model.artifact_id == found.id, model.public_id == public_id)
    one = session().scalars(there.execution_options(populate_existing=True)).one_or_none()
    if one is None:
        raise NotFound
    return one
