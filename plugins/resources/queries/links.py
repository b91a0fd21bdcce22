"""Share links: those of a resource for whoever may share it, and what one of them opens for a visitor."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import select

from community.sdk import (
    Anonymous,
    Face,
    NotFound,
    Ref,
    System,
    attached,
    faces,
    narrowed,
    now,
    resolved,
    rules,
    session,
)
from plugins.resources.models import House, Link, Resource, Version
from plugins.resources.queries import contents
from plugins.resources.queries.contents import Contents
from plugins.resources.queries.licences import Licence, licence

BY_LINK = System("a share link")
CLEARED = frozenset({"cc0", "cc-by", "cc-by-sa", "cc-by-nc"})  # may leave the network


@dataclass(frozen=True)
class Given:
    """A link as those see it who may share the resource."""

    link: Link
    face: Face
    state: str  # open, ended, withdrawn


@dataclass(frozen=True)
class Opening:
    """What a link opens: one version, for a visitor who need not have an account."""

    link: Link
    resource: Resource
    version: Version
    html: Markup
    contents: Contents
    face: Face
    licence: Licence


def given(resource_id: int) -> Sequence[Given]:
    """The links of a resource, the newest first. The caller asked whether the reader may share it."""
    found = session().scalars(select(Link).where(Link.resource_id == resource_id).order_by(Link.id.desc())).all()
    known = faces([one.by_id for one in found])
    return [Given(one, known[one.by_id], _state(one)) for one in found]


def _state(link: Link) -> str:
    if link.withdrawn_at is not None:
        return "withdrawn"
    return "ended" if link.ends_at <= now() else "open"


def link_at(token_hash: str) -> Link:
    """The link with this token, if it still opens anything.

    It has not ended, was not withdrawn, space and license allow it, and its version is neither hidden nor removed.
    Raises NotFound otherwise, always the same.
    """
    version, resource = rules().kind("resources.version"), rules().kind("resources.resource")
    query = select(Link).join(Resource, Resource.id == Link.resource_id)
    query = query.join(Version, (Version.resource_id == Link.resource_id) & (Version.number == Link.version))
    query = query.join(House, House.space_id == Resource.space_id).where(
        Link.token_hash == token_hash, Link.withdrawn_at.is_(None), Link.ends_at > now(), House.links,
        Resource.removed_at.is_(None), Resource.licence.in_(CLEARED), narrowed(Anonymous(), version),
        narrowed(Anonymous(), resource),
    )  # fmt: skip
    found = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def opening(link: Link) -> Opening:
    """What a link opens. Cards and pictures of the site in a text stay closed: they have readers of their own."""
    resource, version = session().get_one(Resource, link.resource_id), _version(link)
    html = resolved([version.html], Anonymous())[0]
    face = faces([resource.author_id])[resource.author_id]
    held = contents.contents(BY_LINK, version)
    return Opening(link, resource, version, html, held, face, licence(resource.licence))


def file_of(link: Link, public_id: str) -> str:
    """The public id, if it is of a file that the link's version holds. Raises NotFound."""
    ref = Ref("resources.version", _version(link).id)
    if public_id not in {one.public_id for one in attached(BY_LINK, [ref])[ref]}:
        raise NotFound
    return public_id


def _version(link: Link) -> Version:
    there = Version.resource_id == link.resource_id, Version.number == link.version
    return session().scalars(select(Version).where(*there)).one()
