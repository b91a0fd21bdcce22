"""Who is told of what happens to an artifact: its team, and those who follow it closely enough."""

from sqlalchemy import Select, select, union

from community.sdk import PersonRow, followers, person_ids_in
from plugins.artifacts.models import Adoption, Artifact
from plugins.artifacts.queries.artifacts import KIND


def of_artifact(artifact_id: int) -> Select[int]:
    """The people of the team that owns it, and whoever watches it; not whoever muted it."""
    home = select(Artifact.space_id).where(Artifact.id == artifact_id).scalar_subquery()
    return _without(
        followers(KIND, [artifact_id], "muted"), person_ids_in(home), followers(KIND, [artifact_id], "watching")
    )


def watching(artifact_id: int) -> Select[int]:
    """Whoever watches it, and whoever said for a team that it was taken up; not whoever muted it."""
    from_others = select(PersonRow.id).join(Adoption, Adoption.author_id == PersonRow.id)
    from_others = from_others.where(Adoption.artifact_id == artifact_id)
    return _without(followers(KIND, [artifact_id], "muted"), followers(KIND, [artifact_id], "watching"), from_others)


def _without(gone: Select[int], *some: Select[int]) -> Select[int]:
    found = union(*some).subquery()
    person = next(iter(found.c))
    return select(person).where(person.not_in(gone))
