"""Collaborations: open, name, set challenge and phases, add and close teams. Each asks, changes, records, publishes."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from community.access import SITE, Actor, require, visible
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.events import publish
from community.ledger import record
from community.people import handles, phases
from community.people.events.roster import (
    CollaborationChanged,
    CollaborationOpened,
    PassEnded,
    TeamAdded,
    TeamLeft,
)
from community.people.models import Collaboration, ExpertPass, Organization, Phase, Team, TeamMembership
from community.people.phases import PhaseDates
from community.web.i18n import lazy_gettext as _l

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 50
LONGEST_TITLE = 160
# Teams and collaborations give their addresses to their spaces, beside these of the network.
RESERVED = frozenset({"network", "public", "staff", "new"})
PHASE_WORDS = {
    "unknown": _l("There is no such phase."),
    "twice": _l("This phase is given twice."),
    "backwards": _l("The last day must not be before the first."),
    "order": _l("This phase must start after the one before it has ended."),
}


def open_collaboration(
    actor: Actor, title: str, slug: str = "", dates: Sequence[PhaseDates] = (), *, fictional: bool = False
) -> Collaboration:
    """Open a collaboration; without a `slug` one is made of the title. Its space follows.

    Raises Forbidden, Invalid, or Conflict for an address that is taken.
    """
    with unit_of_work():
        require(actor, "open_collaboration", SITE)
        row = Collaboration(title=_title(title), slug=_chosen_slug(slug, title), fictional=fictional)
        row.phases = _phase_rows(dates)
        session().add(row)
        session().flush()
        record("people.collaboration_opened", Ref("people.collaboration", row.id), actor, scope_id=row.id)
        publish(CollaborationOpened(row.id), actor.id)
    return row


def rename_collaboration(actor: Actor, collaboration_id: int, title: str) -> Collaboration:
    """Give a collaboration another title; its address stays. Raises NotFound, Forbidden or Invalid."""
    with unit_of_work():
        row = _managed(actor, collaboration_id)
        if row.title != _title(title):
            row.title = _title(title)
            _changed("people.collaboration_renamed", row, actor)
    return row


def set_challenge(actor: Actor, collaboration_id: int, challenge: str) -> Collaboration:
    """Say what the districts work on together; empty while it is still to be found. Raises NotFound or Forbidden."""
    with unit_of_work():
        row = _managed(actor, collaboration_id)
        if row.challenge != challenge.strip():
            row.challenge = challenge.strip()
            _changed("people.challenge_set", row, actor)
    return row


def set_phases(actor: Actor, collaboration_id: int, dates: Sequence[PhaseDates]) -> Collaboration:
    """Set launch and years: in order, without overlap. Those not named are removed.

    Raises NotFound, Forbidden, or Invalid with the kind of the phase as field.
    """
    with unit_of_work():
        row = _managed(actor, collaboration_id)
        wanted = {one.kind: one for one in _phase_rows(dates)}
        before = {one.kind: (one.starts_on, one.ends_on) for one in row.phases}
        if before == {one.kind: (one.starts_on, one.ends_on) for one in wanted.values()}:
            return row
        for old in row.phases:
            if old.kind not in wanted:
                session().delete(old)
                continue
            new = wanted.pop(old.kind)
            old.starts_on, old.ends_on = new.starts_on, new.ends_on
        for new in wanted.values():
            new.collaboration_id = row.id
            session().add(new)
        _changed("people.phases_set", row, actor)
        session().expire(row, ["phases"])
        row = _managed(actor, collaboration_id)
    return row


def edit_collaboration(
    actor: Actor, collaboration_id: int, title: str, *, challenge: str, dates: Sequence[PhaseDates]
) -> Collaboration:
    """Title, challenge and phases in one go: all of it, or nothing. Raises as the three do."""
    with unit_of_work():
        rename_collaboration(actor, collaboration_id, title)
        set_challenge(actor, collaboration_id, challenge)
        return set_phases(actor, collaboration_id, dates)


def add_team(actor: Actor, collaboration_id: int, organization_id: int, *, slug: str = "") -> Team:
    """Let a district (or another organization) take part; its team has nobody yet. The team's space follows.

    Raises NotFound, Forbidden, or Conflict when it takes part already.
    """
    with unit_of_work():
        row = _visible(actor, collaboration_id)
        require(actor, "add_team", row)
        organization = session().scalar(visible(actor, Organization).where(Organization.id == organization_id))
        if organization is None:
            raise NotFound
        known = select(Team.id).where(Team.collaboration_id == row.id, Team.organization_id == organization.id)
        if session().scalar(known) is not None:
            raise Conflict(_l("This district has a team here already."))
        team = Team(
            slug=_chosen_slug(slug, organization.short_name or organization.name, exact=False),
            collaboration_id=row.id,
            organization_id=organization.id,
        )
        session().add(team)
        session().flush()
        record("people.team_added", Ref("people.team", team.id), actor, scope_id=row.id)
        publish(TeamAdded(team.id, row.id, organization.id), actor.id)
    return team


def close_team(actor: Actor, team_id: int, *, reason: str = "") -> Team:
    """End a team's part: memberships and passes end now, what was written stays.

    Raises NotFound, Forbidden or Conflict.
    """
    with unit_of_work():
        team: Team | None = session().scalar(visible(actor, Team).where(Team.id == team_id).with_for_update(of=Team))
        if team is None:
            raise NotFound
        require(actor, "manage", team)
        if team.closed_at is not None:
            raise Conflict(_l("This team is closed."))
        team.closed_at = now()
        for member in _end_all(TeamMembership, team):
            publish(TeamLeft(member.id, team.id, member.person_id), actor.id)
        for guest in _end_all(ExpertPass, team):
            publish(PassEnded(guest.id, guest.person_id, None, team.id), actor.id)
        record("people.team_closed", Ref("people.team", team.id), actor, reason, scope_id=team.collaboration_id)
        publish(CollaborationChanged(team.collaboration_id), actor.id)
    return team


def _end_all(model: Any, team: Team) -> list[Any]:
    at = now()
    lasting = (model.team_id == team.id) & (model.ends_at.is_(None) | (model.ends_at > at))
    rows = list(session().scalars(select(model).where(lasting)))
    session().execute(update(model).where(lasting, model.starts_at > at).values(ends_at=model.starts_at))
    session().execute(update(model).where(lasting, model.starts_at <= at).values(ends_at=at))
    return rows


def _visible(actor: Actor, collaboration_id: int) -> Collaboration:
    query = visible(actor, Collaboration).options(selectinload(Collaboration.phases))
    query = query.where(Collaboration.id == collaboration_id).with_for_update(of=Collaboration)
    found: Collaboration | None = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def _managed(actor: Actor, collaboration_id: int) -> Collaboration:
    row = _visible(actor, collaboration_id)
    require(actor, "manage", row)
    return row


def _changed(deed: str, row: Collaboration, actor: Actor) -> None:
    session().flush()
    record(deed, Ref("people.collaboration", row.id), actor, scope_id=row.id)
    publish(CollaborationChanged(row.id), actor.id)


def _title(title: str) -> str:
    plain = " ".join(title.split())
    if not plain:
        raise Invalid({"title": _l("Give it a title.")})
    if len(plain) > LONGEST_TITLE:
        raise Invalid({"title": _l("Use 160 characters at most.")})
    return plain


def _chosen_slug(slug: str, name: str, *, exact: bool = True) -> str:
    """`slug`, checked; without one, the next free one made of `name`. `exact`: a given one that is taken is refused."""
    if slug and (not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG):
        raise Invalid({"slug": _l("Use small letters, digits and hyphens, 50 characters at most.")})
    wanted = slug or handles.base(name)
    taken = RESERVED | _taken(wanted)
    if slug and exact and slug in taken:
        raise Conflict(_l("This address is taken. Choose another one."))
    return handles.free(wanted, taken)


def _taken(wanted: str) -> set[str]:
    of_teams = select(Team.slug).where(Team.slug.startswith(wanted, autoescape=True))
    of_others = select(Collaboration.slug).where(Collaboration.slug.startswith(wanted, autoescape=True))
    return {*session().scalars(of_teams), *session().scalars(of_others)}


def _phase_rows(given: Sequence[PhaseDates]) -> list[Phase]:
    wrong = phases.problems(given)
    if wrong:
        raise Invalid({kind: PHASE_WORDS[problem] for kind, problem in wrong.items()})
    return [Phase(kind=one.kind, starts_on=one.starts_on, ends_on=one.ends_on) for one in phases.in_order(given)]
