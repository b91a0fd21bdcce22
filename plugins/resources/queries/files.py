"""The files that versions hold, for the index: their endings, and which resources a file belongs to."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from community.sdk import Ref, System, attached, holders_of, session
from plugins.resources.models import Version

KIND = "resources.version"


def endings(version_ids: Sequence[int]) -> Mapping[int, set[str]]:
    """The endings of the files that each version holds."""
    held = attached(System("the search index"), [Ref(KIND, one) for one in version_ids])
    return {ref.id: {one.kind.endings[0] for one in files if one.kind.endings} for ref, files in held.items()}


def resources_with(file_id: int) -> list[int]:
    """The resources of which a version holds a file."""
    return list(session().scalars(select(Version.resource_id).where(Version.id.in_(holders_of(file_id, KIND)))))
