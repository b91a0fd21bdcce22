"""Reading spaces: the reader's own, one by its address, who is in one, shares of a thing. Never writes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from community.access import Actor, Kind, SharedVersion, visible
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.errors import NotFound
from community.host import switches
from community.host.contract import Tab
from community.host.registry import host
from community.people.models import Organization, Person
from community.people.queries.faces import Face, in_selection
from community.spaces import scopes
from community.spaces.models import Follow, Share, Space, StaffEntry
from community.spaces.policy import shares_now


def spaces_of(actor: Actor) -> list[Space]:
    """The spaces that the actor is in, the network's first, then by title."""
    return list(session().scalars(visible(actor, Space).order_by(Space.title, Space.id)))


def space(actor: Actor, slug: str) -> Space:
    """The space at an address. Raises NotFound when it is absent, or not for this reader."""
    found: Space | None = session().scalars(visible(actor, Space).where(Space.slug == slug)).one_or_none()
    if found is None:
        raise NotFound
    return found


def title_of(space: Space) -> str:
    """What a space is called: by its owner, or where it has none by its kind, in the reader's language."""
    return space.title if space.collaboration_id else str(host().space_kinds()[space.kind].title)


def is_off(module: str, slug: str | None = None) -> bool:
    """Whether a module is off for the site or, given a space's slug, in the collaboration of that space."""
    if switches.is_off(module):
        return True
    places = switches.off_in(module)
    if slug is None or not places:
        return False
    return session().scalar(select(Space.collaboration_id).where(Space.slug == slug)) in places


