"""The limit that takedowns are, in SQL and in labels, and who may read about a takedown."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select, true

from community.sdk import Actor, Kind, Limit, Policy, Site, Space, session
from plugins.moderation.models import Takedown

rules = Policy("moderation")


@rules.grant(Takedown, "read", "decide")
def moderators_there(actor: Actor) -> ColumnElement[bool]:
    """Whoever moderates the space of the thing."""
    return actor.within("space.moderator", Takedown.space_id)


@rules.grant(Takedown, "read")
def whose_it_is(actor: Actor) -> ColumnElement[bool]:
    """Whoever wrote the thing reads why."""
    return actor.is_(Takedown.author_id)


def not_taken_down(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Nothing stands against it, except for its moderators, and for the author while it is held."""
    if not kind.in_space:
        return true()
    passes = or_(
        actor.within("space.moderator", Takedown.space_id),
        and_(Takedown.state == "held", actor.is_(Takedown.author_id)),
    )
    against = select(literal(1)).where(
        Takedown.kind == kind.name, Takedown.object_id == kind.model.id, Takedown.lifted_at.is_(None), ~passes
    )
    return ~exists(against)


def clauses(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[frozenset[str]]]:
    """The same as labels: a moderator's token, or the author's while it is held."""
    query = select(Takedown.object_id, Takedown.space_id, Takedown.state, Takedown.author_id)
    rows = session().execute(
        query.where(Takedown.kind == kind.name, Takedown.object_id.in_(ids), Takedown.lifted_at.is_(None))
    )
    found: dict[int, list[frozenset[str]]] = {}
    for thing, space, state, author in rows:
        tokens = {f"space.moderator:{space}"} | ({f"person:{author}"} if state == "held" and author else set())
        found.setdefault(thing, []).append(frozenset(tokens))
    return found


rules.limit(
    Limit(
        "moderation.takedown",
        not_taken_down,
        clauses,
        changed_by=("moderation.hidden", "moderation.held", "moderation.restored", "moderation.released"),
    )
)


@rules.grant(Site, "moderation.see_queue")
def moderators_anywhere(actor: Actor) -> ColumnElement[bool]:
    """Whoever moderates at least one space."""
    return exists(select(literal(1)).where(actor.within("space.moderator", Space.id)))
