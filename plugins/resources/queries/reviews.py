"""Reviews: what was said in one, and what waits for a reader who reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from community.sdk import Actor, Face, PersonRow, Space, faces, rules, session, space_title, visible
from plugins.resources.models import Resource, Step, Version


@dataclass(frozen=True)
class Said:
    """A step of a review."""

    step: Step
    face: Face


def steps(resource_id: int, number: int) -> list[Said]:
    """What was said about a version, in order. The caller knows that the reader may see it."""
    query = select(Step).where(Step.resource_id == resource_id, Step.version == number).order_by(Step.id)
    found = list(session().scalars(query))
    known = faces([one.by_id for one in found])
    return [Said(one, known[one.by_id]) for one in found]


@dataclass(frozen=True)
class Waits:
    """A version that waits, by whom, and in which space (its title)."""

    resource: Resource
    version: Version
    face: Face
    space: Any


def waiting(actor: Actor) -> Sequence[Waits]:
    """Versions that wait for the actor's review, the longest waiting first."""
    query = visible(actor, Resource, "review").join(Version, Version.resource_id == Resource.id)
    query = query.join(Space, Space.id == Resource.space_id).add_columns(Version, Space)
    rows = session().execute(query.where(Version.state == "review").order_by(Version.at).limit(50)).all()
    known = faces([row[1].by_id for row in rows])
    return [Waits(row[0], row[1], known[row[1].by_id], space_title(row[2])) for row in rows]


def count_waiting(actor: Actor) -> int:
    """How many there are."""
    query = visible(actor, Resource, "review").join(Version, Version.resource_id == Resource.id)
    counted = query.with_only_columns(Version.id).where(Version.state == "review").subquery()
    return session().scalar(select(func.count()).select_from(counted)) or 0


def reviewers(version_id: int) -> Select[int]:
    """The ids of those who review in the space of a version."""
    pairs = rules().scopes["space.moderator"].pairs().subquery()
    person, where = tuple(pairs.c)[:2]
    return select(person).where(where == select(Version.space_id).where(Version.id == version_id).scalar_subquery())


def whose(version_id: int) -> Select[int]:
    """The id of whoever brought a version."""
    return select(PersonRow.id).join(Version, Version.by_id == PersonRow.id).where(Version.id == version_id)
