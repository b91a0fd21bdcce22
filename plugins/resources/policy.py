"""Who may do what with resources. Reading follows from spaces and shares; review and removal narrow it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, true

from community.sdk import Actor, Each, Kind, Limit, Person, Policy, Share, Site, Space, Team, session, shares_now
from plugins.resources.models import Collection, Resource, Tag, Version

rules = Policy("resources")


@rules.grant(Space, "resources.add")
def people_in_the_space(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in a space adds resources there."""
    return actor.within("space.member", Space.id)


@rules.grant(Space, "resources.keep_house")
def moderators_of_the_space(actor: Actor) -> ColumnElement[bool]:
    """Whoever moderates a space says how it wants its resources."""
    return actor.within("space.moderator", Space.id)


@rules.grant(Site, "resources.keep_tags")
def staff_of_the_network(actor: Actor) -> ColumnElement[bool]:
    """Staff keep the list of tags."""
    return actor.within("network.staff", 0)


@rules.grant(Version, "read")
def through_a_share_of_it(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in a space that this version, and not only another one, is shared with now."""
    rows = select(literal(1)).where(
        Share.kind == "resources.resource",
        Share.object_id == Version.resource_id,
        Share.version == Version.number,
        shares_now(),
        actor.within("space.member", Share.space_id),
    )
    return exists(rows)


def version_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index: the home, and the spaces that the version is shared with."""
    homes = session().execute(select(Version.id, Version.space_id).where(Version.id.in_(ids)))
    found = {one: {f"space.member:{home}"} for one, home in homes}
    shares = select(Version.id, Share.space_id).join(
        Share, and_(Share.object_id == Version.resource_id, Share.version == Version.number)
    )
    shares = shares.where(Share.kind == "resources.resource", Version.id.in_(ids), shares_now())
    for one, place in session().execute(shares):
        found[one].add(f"space.member:{place}")
    return {one: frozenset(labels) for one, labels in found.items()}


@rules.grant(Resource, "edit", "remove")
def its_author(actor: Actor) -> ColumnElement[bool]:
    """Whoever added it, as long as they are in its space."""
    return and_(actor.is_(Resource.author_id), actor.within("space.member", Resource.space_id))


@rules.grant(Resource, "edit")
def the_team_whose_space_it_is(actor: Actor) -> ColumnElement[bool]:
    """A team's members, in their team's space."""
    of_a_team = Resource.space_id.in_(select(Space.id).where(Space.kind == "team"))
    return and_(of_a_team, actor.within("space.owner", Resource.space_id))


@rules.grant(Resource, "remove", "review")
def moderators_of_its_space(actor: Actor) -> ColumnElement[bool]:
    """Whoever moderates its space."""
    return actor.within("space.moderator", Resource.space_id)


@rules.grant(Resource, "use")
def people_of_teams(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in a team says that the team uses it."""
    return exists(select(literal(1)).select_from(Team).where(actor.within("team.member", Team.id)))


@rules.grant(Collection, "edit")
def whoever_put_it_together(actor: Actor) -> ColumnElement[bool]:
    """Whoever put the collection together, as long as they are in its space."""
    return and_(actor.is_(Collection.author_id), actor.within("space.member", Collection.space_id))


@rules.grant(Collection, "edit")
def owners_of_its_space(actor: Actor) -> ColumnElement[bool]:
    """A team's members in its space; facilitators in a collaboration's."""
    return actor.within("space.owner", Collection.space_id)


@rules.grant(Tag, "read")
def everybody_signed_in(actor: Actor) -> ColumnElement[bool]:
    """Tags are words of the whole network."""
    return true() if isinstance(actor, Person | Each) else false()


def tag_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index."""
    return {one: frozenset({"everybody"}) for one in ids}


# What waits for review is for its author and its reviewers alone.


def reviewed(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """It is published, or the reader wrote it, or moderates its space."""
    model: Any = kind.model
    if kind.row_class not in (Resource, Version):
        return true()
    mine = actor.is_(model.author_id if kind.row_class is Resource else model.by_id)
    return or_(model.state == "published", mine, actor.within("space.moderator", model.space_id))


def review_clauses(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[frozenset[str]]]:
    """The same as labels."""
    if kind.row_class not in (Resource, Version):
        return {}
    by = kind.model.author_id if kind.row_class is Resource else kind.model.by_id
    query = select(kind.model.id, kind.model.space_id, by)
    waiting = session().execute(query.where(kind.model.id.in_(ids), kind.model.state != "published"))
    return {one: [_reviewers(place, author)] for one, place, author in waiting}


def _reviewers(place: int, author: int | None) -> frozenset[str]:
    return frozenset({f"space.moderator:{place}"} | ({f"person:{author}"} if author else set()))


rules.limit(
    Limit(
        "resources.reviewed",
        reviewed,
        review_clauses,
        changed_by=("resources.review_wanted", "resources.review_answered"),
    )
)


# What was removed keeps its title for readers; its versions, and so its files, only for whoever may bring it back.


def not_removed(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Its resource was not removed, or the reader may bring it back."""
    if kind.row_class is not Version:
        return true()
    model: Any = kind.model
    passes = or_(actor.is_(Resource.author_id), actor.within("space.moderator", Resource.space_id))
    gone = select(literal(1)).where(Resource.id == model.resource_id, Resource.removed_at.is_not(None), ~passes)
    return ~exists(gone.correlate_except(Resource))


def removal_clauses(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[frozenset[str]]]:
    """The same as labels."""
    if kind.row_class is not Version:
        return {}
    query = select(Version.id, Resource.space_id, Resource.author_id).join(Resource, Resource.id == Version.resource_id)
    gone = session().execute(query.where(Version.id.in_(ids), Resource.removed_at.is_not(None)))
    return {one: [_reviewers(place, author)] for one, place, author in gone}


rules.limit(
    Limit(
        "resources.not_removed",
        not_removed,
        removal_clauses,
        changed_by=("resources.resource_removed", "resources.resource_restored"),
    )
)


def still_there(_actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Nobody changes, shares, reviews or takes up what was removed."""
    there: ColumnElement[bool] = kind.model.removed_at.is_(None) if kind.row_class is Resource else true()
    return there


rules.limit(Limit("resources.still_there", still_there, actions=frozenset({"edit", "share", "review", "use"})))
