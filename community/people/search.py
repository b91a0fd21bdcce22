"""What of people can be found: persons by name, work and own words, never by address; organizations by name."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.data.database import session
from community.events import Stored
from community.people.events.organizations import OrganizationChanged
from community.people.models import Organization, Person
from community.search.documents import DocumentSource, Draft
from community.web.i18n import lazy_gettext as _l
from community.web.markup import text_of


def person_drafts(ids: Sequence[int]) -> Iterable[Draft]:
    """The drafts of people whose accounts are open, in one query."""
    query = select(Person, Organization.id, Organization.name).outerjoin(Organization)
    rows = session().execute(query.where(Person.id.in_(ids), Person.closed_at.is_(None)))
    for person, district, district_name in rows:
        said = (person.work_title, text_of(person.about_html))
        yield Draft(
            kind="people.person",
            id=person.id,
            title=person.name,
            body="\n".join(part for part in said if part),
            created=person.created_at,
            updated=person.updated_at,
            author_id=person.id,
            author=person.name,
            districts=(district,) if district else (),
            district=district_name or "",
            language=person.locale or "en",
        )


def person_ids(after: int, limit: int) -> Sequence[int]:
    """Ids of open accounts in rising order."""
    query = select(Person.id).where(Person.id > after, Person.closed_at.is_(None)).order_by(Person.id).limit(limit)
    return session().scalars(query).all()


def people_of_organization(stored: Stored) -> Sequence[int]:
    """Whose documents name an organization that has changed."""
    if not isinstance(stored.event, OrganizationChanged):
        return ()
    query = select(Person.id).where(Person.organization_id == stored.event.organization_id)
    return session().scalars(query).all()


PERSONS = DocumentSource(
    kind="people.person",
    load=person_drafts,
    ids=person_ids,
    title=_l("People"),
    words=("person", "people", "persona", "personas"),
    follows={"people.organization_changed": people_of_organization},
)


def organization_drafts(ids: Sequence[int]) -> Iterable[Draft]:
    """The drafts of districts and other organizations, in one query."""
    query = select(Organization).options(joinedload(Organization.profile)).where(Organization.id.in_(ids))
    for one in session().scalars(query):
        city = one.profile.city if one.profile else ""
        yield Draft(
            kind="people.organization",
            id=one.id,
            title=one.name,
            body="\n".join(part for part in (one.short_name, one.county, city) if part),
            created=one.created_at,
            updated=one.updated_at,
            districts=(one.id,),
            district=one.name,
        )


def organization_ids(after: int, limit: int) -> Sequence[int]:
    """Ids of organizations in rising order."""
    return (
        session()
        .scalars(select(Organization.id).where(Organization.id > after).order_by(Organization.id).limit(limit))
        .all()
    )


ORGANIZATIONS = DocumentSource(
    kind="people.organization",
    load=organization_drafts,
    ids=organization_ids,
    title=_l("Districts and organizations"),
    words=("district", "districts", "organization", "distrito", "distritos", "organización"),
)
