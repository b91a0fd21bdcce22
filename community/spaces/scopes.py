"""Who is in a space, who moderates it and who owns what is in it: unions over the kinds of spaces. No rule here."""

from typing import Any

from sqlalchemy import Select, and_, literal, select, union

from community.access import Scope
from community.data.database import MOMENT
from community.host.registry import host
from community.people import scopes as people
from community.spaces.models import Space, StaffEntry

Pairs = Select[int, Any]


# Each way in is joined to its spaces by itself: asked for one person, a database then begins with that person's rows.
# Joined after their union, it would go through everybody's.


def of_collaborations(kind: str, *ways: Pairs) -> Pairs:
    """(space, person) of spaces of `kind`, from pairs (person, collaboration)."""
    return _one(*(_joined(kind, one, Space.collaboration_id) for one in ways))


def of_network(kind: str, *ways: Pairs) -> Pairs:
    """(space, person) of the network's spaces of `kind`, from pairs (person, 0)."""
    return _one(*(_joined(kind, one, literal(0)) for one in ways))


def team_people() -> Pairs:
    """(space, person) of team spaces: members, experts with a pass to the team, staff who entered."""
    inside = (_joined("team", one, Space.team_id) for one in (people.team_members(), people.team_guests()))
    entered = and_(StaffEntry.starts_at <= MOMENT, StaffEntry.ends_at > MOMENT)
    return _one(*inside, select(StaffEntry.space_id, StaffEntry.person_id).where(entered))


def _joined(kind: str, way: Pairs, of: Any) -> Pairs:
    pairs = way.subquery()
    person, place = tuple(pairs.c)[:2]
    return select(Space.id, person).join(pairs, of == place).where(Space.kind == kind)


def _one(*parts: Any) -> Pairs:
    found = union(*parts).subquery()
    return select(*found.c)


def members() -> Pairs:
    """(person, space): everybody who is in a space now, over all kinds."""
    found = union(*(kind.people() for kind in host().space_kinds().values())).subquery()
    space, person = tuple(found.c)[:2]
    return select(person, space)


def moderators() -> Pairs:
    """(person, space): everybody who moderates a space now, over all kinds."""
    parts = [kind.moderators() for kind in host().space_kinds().values() if kind.moderators is not None]
    found = union(*parts).subquery()
    space, person = tuple(found.c)[:2]
    return select(person, space)


def owners() -> Pairs:
    """(person, space): those who may widen what lives there: a team's members in its space, facilitators elsewhere."""
    inside = people.team_members().subquery()
    person, team = tuple(inside.c)[:2]
    of_teams = select(person, Space.id).join(Space, Space.team_id == team).where(Space.kind == "team")
    leading = people.role_in_collaboration("facilitator").subquery()
    leader, collaboration = tuple(leading.c)[:2]
    others = select(leader, Space.id).join(Space, Space.collaboration_id == collaboration).where(Space.kind != "team")
    return _one(of_teams, others)


SCOPES = (
    Scope("space.member", members),
    Scope("space.moderator", moderators),
    Scope("space.owner", owners),
)
