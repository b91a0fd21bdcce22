"""What people intend with spaces: found, share, withdraw, enter. Each asks, changes, records and publishes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from community.access import SITE, Actor, System, can, require, rules, visible
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.turns import take_turn
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.events import publish
from community.ledger import record
from community.people.models import Collaboration, Organization, Team
from community.spaces import queries
from community.spaces.events import ShareEnded, ShareGiven, SpaceFounded, StaffEntered
from community.spaces.models import LEVELS, Follow, Share, Space, StaffEntry
from community.web.i18n import lazy_gettext as _l

LONGEST_STAY = timedelta(hours=24)


def found(
    kind: str, slug: str, title: str, *, collaboration_id: int | None = None, team_id: int | None = None
) -> Space:
    """The space of that kind at that address; founded if it is not there yet. Safe to repeat."""
    with unit_of_work():
        present = session().scalars(select(Space).where(Space.kind == kind, Space.slug == slug)).first()
        if present is not None:
            return present
        space = Space(kind=kind, slug=slug, title=title, collaboration_id=collaboration_id, team_id=team_id)
        session().add(space)
        session().flush()
        record("spaces.founded", Ref("spaces.space", space.id), System("a space follows the roster"))
        publish(SpaceFounded(space.id))
    return space


def found_for_network() -> tuple[Space, Space]:
    """The space of the whole network, and that of its staff."""
    with unit_of_work():
        return found("network", "network", "Network"), found("staff", "staff", "Staff")


def found_for_collaboration(collaboration_id: int) -> Space:
    """The space of a collaboration."""
    with unit_of_work():
        owner = session().get_one(Collaboration, collaboration_id)
        return found("collaboration", owner.slug, owner.title, collaboration_id=owner.id)


def found_for_team(team_id: int) -> Space:
    """The space of a team."""
    with unit_of_work():
        team = session().scalars(select(Team).options(joinedload(Team.organization)).where(Team.id == team_id)).one()
        title = team.organization.name
        return found("team", team.slug, title, collaboration_id=team.collaboration_id, team_id=team.id)


def retitle(collaboration_ids: Sequence[int], organization_ids: Sequence[int]) -> None:
    """Let the spaces of collaborations, and of the teams of organizations, have the names that those have now."""
    with unit_of_work():
        title = select(Collaboration.title).where(Collaboration.id == Space.collaboration_id).scalar_subquery()
        of_collaboration = (Space.kind == "collaboration") & Space.collaboration_id.in_(collaboration_ids)
        session().execute(update(Space).where(of_collaboration).values(title=title))
        of_team = Team.id == Space.team_id
        name = select(Organization.name).join(Team, Team.organization_id == Organization.id).where(of_team)
        teams = select(Team.id).where(Team.organization_id.in_(organization_ids))
        session().execute(update(Space).where(Space.team_id.in_(teams)).values(title=name.scalar_subquery()))


def share(
    actor: Actor, ref: Ref, target_id: str, *, version: int, ends_at: datetime | None = None, note: str = ""
) -> Share:
    """Let another space read one version of a thing. Raises NotFound, Forbidden, Invalid or Conflict.

    `target_id` is the public id of a space that the actor is in.
    """
    with unit_of_work():
        kind = rules().kind(ref.kind)
        thing = _thing(actor, kind.model, ref.id)
        require(actor, "share", thing)
        target = queries.space_by_id(actor, target_id)
        _check(thing, target, version, ends_at)
        take_turn("spaces.share", ref)
        if any(one.space_id == target.id and one.version == version for one in queries.shares_of(ref)):
            raise Conflict(_l("This version is already shared with that space."))
        row = Share(
            kind=ref.kind, object_id=ref.id, version=version, space_id=target.id, by_id=actor.id, note=note,
            ends_at=ends_at,
        )  # fmt: skip
        session().add(row)
        session().flush()
        record("spaces.shared", ref, actor, note)
        publish(ShareGiven(row.id, ref.kind, ref.id, target.id), actor.id)
    return row


def _thing(actor: Actor, model: Any, thing_id: int) -> Any:
    found_one = session().scalars(visible(actor, model).where(model.id == thing_id)).one_or_none()
    if found_one is None:
        raise NotFound
    return found_one


def _check(thing: Any, target: Space, version: int, ends_at: datetime | None) -> None:
    if thing.space_id == target.id:
        raise Invalid({"space": _l("It lives in this space already.")})
    if not 1 <= version <= thing.version:
        raise Invalid({"version": _l("There is no such version.")})
    if ends_at is not None and ends_at <= now():
        raise Invalid({"ends_on": _l("Choose a day after today.")})


def withdraw(actor: Actor, share_id: str) -> Share:
    """End a share now: whoever may share the thing, and whoever moderates the space that reads it.

    Raises NotFound, Forbidden, or Conflict when it is over already.
    """
    with unit_of_work():
        there = select(Share).options(joinedload(Share.space)).where(Share.public_id == share_id)
        row = session().scalars(there).one_or_none()
        if row is None:
            raise NotFound
        thing = _thing(actor, rules().kind(row.kind).model, row.object_id)
        if not can(actor, "share", thing) and not can(actor, "moderate", row.space):
            raise Forbidden
        take_turn("spaces.share", Ref(row.kind, row.object_id))
        session().refresh(row)
        if row.ends_at is not None and row.ends_at <= now():
            raise Conflict(_l("This share has already ended."))
        row.ends_at = max(now(), row.starts_at)
        record("spaces.share_withdrawn", Ref(row.kind, row.object_id), actor)
        publish(ShareEnded(row.id, row.kind, row.object_id, row.space_id), actor.id)
    return row


def follow(actor: Actor, ref: Ref, level: str) -> None:
    """From now on the actor follows a thing that they may read as closely as that. Raises NotFound or Invalid.

    Nobody else is told, and no ledger keeps it.
    """
    if level not in LEVELS:
        raise Invalid({"level": _l("Choose one of the levels.")})
    with unit_of_work():
        _thing(actor, rules().kind(ref.kind).model, ref.id)
        take_turn("spaces.follow", actor.id, ref)
        row = session().get(Follow, (actor.id, ref.kind, ref.id))
        if row is None:
            session().add(Follow(person_id=actor.id, kind=ref.kind, object_id=ref.id, level=level))
        elif row.level != level:
            row.level, row.at = level, now()


def enter(actor: Actor, slug: str, reason: str, hours: int) -> StaffEntry:
    """Staff enter a team's space for up to 24 hours; the team sees who and why. Raises NotFound, Forbidden, Invalid."""
    if not reason.strip():
        raise Invalid({"reason": _l("Say why, so that the team can read it.")})
    if not 1 <= hours <= LONGEST_STAY.total_seconds() / 3600:
        raise Invalid({"hours": _l("Choose between 1 and 24 hours.")})
    with unit_of_work():
        space = session().scalars(select(Space).where(Space.slug == slug, Space.kind == "team")).one_or_none()
        if space is None or not can(actor, "enter_team_spaces", SITE):
            raise NotFound  # to others a team's space does not exist
        row = StaffEntry(
            person_id=actor.id, space_id=space.id, reason=reason.strip(), ends_at=now() + timedelta(hours=hours)
        )
        session().add(row)
        session().flush()
        record("spaces.staff_entered", Ref("spaces.space", space.id), actor, reason)
        publish(StaffEntered(space.id, actor.id), actor.id)
    return row


def publish_boundaries(since: datetime, until: datetime) -> None:
    """Publish what the clock did to shares in (since, until], so that search and pages follow."""
    for ref, row in queries.boundaries(since, until):
        ended = row.ends_at is not None and row.ends_at <= until
        event = ShareEnded if ended else ShareGiven
        publish(event(row.id, ref.kind, ref.id, row.space_id))