def space_by_id(actor: Actor, public_id: str) -> Space:
    """The space with that public id. Raises NotFound."""
    found: Space | None = session().scalars(visible(actor, Space).where(Space.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def space_by_pk(actor: Actor, space_id: int) -> Space | None:
    """The space with that number, for the frame of a page; None where the reader is not in it (a share led here)."""
    found: Space | None = session().scalars(visible(actor, Space).where(Space.id == space_id)).one_or_none()
    return found


def ledger_scope(space: Space) -> int | None:
    """The collaboration whose moderators read in the ledger what happens in a space. Of a team's own space: none."""
    return None if space.kind == "team" else space.collaboration_id


def spaces_of_person(person_id: int) -> list[int]:
    """The numbers of the spaces that a person is in now."""
    pairs = scopes.members().subquery()
    person, where = tuple(pairs.c)[:2]
    return list(session().scalars(select(where).where(person == person_id)))


def person_ids_in(space_id: int | ColumnElement[int]) -> Select[int]:
    """The ids of those who are in one space now."""
    pairs = scopes.members().subquery()
    person, where = tuple(pairs.c)[:2]
    return select(person).where(where == space_id)


def people_in(space_id: int) -> list[Face]:
    """Everybody who is in one space now, by district and name; for whoever is in it too."""
    return sorted(in_selection(person_ids_in(space_id)), key=lambda face: (face.organization, face.name))


def who_gain(thing: Kind, thing_id: int, space_ids: Sequence[int]) -> Mapping[int, int]:
    """How many people would come to see a thing in each space with which it were shared."""
    pairs = scopes.members().subquery()
    person, where = tuple(pairs.c)[:2]
    home = select(thing.model.space_id).where(thing.model.id == thing_id).scalar_subquery()
    gaining = select(where, func.count(person.distinct())).where(
        where.in_(space_ids), person.not_in(person_ids_in(home))
    )
    return dict.fromkeys(space_ids, 0) | dict(session().execute(gaining.group_by(where)).all())


NAMED = 60  # people of one space by name, before a number must do


def names_who_gain(thing: Kind, thing_id: int, space_ids: Sequence[int]) -> Mapping[int, Sequence[tuple[str, str]]]:
    """Those people by space, up to NAMED of each: (name, organization), by organization and name."""
    pairs = scopes.members().subquery()
    person, where = tuple(pairs.c)[:2]
    home = select(thing.model.space_id).where(thing.model.id == thing_id).scalar_subquery()
    gaining = select(where.label("place"), person.label("person")).distinct()
    once = gaining.where(where.in_(space_ids), person.not_in(person_ids_in(home))).subquery()
    of = func.coalesce(Organization.name, "").label("of")
    rank = func.row_number().over(partition_by=once.c.place, order_by=(of, Person.name, Person.id)).label("rank")
    rows = select(once.c.place, Person.name, of, rank).join(Person, Person.id == once.c.person)
    ranked = rows.outerjoin(Organization, Organization.id == Person.organization_id).subquery()
    query = select(ranked.c.place, ranked.c.name, ranked.c.of).where(ranked.c.rank <= NAMED)
    found: dict[int, list[tuple[str, str]]] = {one: [] for one in space_ids}
    for space_id, called, organization in session().execute(query.order_by(ranked.c.place, ranked.c.rank)):
        found[space_id].append((called, organization))
    return found


def shares_of(ref: Ref) -> list[Share]:
    """The shares of a thing that count now or later, newest first. The caller asked whether the reader may share it."""
    query = select(Share).options(joinedload(Share.space)).where(Share.kind == ref.kind, Share.object_id == ref.id)
    later = or_(Share.ends_at.is_(None), Share.ends_at > now())
    return list(session().scalars(query.where(later).order_by(Share.id.desc())))


def versions_for(actor: Actor, kind: Kind, ids: Sequence[int]) -> Mapping[int, int]:
    """The version of each thing that the actor may read: the newest at home, else the highest shared with them.

    Things of which they may read none are left out.
    """
    model = kind.model
    home = actor.within("space.member", model.space_id)
    newest = select(model.id, model.version).where(model.id.in_(ids), home)
    shared = (
        select(Share.object_id, func.max(Share.version))
        .where(
            Share.kind == kind.name,
            Share.object_id.in_(ids),
            shares_now(),
            actor.within("space.member", Share.space_id),
        )
        .group_by(Share.object_id)
    )
    return dict(session().execute(shared).all()) | dict(session().execute(newest).all())


def shared_versions(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[SharedVersion]]:
    """For the labels: each shared version with the spaces that read it, unless they read a newer one or the home."""
    if "share" not in kind.actions:
        return {}
    query = select(Share.object_id, Share.version, Share.space_id).where(
        Share.kind == kind.name, Share.object_id.in_(ids)
    )
    found: dict[int, dict[int, set[int]]] = {}
    for thing, version, place in session().execute(query.where(shares_now())):
        found.setdefault(thing, {}).setdefault(version, set()).add(place)
    homes: dict[int, int] = dict(
        session().execute(select(kind.model.id, kind.model.space_id).where(kind.model.id.in_(list(found)))).all()
    )
    return {thing: _versions(by_version, homes[thing]) for thing, by_version in found.items() if thing in homes}


def _versions(by_version: Mapping[int, set[int]], home: int) -> list[SharedVersion]:
    versions, newer = [], {home}
    for version in sorted(by_version, reverse=True):
        places = by_version[version]
        versions.append(SharedVersion(version, _labels(places), _labels(newer)))
        newer = newer | places
    return versions


def _labels(places: set[int]) -> frozenset[str]:
    return frozenset(f"space.member:{place}" for place in places)


def levels(actor: Actor, refs: Collection[Ref]) -> dict[Ref, str]:
    """How closely the actor follows each thing; "normal" where they never said. One query."""
    wanted = tuple_(Follow.kind, Follow.object_id).in_([(ref.kind, ref.id) for ref in refs])
    query = select(Follow.kind, Follow.object_id, Follow.level).where(Follow.person_id == actor.id, wanted)
    said = {Ref(kind, number): level for kind, number, level in session().execute(query)} if refs else {}
    return {ref: said.get(ref, "normal") for ref in refs}


def followers(kind: str, ids: Collection[int] | Select[int], *some: str) -> Select[int]:
    """The ids of those who said that they follow any of the things at one of these levels; may read it or not."""
    return select(Follow.person_id).where(Follow.kind == kind, Follow.object_id.in_(ids), Follow.level.in_(some))


def boundaries(since: datetime, until: datetime) -> list[tuple[Ref, Share]]:
    """Shares that begin or end by the clock in (since, until]."""
    passed = or_(
        and_(Share.starts_at > since, Share.starts_at <= until), and_(Share.ends_at > since, Share.ends_at <= until)
    )
    return [(Ref(share.kind, share.object_id), share) for share in session().scalars(select(Share).where(passed))]


def staff_inside(space_id: int) -> list[tuple[StaffEntry, str]]:
    """Staff who are in a team's space now, with their names; for the team to see."""
    at = now()
    query = select(StaffEntry, Person.name).join(Person, Person.id == StaffEntry.person_id)
    query = query.where(StaffEntry.space_id == space_id, StaffEntry.starts_at <= at, StaffEntry.ends_at > at)
    return [(row[0], row[1]) for row in session().execute(query.order_by(StaffEntry.ends_at))]


def describe_spaces(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)} of spaces that the actor is in, for cards and ledgers."""
    rows = session().scalars(visible(actor, Space).where(Space.id.in_(ids)))
    return {row.id: (title_of(row), f"/spaces/{row.slug}/") for row in rows}


def tabs_of(space: Space) -> list[Tab]:
    """The tabs of a space, in order: those of modules that are on here."""
    found = []
    for plugin in host().plugins.values():
        off = not plugin.core and (
            switches.is_off(plugin.name) or space.collaboration_id in switches.off_in(plugin.name)
        )
        found += [tab for tab in plugin.tabs if not off and (not tab.kinds or space.kind in tab.kinds)]
    return sorted(found, key=lambda tab: (tab.order, tab.name))
