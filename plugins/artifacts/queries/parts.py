"""One part of a record, by its public id."""

from typing import Any

from sqlalchemy import select

from community.sdk import NotFound, session
from plugins.artifacts.models import Artifact, Commitment, Cycle, Evidence, Measure, Node, Section


def part(model: type[Any], found: Artifact, public_id: str) -> Any:
    """The row of an artifact that the actor may change. Raises NotFound."""
    there = select(model).where(model.artifact_id == found.id, model.public_id == public_id)
    one = session().scalars(there.execution_options(populate_existing=True)).one_or_none()
    if one is None:
        raise NotFound
    return one


def node(found: Artifact, public_id: str) -> Node:
    """A line of the outline. Raises NotFound."""
    one: Node = part(Node, found, public_id)
    return one


def cycle(found: Artifact, public_id: str) -> Cycle:
    """A cycle. Raises NotFound."""
    one: Cycle = part(Cycle, found, public_id)
    return one


def measure(found: Artifact, public_id: str) -> Measure:
    """A measure. Raises NotFound."""
    one: Measure = part(Measure, found, public_id)
    return one


def evidence(found: Artifact, public_id: str) -> Evidence:
    """A piece of evidence. Raises NotFound."""
    one: Evidence = part(Evidence, found, public_id)
    return one


def section(found: Artifact, public_id: str) -> Section:
    """A section of a plan. Raises NotFound."""
    one: Section = part(Section, found, public_id)
    return one


def commitment(found: Artifact, public_id: str) -> Commitment:
    """A commitment. Raises NotFound."""
    one: Commitment = part(Commitment, found, public_id)
    return one
