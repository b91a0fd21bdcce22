"""Rules of spaces: home or share is what lets anybody read; a module's switch in a collaboration is a limit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, true

from community.access import Actor, Kind, Limit, Policy, Site
from community.clock import now
from community.data.database import session
from community.host import switches
from community.host.contract import Plugin
from community.host.registry import host
from community.spaces.models import Share, Space

rules = Policy("spaces")


@rules.grant(Space, "read")
def people_in_it(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in the space."""
    return actor.within("space.member", Space.id)


@rules.grant(Site, "enter_team_spaces")
def network_staff(actor: Actor) -> ColumnElement[bool]:
    """Staff may enter a team's space, for a stated time and visibly."""
    return actor.within("network.staff", 0)


@rules.grant(Space, "moderate")
def moderators_of_it(actor: Actor) -> ColumnElement[bool]:
    """Whoever moderates the space."""
    return actor.within("space.moderator", Space.id)


@rules.grant_in_spaces("read")
def at_home(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Whoever is in its home space."""
    return actor.within("space.member", kind.model.space_id)


@rules.grant_in_spaces("read")
def through_a_share(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Whoever is in a space that it is shared with now; what cannot be shared (a reply) stays at home."""
    if "share" not in kind.actions:
        return false()
    return _shared(actor, kind)


def _shared(actor: Actor, kind: Kind, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    rows = select(literal(1)).where(
        Share.kind == kind.name,
        Share.object_id == kind.model.id,
        shares_now(),
        actor.within("space.member", Share.space_id),
        *more,
    )
    return exists(rows)


def reads_version(actor: Actor, kind: Kind, since: Any, until: Any) -> ColumnElement[bool]:
    """Of things that the actor reads through a share alone: whether a version from `since` to `until` is shared."""
    if not kind.in_space or "share" not in kind.actions:
        return true()
    within = and_(Share.version >= since, or_(until.is_(None), Share.version <= until))
    return or_(at_home(actor, kind), ~_shared(actor, kind), _shared(actor, kind, within))


@rules.grant_in_spaces("share")
def owners_of_its_home(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """A team's members in its space; facilitators in a collaboration's; its author, where no team owns the space."""
    if "share" not in kind.actions:
        return false()
    author, home = getattr(kind.model, "author_id", None), kind.model.space_id
    of_no_team = home.in_(select(Space.id).where(Space.kind != "team"))
    mine = false() if author is None else and_(actor.is_(author), actor.within("space.member", home), of_no_team)
    return or_(mine, actor.within("space.owner", home))


@rules.grant_in_spaces("moderate")
def moderators_of_its_home(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Whoever moderates its home space."""
    return actor.within("space.moderator", kind.model.space_id)


def shares_now() -> ColumnElement[bool]:
    """True for shares that count now."""
    at = now()
    return and_(Share.starts_at <= at, or_(Share.ends_at.is_(None), Share.ends_at > at))


def switched_on(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Its module is on: for the site, and in the collaboration of its home space."""
    del actor  # the same for everybody
    off = switches.switched_off().get(kind.plugin, frozenset())
    if switches.SITE in off:
        return false()
    if not off or not kind.in_space:
        return true()
    places = sorted(place for place in off if place is not None)
    condition: ColumnElement[bool] = kind.model.space_id.not_in(
        select(Space.id).where(Space.collaboration_id.in_(places))
    )
    return condition


def switch_clauses(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[frozenset[str]]]:
    """Each thing asks for the token of its module, in its collaboration or (0) in none."""
    if host().plugins[kind.plugin].core:
        return {}
    if not kind.in_space:
        return {one: [frozenset({f"on:{kind.plugin}:0"})] for one in ids}
    query = select(kind.model.id, Space.collaboration_id).join(Space, Space.id == kind.model.space_id)
    rows = session().execute(query.where(kind.model.id.in_(ids)))
    return {row[0]: [frozenset({f"on:{kind.plugin}:{row[1] or 0}"})] for row in rows}


def switch_tokens() -> frozenset[str]:
    """The tokens of modules and collaborations that are on now. Everybody holds them."""
    off = switches.switched_off()
    places = [0, *session().scalars(select(Space.collaboration_id).where(Space.kind == "collaboration"))]
    return frozenset(
        f"on:{name}:{place}"
        for name, plugin in host().plugins.items()
        if not plugin.core and switches.SITE not in off.get(name, frozenset())
        for place in places
        if place not in off.get(name, frozenset())
    )


rules.limit(Limit("spaces.switched_on", switched_on, switch_clauses, switch_tokens))


def switches_of_actions(plugins: Iterable[Plugin]) -> Policy:
    """The same limit for actions that modules grant on others' kinds: no thread is opened where discussions are off."""
    found = Policy("spaces")
    for plugin in plugins:
        own = {grant.action for grant in plugin.policy.grants} if plugin.policy is not None else set()
        actions = frozenset(action for action in own if action.startswith(f"{plugin.name}."))
        if actions and not plugin.core:
            sql = _action_switched_on(plugin.name)
            found.limit(Limit(f"spaces.actions_of_{plugin.name}", sql, actions=actions))
    return found


def _action_switched_on(plugin: str) -> Callable[[Actor, Kind], ColumnElement[bool]]:
    def switched_on_there(_actor: Actor, kind: Kind) -> ColumnElement[bool]:
        """The module of the action is on: for the site, and in the collaboration of the space."""
        off = switches.switched_off().get(plugin, frozenset())
        places = sorted(place for place in off if place is not None)
        if switches.SITE in off:
            return false()
        if not places or not (kind.in_space or kind.row_class is Space):
            return true()
        where: ColumnElement[int] = kind.model.space_id if kind.in_space else kind.model.id
        return where.not_in(select(Space.id).where(Space.collaboration_id.in_(places)))

    return switched_on_there
