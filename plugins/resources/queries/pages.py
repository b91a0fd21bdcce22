"""What whole pages need, in a fixed number of queries: the resources of a space, one resource."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from community.sdk import (
    Actor,
    Face,
    NotFound,
    Page,
    Ref,
    actions_for,
    faces,
    levels,
    newest_first,
    resolved,
    session,
    versions_for,
    visible,
)
from community.sdk import rules as all_rules
from plugins.resources.models import Resource, Tag, Tagging, Version
from plugins.resources.queries import contents, resources, reviews, tags, uses
from plugins.resources.queries.chain import Source, sources
from plugins.resources.queries.contents import Contents
from plugins.resources.queries.licences import Licence, licence
from plugins.resources.queries.resources import Wording
from plugins.resources.queries.reviews import Said
from plugins.resources.queries.tags import Label

ACTIONS = ("edit", "share", "moderate", "remove", "review", "use")


@dataclass(frozen=True)
class Row:
    """A resource in a list, for one reader."""

    resource: Resource
    wording: Wording
    face: Face
    licence: Licence
    tags: Sequence[Label]
    teams: int


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; an empty value narrows nothing."""

    form: str = ""
    tag: str = ""
    licence: str = ""
    language: str = ""

    def given(self) -> dict[str, str]:
        """What was asked for, for addresses."""
        return {name: value for name, value in vars(self).items() if value}


def in_space(actor: Actor, space_id: int, wanted: Wanted, after: str | None = None) -> Page[Row]:
    """The resources of a space, the newest version first."""
    query = visible(actor, Resource).where(resources.in_space(space_id))
    for column in ("form", "licence", "language"):
        if value := getattr(wanted, column):
            query = query.where(getattr(Resource, column) == value)
    if wanted.tag:
        tagged = select(Tagging.resource_id).join(Tag, Tag.id == Tagging.tag_id).where(Tag.public_id == wanted.tag)
        query = query.where(Resource.id.in_(tagged))
    page = newest_first(query, (Resource.changed_at, Resource.id), after=after)
    return Page(rows(actor, page.items), page.more)


def tagged(actor: Actor, tag_id: int, after: str | None = None) -> Page[Row]:
    """What has a tag, in all spaces of the reader, the newest version first."""
    has = select(Tagging.resource_id).where(Tagging.tag_id == tag_id)
    query = visible(actor, Resource).where(Resource.id.in_(has), Resource.removed_at.is_(None))
    page = newest_first(query, (Resource.changed_at, Resource.id), after=after)
    return Page(rows(actor, page.items), page.more)


def rows(actor: Actor, found: Sequence[Resource]) -> list[Row]:
    """Resources as rows of a list, in their order; those that the reader may not see are left out."""
    ids = [one.id for one in found]
    known, said = faces([one.author_id for one in found]), resources.wordings(actor, ids)
    given, teams = tags.tags_of(ids), uses.counts(ids)
    return [
        Row(one, said[one.id], known[one.author_id], licence(one.licence), given[one.id], teams.get(one.id, 0))
        for one in found
        if one.id in said
    ]


@dataclass(frozen=True)
class Edition:
    """A version in the list of versions."""

    version: Version
    face: Face


@dataclass(frozen=True)
class ResourcePage:
    """A resource as one reader sees it, in one version; `version` is None once it was removed and is not for them."""

    resource: Resource
    wording: Wording
    version: Version | None
    html: Markup
    contents: Contents
    face: Face
    licence: Licence
    tags: Sequence[Label]
    sources: Sequence[Source]
    may: set[str]
    editions: Sequence[Edition]
    newest: int
    review: Sequence[Said]
    removed_by: Face | None
    level: str

    @property
    def may_by_ref(self) -> dict[Ref, set[str]]:
        """What the reader may do, for the tools of other modules."""
        return {Ref("resources.resource", self.resource.id): self.may}

    @property
    def public_ids(self) -> dict[Ref, str]:
        """The public id of the thing on the page."""
        return {Ref("resources.resource", self.resource.id): self.resource.public_id}


def resource_page(actor: Actor, public_id: str, number: int | None = None) -> ResourcePage:
    """One resource, in the newest version that the reader may see, or in the one asked for. Raises NotFound."""
    found = resources.resource(actor, public_id)
    newest = versions_for(actor, all_rules().kind("resources.resource"), [found.id]).get(found.id, 0)
    versions = versions_of(actor, found.id)
    version = versions.get(newest if number is None else number)
    if version is None and (number is not None or found.removed_at is None):
        raise NotFound
    html = resolved([version.html if version else ""], actor)[0]
    known = faces([found.author_id, found.removed_by_id, *(one.by_id for one in versions.values())])
    said = _said(actor, found, version, number)
    return ResourcePage(
        found, said, version, html, contents.contents(actor, version) if version else Contents(),
        known[found.author_id], licence(found.licence), tags.tags_of([found.id])[found.id], sources(actor, found),
        actions_for(actor, Resource, [found.id], ACTIONS).get(found.id, set()),
        [Edition(one, known[one.by_id]) for one in versions.values()], newest,
        reviews.steps(found.id, version.number) if version and version.state != "published" else [],
        known[found.removed_by_id] if found.removed_at else None,
        levels(actor, [Ref("resources.resource", found.id)])[Ref("resources.resource", found.id)],
    )  # fmt: skip


def _said(actor: Actor, found: Resource, version: Version | None, number: int | None) -> Wording:
    """The words for the reader's newest version; a version's own where an earlier one was asked for."""
    newest = resources.wordings(actor, [found.id])[found.id]
    if version is None or number is None or number == newest.number:
        return newest
    return Wording(version.title, version.summary, version.number)


def versions_of(actor: Actor, resource_id: int) -> Mapping[int, Version]:
    """The versions of a resource that the reader may see, by number, the newest first."""
    query = visible(actor, Version).where(Version.resource_id == resource_id).order_by(Version.number.desc())
    found: Any = session().scalars(query)
    return {one.number: one for one in found}
