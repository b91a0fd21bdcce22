"""Taking in what the state publishes: districts with their figures, county offices, where they lie. Safe to repeat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.access import SITE, Actor, require
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.events import publish
from community.ledger import record
from community.people import figures
from community.people.events.organizations import OrganizationAdded, OrganizationChanged
from community.people.imports.districts import DirectoryRow, DistrictRow
from community.people.models import DistrictProfile, Organization
from community.people.service.organizations import colour_of

Counts = Counter[
    str
]  # added, changed, unchanged, older (figures of an earlier year), unknown (not among our districts)
SCHOOL_PART = "0000000"


class _Undo(Exception):
    """Ends a unit of work of which nothing shall stay."""


def take_districts(actor: Actor, batch: Sequence[DistrictRow], *, dry_run: bool = False) -> Counts:
    """Add or change the districts of one batch in one unit of work; with `dry_run` only count. Raises Forbidden.

    Figures of an earlier school year than those we have change nothing.
    """
    counts = Counts()
    try:
        with unit_of_work():
            require(actor, "import_roster", SITE)
            known = _by_code([row.cds_code for row in batch])
            by_hand = _by_hand(batch)
            for row in batch:
                organization = known.get(row.cds_code) or by_hand.get((row.name, row.county))
                counts[_take_district(actor, row, organization)] += 1
            _finish(actor, "people.districts_imported", counts, dry_run=dry_run)
    except _Undo:
        pass
    return counts


def take_directory(actor: Actor, batch: Sequence[DirectoryRow], *, dry_run: bool = False) -> Counts:
    """Say of the districts we know where they lie, and add or change county offices. Raises Forbidden."""
    counts = Counts()
    try:
        with unit_of_work():
            require(actor, "import_roster", SITE)
            known = _by_code([row.cd_code + SCHOOL_PART for row in batch])
            for row in batch:
                counts[_take_place(actor, row, known.get(row.cd_code + SCHOOL_PART))] += 1
            _finish(actor, "people.directory_imported", counts, dry_run=dry_run)
    except _Undo:
        pass
    return counts


def _finish(actor: Actor, deed: str, counts: Counts, *, dry_run: bool) -> None:
    if dry_run:
        raise _Undo
    if counts["added"] or counts["changed"]:
        record(deed, None, actor, f"{counts['added']} added, {counts['changed']} changed")


def _by_code(codes: Sequence[str]) -> Mapping[str, Organization]:
    query = select(Organization).join(DistrictProfile).options(joinedload(Organization.profile))
    found = session().scalars(query.where(DistrictProfile.cds_code.in_(codes)))
    return {one.profile.cds_code: one for one in found if one.profile and one.profile.cds_code}


def _by_hand(batch: Sequence[DistrictRow]) -> Mapping[tuple[str, str], Organization]:
    """Districts that staff added before the state's file came: without a code, of the same name and county."""
    query = select(Organization).outerjoin(DistrictProfile).options(joinedload(Organization.profile))
    query = query.where(
        Organization.kind == "district",
        Organization.fictional.is_(False),
        DistrictProfile.cds_code.is_(None),
        Organization.name.in_([row.name for row in batch]),
    )
    return {(one.name, one.county): one for one in session().scalars(query)}


def _take_district(actor: Actor, row: DistrictRow, organization: Organization | None) -> str:
    if organization is None:
        organization = _added("district", row.name, row.county, row.cds_code)
        _write(organization, {}, row.profile)
        return _publish(actor, organization, "added")
    profile = organization.profile
    if profile and profile.year and (row.profile["year"] or "") < profile.year:
        return "older"
    if not _write(organization, {"name": row.name, "county": row.county}, row.profile):
        return "unchanged"
    return _publish(actor, organization, "changed")


def _take_place(actor: Actor, row: DirectoryRow, organization: Organization | None) -> str:
    if not row.is_county_office:
        if organization is None:
            return "unknown"
        return _publish(actor, organization, "changed") if _write(organization, {}, row.place) else "unchanged"
    codes = {"cds_code": row.cd_code + SCHOOL_PART, "cd_code": row.cd_code, "source": figures.SOURCE, **row.place}
    if organization is None:
        organization = _added("county_office", row.name, row.county, row.cd_code)
        _write(organization, {}, {**codes, "figures": {}})
        return _publish(actor, organization, "added")
    if not _write(organization, {"name": row.name, "county": row.county}, codes):
        return "unchanged"
    return _publish(actor, organization, "changed")


def _added(kind: str, name: str, county: str, code: str) -> Organization:
    organization = Organization(kind=kind, name=name, county=county, colour=colour_of(code))
    organization.profile = None
    session().add(organization)
    session().flush()
    return organization


def _write(organization: Organization, own: Mapping[str, Any], profile: Mapping[str, Any]) -> bool:
    """Set what differs. Returns whether anything did."""
    if organization.profile is None:
        organization.profile = DistrictProfile(organization_id=organization.id, figures={})
    return bool(_set(organization, own) | _set(organization.profile, profile))


def _set(row: Any, values: Mapping[str, Any]) -> int:
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return len(different)


def _publish(actor: Actor, organization: Organization, what: str) -> str:
    session().flush()
    event = OrganizationAdded if what == "added" else OrganizationChanged
    publish(event(organization.id), actor.id)
    if what == "added":
        record("people.organization_added", Ref("people.organization", organization.id), actor)
    return what
