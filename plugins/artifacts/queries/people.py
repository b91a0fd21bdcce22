"""The people of the team that owns an artifact: who can look after numbers, and who promises what."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from community.sdk import Invalid, PersonRow, person_ids_in, session
from community.sdk import lazy_gettext as _l
from plugins.artifacts.models import Artifact


def team_of(found: Artifact) -> Sequence[tuple[str, str]]:
    """Pairs (public id, name) of everybody in its home space, by name."""
    query = select(PersonRow.public_id, PersonRow.name).where(PersonRow.id.in_(person_ids_in(found.space_id)))
    return [(row[0], row[1]) for row in session().execute(query.order_by(PersonRow.name))]


def public_ids(numbers: Sequence[int | None]) -> Mapping[int | None, str]:
    """The public ids of these people; "" for nobody."""
    there = {one for one in numbers if one is not None}
    rows = session().execute(select(PersonRow.id, PersonRow.public_id).where(PersonRow.id.in_(there)))
    return {None: ""} | {row[0]: row[1] for row in rows}


def person_of(found: Artifact, public_id: str, field: str) -> int | None:
    """The number of a person of the team, by public id; None for "". Raises Invalid for the field."""
    if not public_id:
        return None
    there = select(PersonRow.id).where(
        PersonRow.public_id == public_id, PersonRow.id.in_(person_ids_in(found.space_id))
    )
    number = session().scalar(there)
    if number is None:
        raise Invalid({field: _l("Choose one from the list.")})
    return number
