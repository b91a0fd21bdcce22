"""Districts and other organizations: add and change by hand. What the state reports comes in by import."""

import zlib
from dataclasses import dataclass

from sqlalchemy import select

from community.access import SITE, Actor, require, visible
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.events import publish
from community.ledger import record
from community.people.events.organizations import OrganizationAdded, OrganizationChanged
from community.people.models import Organization
from community.web.i18n import lazy_gettext as _l

KINDS = ("district", "county_office", "partner", "network")
COLOURS = 12


@dataclass(frozen=True)
class About:
    """What is said of an organization by hand."""

    name: str
    kind: str = "district"
    short_name: str = ""
    county: str = ""
    email_domain: str = ""

    def tidied(self) -> "About":
        """The same in one form: no spaces around, the mail domain in small letters without an @."""
        domain = self.email_domain.strip().lower().removeprefix("@")
        one_line = [" ".join(text.split()) for text in (self.name, self.short_name, self.county)]
        return About(one_line[0], self.kind, one_line[1], one_line[2], domain)


def colour_of(key: str) -> int:
    """A stable colour for an organization: the same key has the same one, for ever."""
    return zlib.crc32(key.encode()) % COLOURS


def add_organization(actor: Actor, about: About, *, fictional: bool = False) -> Organization:
    """Make an organization known. Raises Forbidden, Invalid, or Conflict when it is known already."""
    with unit_of_work():
        require(actor, "add_organization", SITE)
        tidy = _checked(about)
        _refuse_known(tidy, None)
        row = Organization(
            name=tidy.name,
            kind=tidy.kind,
            short_name=tidy.short_name,
            county=tidy.county,
            email_domain=tidy.email_domain,
            colour=colour_of(f"{tidy.name}/{tidy.county}"),
            fictional=fictional,
        )
        session().add(row)
        session().flush()
        record("people.organization_added", Ref("people.organization", row.id), actor)
        publish(OrganizationAdded(row.id), actor.id)
    return row


def change_organization(actor: Actor, organization_id: int, about: About) -> Organization:
    """Change what is said by hand. Raises NotFound, Forbidden, Invalid, or Conflict when that one is known already."""
    with unit_of_work():
        query = visible(actor, Organization).where(Organization.id == organization_id)
        row: Organization | None = session().scalar(query.with_for_update(of=Organization))
        if row is None:
            raise NotFound
        require(actor, "edit", row)
        tidy = _checked(about)
        _refuse_known(tidy, row.id)
        if about_of(row) == tidy:
            return row
        row.name, row.kind, row.short_name, row.county = tidy.name, tidy.kind, tidy.short_name, tidy.county
        row.email_domain = tidy.email_domain
        session().flush()
        record("people.organization_changed", Ref("people.organization", row.id), actor)
        publish(OrganizationChanged(row.id), actor.id)
    return row


def about_of(row: Organization) -> About:
    """What is said of an organization now."""
    return About(row.name, row.kind, row.short_name, row.county, row.email_domain)


def _checked(about: About) -> About:
    tidy = about.tidied()
    wrong: dict[str, object] = {}
    if not tidy.name:
        wrong["name"] = _l("Give it a name.")
    if tidy.kind not in KINDS:
        wrong["kind"] = _l("Choose one of the kinds.")
    limits = (("name", tidy.name, 160), ("short_name", tidy.short_name, 60), ("county", tidy.county, 60))
    wrong |= {field: _l("This is too long.") for field, text, most in limits if len(text) > most}
    if tidy.email_domain and ("." not in tidy.email_domain or "@" in tidy.email_domain or len(tidy.email_domain) > 120):
        wrong["email_domain"] = _l("Write it like schools.example.")
    if wrong:
        raise Invalid(wrong)
    return tidy


def _refuse_known(about: About, own_id: int | None) -> None:
    query = select(Organization.id).where(
        Organization.kind == about.kind, Organization.name == about.name, Organization.county == about.county
    )
    with session().no_autoflush:
        found = session().scalars(query).first()
    if found is not None and found != own_id:
        raise Conflict(_l("An organization of this name and county is known already."))
