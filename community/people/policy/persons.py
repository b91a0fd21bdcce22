"""Who may read about a person and who may change what is said of them, as grants and as labels that agree."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, false, or_, select, union

from community.access import Actor, Anonymous
from community.access.labels import EVERYBODY
from community.data.database import session
from community.people import scopes
from community.people.models import Person
from community.people.policy.book import rules
from community.people.scopes import Pairs


def open_account() -> ColumnElement[bool]:
    """True for accounts that were not closed: nothing is left to read about the others."""
    return Person.closed_at.is_(None)


@rules.grant(Person, "read", "edit", "close", "export")
def oneself(actor: Actor) -> ColumnElement[bool]:
    """Everybody reads and changes what is said of themselves."""
    return and_(actor.is_(Person.id), open_account())


@rules.grant(Person, "read")
def people_of_my_collaborations(actor: Actor) -> ColumnElement[bool]:
    """Those who are in a collaboration together now."""
    person, place = _columns(scopes.collaboration_members())
    return and_(Person.id.in_(select(person).where(actor.within("collaboration.member", place))), open_account())


@rules.grant(Person, "read")
def people_of_my_teams(actor: Actor) -> ColumnElement[bool]:
    """A team and the experts with a pass to that team alone."""
    person, team = _columns(_team_circle())
    mine = or_(actor.within("team.member", team), actor.within("team.guest", team))
    return and_(Person.id.in_(select(person).where(mine)), open_account())


@rules.grant(Person, "read")
def network_staff_for_everybody(actor: Actor) -> ColumnElement[bool]:
    """Whoever is signed in sees who runs the network."""
    if isinstance(actor, Anonymous):
        return false()
    person, _site = _columns(_staff())
    return and_(Person.id.in_(select(person)), open_account())


@rules.grant(Person, "read")
def network_staff(actor: Actor) -> ColumnElement[bool]:
    """The network's staff read about everybody."""
    return and_(actor.within("network.staff", 0), open_account())


@rules.grant(Person, "close")
def administrators(actor: Actor) -> ColumnElement[bool]:
    """Administrators may close an account for somebody."""
    return and_(actor.within("network.administrator", 0), open_account())


def labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same as tokens for the search index. A closed account has none, so nobody finds it."""
    still_open = session().scalars(select(Person.id).where(Person.id.in_(ids), open_account()))
    found = {one: {f"person:{one}", "network.staff:0"} for one in still_open}
    for person, place in _pairs(scopes.collaboration_members(), found):
        found[person].add(f"collaboration.member:{place}")
    for person, team in _pairs(_team_circle(), found):
        found[person] |= {f"team.member:{team}", f"team.guest:{team}"}
    for person, _site in _pairs(_staff(), found):
        found[person].add(EVERYBODY)
    return {one: frozenset(tokens) for one, tokens in found.items()}


def _team_circle() -> Pairs:
    found = union(scopes.team_members(), scopes.team_guests()).subquery()
    return select(*found.c)


def _staff() -> Pairs:
    return scopes.network_role("staff", "administrator")


def _columns(pairs: Pairs) -> tuple[ColumnElement[int], ColumnElement[int]]:
    person, thing = tuple(pairs.subquery().c)[:2]
    return person, thing


def _pairs(pairs: Pairs, ids: Mapping[int, object]) -> list[tuple[int, int]]:
    person, thing = _columns(pairs)
    return [(row[0], row[1]) for row in session().execute(select(person, thing).where(person.in_(list(ids))))]
