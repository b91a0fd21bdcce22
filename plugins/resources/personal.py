"""What resources keep of a person: what they added, reviewed, put together, took up and linked to. Export and erase."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from community.sdk import PersonalData, session
from plugins.resources.models import Collection, Item, Link, Resource, Step, Use, Version

# Where a person stands in each table: the work stays, from a former member; their name goes.
COLUMNS = (
    Resource.author_id,
    Resource.removed_by_id,
    Version.by_id,
    Collection.author_id,
    Item.by_id,
    Use.by_id,
    Link.by_id,
    Step.by_id,
)
TABLES = tuple(dict.fromkeys(column.class_.__tablename__ for column in COLUMNS))


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """What the person added, wrote, put together and said."""
    for one in session().scalars(select(Resource).where(Resource.author_id == person_id)):
        yield {
            "what": "resource", "title": one.title, "text": one.summary, "licence": one.licence,
            "address": f"/resources/{one.public_id}", "at": one.created_at.isoformat(),
        }  # fmt: skip
    for version in session().scalars(select(Version).where(Version.by_id == person_id)):
        yield {
            "what": "version of a resource", "title": version.title, "number": version.number,
            "text": version.body or version.url, "note": version.note, "at": version.at.isoformat(),
        }  # fmt: skip
    for step in session().scalars(select(Step).where(Step.by_id == person_id)):
        yield {"what": f"review: {step.what}", "text": step.text, "at": step.at.isoformat()}
    query = select(Use, Resource.public_id).join(Resource, Resource.id == Use.resource_id)
    for use, public_id in session().execute(query.where(Use.by_id == person_id)):
        # Its address alone: what it says now may no longer be for them.
        there = f"/resources/{public_id}"
        yield {"what": "use of a resource", "address": there, "text": use.note, "at": use.at.isoformat()}
    for collection in session().scalars(select(Collection).where(Collection.author_id == person_id)):
        yield {"what": "collection", "title": collection.title, "text": collection.summary}
    for item in session().scalars(select(Item).where(Item.by_id == person_id)):
        yield {"what": "put into a collection", "text": item.note}
    for link in session().scalars(select(Link).where(Link.by_id == person_id)):
        yield {"what": "share link", "at": link.at.isoformat(), "until": link.ends_at.isoformat()}


def erase(person_id: int) -> None:
    """Resources, versions and words stay, from a former member, so that what others built on them stays whole."""
    for column in COLUMNS:
        session().execute(update(column.class_).where(column == person_id).values({column.key: None}))


personal_data = PersonalData(TABLES, export, erase)
