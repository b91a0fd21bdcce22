"""What a form suggests before anybody types: tags of the challenge, the house's licence, the words of a source."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from community.sdk import Actor, Collaboration, NotFound, Space, session, visible
from plugins.resources.queries import alike, pages, resources


def suggested(actor: Actor, space: Space, based_on: str = "") -> dict[str, Any]:
    """Values of a form for a new resource in a space, or of one that is made from a resource here."""
    house = resources.house_of(space.id)
    found: dict[str, Any] = {"licence": house.licence, "tags": alike.tags_said(_challenge(space))}
    if not based_on:
        return found
    try:
        source = pages.resource_page(actor, based_on)
    except NotFound:
        return found
    body, url = (source.version.body, source.version.url) if source.version else ("", "")
    return found | {
        "based_on": based_on, "title": source.wording.title, "summary": source.wording.summary, "body": body,
        "url": url, "licence": source.licence.key, "language": source.resource.language,
        "tags": [one.public_id for one in source.tags],
    }  # fmt: skip


def _challenge(space: Space) -> str:
    if space.collaboration_id is None:
        return ""
    return session().scalar(select(Collaboration.challenge).where(Collaboration.id == space.collaboration_id)) or ""


def places(actor: Actor) -> Sequence[Space]:
    """The spaces in which the actor may add resources."""
    found = session().scalars(visible(actor, Space, "resources.add").order_by(Space.title, Space.id))
    return list(found)
