"""Resources and their versions: one, many, and what they are called for this reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select, tuple_

from community.sdk import Actor, Conflict, NotFound, Share, require, rules, session, shares_now, versions_for, visible
from community.sdk import lazy_gettext as _l
from plugins.resources.models import House, Resource, Version


def resource(actor: Actor, public_id: str) -> Resource:
    """The resource at an address, also when it was removed. Raises NotFound when it is not for this reader."""
    found: Resource | None = (
        session().scalars(visible(actor, Resource).where(Resource.public_id == public_id)).one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def resource_to(actor: Actor, action: str, public_id: str) -> Resource:
    """The resource at an address, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = resource(actor, public_id)
    require(actor, action, found)
    return found


def standing(actor: Actor, public_id: str) -> Resource:
    """The same, if it was not removed. Raises NotFound, or Conflict in words."""
    found = resource(actor, public_id)
    if found.removed_at is not None:
        raise Conflict(_l("This resource was removed."))
    return found


@dataclass(frozen=True)
class Wording:
    """What a resource is called in the version that the reader sees, and the number of that version."""

    title: str
    summary: str
    number: int


def wordings(actor: Actor, ids: Sequence[int]) -> Mapping[int, Wording]:
    """The wording of each resource that the reader may see: today's at home, the shared version's elsewhere.

    In three queries. What was written after a version was shared stays at home.
    """
    numbers = versions_for(actor, rules().kind("resources.resource"), ids)
    home = actor.within("space.member", Resource.space_id).label("home")
    there = session().execute(visible(actor, Resource).where(Resource.id.in_(list(numbers))).add_columns(home)).all()
    found = {one.id: Wording(one.title, one.summary, one.version) for one, at_home in there if at_home}
    elsewhere = [(one.id, numbers[one.id]) for one, at_home in there if not at_home]
    pairs = tuple_(Version.resource_id, Version.number).in_(elsewhere)
    for version in session().scalars(select(Version).where(pairs)) if elsewhere else ():
        found[version.resource_id] = Wording(version.title, version.summary, version.number)
    return found


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)}, for cards, notices and the ledger. A removed one still has its title."""
    known = wordings(actor, ids)
    rows = session().execute(select(Resource.id, Resource.public_id).where(Resource.id.in_(list(known))))
    return {row[0]: (known[row[0]].title, f"/resources/{row[1]}") for row in rows}


def describe_versions(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title of the version, its address)}."""
    query = visible(actor, Version).join(Resource, Resource.id == Version.resource_id).where(Version.id.in_(ids))
    rows = (
        session().execute(query.with_only_columns(Version.id, Version.title, Resource.public_id, Version.number)).all()
    )
    return {row[0]: (row[1], f"/resources/{row[2]}/versions/{row[3]}") for row in rows}


def in_space(space_id: int) -> ColumnElement[bool]:
    """True for resources that live in a space or are shared with it, and were not removed."""
    shared = select(Share.object_id).where(Share.kind == "resources.resource", Share.space_id == space_id, shares_now())
    return or_(Resource.space_id == space_id, Resource.id.in_(shared)) & Resource.removed_at.is_(None)


def house_of(space_id: int) -> House:
    """How a space wants its resources; as by default where nobody said."""
    found = session().get(House, space_id)
    return found or House(space_id=space_id, review=False, links=False, licence="cc-by")


def itself(resource_id: int) -> Select[int]:
    """The id of one resource, as a Select for an IN."""
    return select(Resource.id).where(Resource.id == resource_id)


def its_versions(resource_id: int) -> Select[int]:
    """The ids of the versions of one resource."""
    return select(Version.id).where(Version.resource_id == resource_id)
