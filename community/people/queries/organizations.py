"""Reading districts and other organizations: one by its address, lists by name, words and county. Never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select, tuple_
from sqlalchemy.orm import joinedload

from community.access import Actor, visible
from community.data.database import session
from community.data.paging import Page
from community.errors import NotFound
from community.people.models import Collaboration, DistrictProfile, Organization, Team

PAGE_SIZE = 30
DISTRICT = "district"


@dataclass(frozen=True)
class Search:
    """What a reader looks for among organizations. Empty fields do not narrow."""

    words: str = ""
    county: str = ""
    district_type: str = ""


def organization(actor: Actor, public_id: str) -> Organization:
    """The organization of that address, its public profile with it. Raises NotFound."""
    query = visible(actor, Organization).options(joinedload(Organization.profile))
    found: Organization | None = session().scalar(query.where(Organization.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def districts(actor: Actor, search: Search, after: str = "", size: int = PAGE_SIZE) -> Page[Organization]:
    """One page of districts by name. `after` is the public id of the last one shown; an unknown one starts anew."""
    query = _narrowed(visible(actor, Organization).where(Organization.kind == DISTRICT), search)
    return _by_name(query.options(joinedload(Organization.profile)), after, size)


def other_organizations(actor: Actor, search: Search, after: str = "", size: int = PAGE_SIZE) -> Page[Organization]:
    """The same for county offices, partners and the network's own organization."""
    query = _narrowed(visible(actor, Organization).where(Organization.kind != DISTRICT), search)
    return _by_name(query.options(joinedload(Organization.profile)), after, size)


def _narrowed(query: Select[Organization], search: Search) -> Select[Organization]:
    query = query.outerjoin(DistrictProfile, DistrictProfile.organization_id == Organization.id)
    for word in search.words.split()[:8]:
        query = query.where(
            or_(
                Organization.name.icontains(word, autoescape=True),
                Organization.county.icontains(word, autoescape=True),
                DistrictProfile.city.icontains(word, autoescape=True),
                DistrictProfile.cds_code == word,
            )
        )
    if search.county:
        query = query.where(Organization.county == search.county)
    if search.district_type:
        query = query.where(DistrictProfile.district_type == search.district_type)
    return query


def _by_name(query: Select[Organization], after: str, size: int) -> Page[Organization]:
    if after:
        last = select(Organization.name, Organization.id).where(Organization.public_id == after)
        start = session().execute(last).one_or_none()
        if start is not None:
            query = query.where(tuple_(Organization.name, Organization.id) > tuple_(start[0], start[1]))
    rows = list(session().scalars(query.order_by(Organization.name, Organization.id).limit(size + 1)))
    more = rows[size - 1].public_id if len(rows) > size else None
    return Page(rows[:size], more)


def counties(actor: Actor) -> list[str]:
    """The counties that organizations lie in, by name."""
    ids = visible(actor, Organization).with_only_columns(Organization.id)
    query = select(Organization.county).where(Organization.id.in_(ids), Organization.county != "")
    return list(session().scalars(query.distinct().order_by(Organization.county)))


def district_types(actor: Actor) -> list[str]:
    """The types of districts that the state names, by name."""
    ids = visible(actor, Organization).with_only_columns(Organization.id)
    query = select(DistrictProfile.district_type).where(
        DistrictProfile.organization_id.in_(ids), DistrictProfile.district_type.is_not(None)
    )
    return [str(kind) for kind in session().scalars(query.distinct().order_by(DistrictProfile.district_type))]


def teams_of(actor: Actor, organization_id: int) -> list[Team]:
    """The organization's teams that the actor may read, with their collaborations."""
    query = visible(actor, Team).options(joinedload(Team.collaboration))
    query = query.join(Collaboration, Collaboration.id == Team.collaboration_id)
    found = session().scalars(query.where(Team.organization_id == organization_id).order_by(Collaboration.title))
    return list(found)


def without_team(actor: Actor, collaboration_id: int, words: str, limit: int = 20) -> list[Organization]:
    """Organizations that fit the words and have no team in the collaboration yet: to add one of them."""
    if not words.strip():
        return []
    taken = select(Team.organization_id).where(Team.collaboration_id == collaboration_id)
    query = _narrowed(visible(actor, Organization), Search(words)).where(Organization.id.not_in(taken))
    query = query.options(joinedload(Organization.profile))
    return list(session().scalars(query.order_by(Organization.name, Organization.id).limit(limit)))


def described(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """Title and address of those organizations that the actor may read."""
    query = visible(actor, Organization).with_only_columns(Organization.id, Organization.name, Organization.public_id)
    rows = session().execute(query.where(Organization.id.in_(ids)))
    return {row[0]: (row[1], f"/organizations/{row[2]}") for row in rows}
