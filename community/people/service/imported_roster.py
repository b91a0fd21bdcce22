"""Taking in a list of who is in which team: accounts, teams and memberships that are missing. Safe to repeat."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from community.access import SITE, Actor, require, visible
from community.clock import now
from community.config import current
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import ProductError
from community.people import days
from community.people.imports.lines import Problem
from community.people.imports.roster import RosterRow
from community.people.imports.rows import Unusable
from community.people.models import Collaboration, DistrictProfile, Organization, Team, TeamMembership
from community.people.queries import accounts
from community.people.service.accounts import open_account
from community.people.service.collaborations import add_team
from community.people.service.teams import Changes, change_membership, join_team

Counts = Counter[str]  # joined, changed, unchanged; and accounts, teams: how many were made on the way
CODE_LENGTH = 14


class _Undo(Exception):
    """Ends a unit of work of which nothing shall stay."""


def take_roster(actor: Actor, batch: Sequence[RosterRow], *, dry_run: bool = False) -> tuple[Counts, list[Problem]]:
    """Enter the rows of one batch in one unit of work; with `dry_run` only say what would happen. Raises Forbidden.

    A row that cannot be entered leaves nothing behind and becomes a problem; the others are entered.
    """
    counts, problems = Counts(), list[Problem]()
    try:
        with unit_of_work():
            require(actor, "import_roster", SITE)
            for row in batch:
                made = Counts()
                try:
                    with session().begin_nested():
                        made[_take(actor, row, made)] += 1
                except (Unusable, ProductError) as problem:
                    problems.append(Problem(row.line, str(problem)))
                else:
                    counts += made
            _keep(kept=not dry_run)
    except _Undo:
        pass
    return counts, problems


def _keep(*, kept: bool) -> None:
    if not kept:
        raise _Undo


def _take(actor: Actor, row: RosterRow, made: Counts) -> str:
    organization = _organization(row.district)
    team = _team(actor, _collaboration(actor, row.collaboration), organization, made)
    account = accounts.account_of(row.email)
    if account is None:
        person_id = open_account(actor, row.email, row.name, organization_id=organization.id).id
        made["accounts"] += 1
    else:
        person_id = account.id
    return _place(actor, row, team, person_id)


def _place(actor: Actor, row: RosterRow, team: Team, person_id: int) -> str:
    zone = ZoneInfo(current().time_zone)
    starts_at = days.first_moment(row.starts_on, zone) if row.starts_on else None
    ends_at = days.after(row.ends_on, zone) if row.ends_on else None
    found = _membership(team, person_id, starts_at, ends_at)
    if found is None:
        join_team(
            actor, team.id, person_id, row.role,
            decision_maker=row.decision_maker, lead=row.lead, starts_at=starts_at, ends_at=ends_at,
        )  # fmt: skip
        return "joined"
    wanted: Changes = {
        "role": row.role,
        "decision_maker": row.decision_maker,
        "lead": row.lead,
        "starts_at": starts_at or found.starts_at,
        "ends_at": ends_at,
    }
    if all(getattr(found, name) == value for name, value in wanted.items()):
        return "unchanged"
    change_membership(actor, found.id, **wanted)
    return "changed"


def _membership(
    team: Team, person_id: int, starts_at: datetime | None, ends_at: datetime | None
) -> TeamMembership | None:
    """The membership that a row speaks of: one that is not over; else the one that began or ended as the row says."""
    same = [TeamMembership.starts_at == starts_at] if starts_at else [TeamMembership.ends_at == ends_at]
    lasting = or_(TeamMembership.ends_at.is_(None), TeamMembership.ends_at > now())
    query = select(TeamMembership).where(TeamMembership.team_id == team.id, TeamMembership.person_id == person_id)
    query = query.where(or_(lasting, *same)).order_by(lasting.desc(), TeamMembership.starts_at.desc())
    return session().scalars(query).first()


def _collaboration(actor: Actor, named: str) -> Collaboration:
    same = or_(Collaboration.slug == named.lower(), func.lower(Collaboration.title) == named.lower())
    found = list(session().scalars(visible(actor, Collaboration).where(same).limit(2)))
    if len(found) != 1:
        raise Unusable(
            f"collaboration {named!r} is {'not known' if not found else 'the title of several: use the address'}"
        )
    collaboration: Collaboration = found[0]
    return collaboration


def _organization(named: str) -> Organization:
    query = select(Organization)
    if named.isdigit() and len(named) == CODE_LENGTH:
        query = query.join(DistrictProfile).where(DistrictProfile.cds_code == named)
    else:
        query = query.where(func.lower(Organization.name) == named.lower())
    found = list(session().scalars(query.limit(2)))
    if len(found) != 1:
        raise Unusable(f"district {named!r} is {'not known' if not found else 'the name of several: use the code'}")
    return found[0]


def _team(actor: Actor, collaboration: Collaboration, organization: Organization, made: Counts) -> Team:
    query = select(Team).where(Team.collaboration_id == collaboration.id, Team.organization_id == organization.id)
    found = session().scalars(query).one_or_none()
    if found is None:
        made["teams"] += 1
        return add_team(actor, collaboration.id, organization.id)
    return found
