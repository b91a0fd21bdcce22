"""Adding a resource, and changing what is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from community.sdk import (
    Actor,
    Invalid,
    Ref,
    ledger_scope,
    publish,
    record,
    require,
    screen,
    session,
    space_by_id,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import ResourceEdited, ResourceRead
from plugins.resources.models import Resource, Tag, Tagging
from plugins.resources.queries import resources as queries
from plugins.resources.queries.licences import LICENCES
from plugins.resources.service import reviews, versions
from plugins.resources.service.versions import Content

KIND = "resources.resource"


@dataclass(frozen=True)
class About:
    """What is said about a resource. `tags` are public ids; `source` is where it comes from, in words; `based_on` the
    public id of the resource here that it was made from.
    """

    title: str
    summary: str = ""
    licence: str = "cc-by"
    language: str = "en"
    tags: Sequence[str] = ()
    source: str = ""
    based_on: str = ""


def add(actor: Actor, space_public_id: str, about: About, content: Content) -> tuple[Resource, bool]:
    """Add a resource with its first version. Returns it and whether it is held for a moderator.

    Where the space wants it, it waits for review. Raises NotFound, Forbidden, or Invalid.
    """
    _check(about)
    with unit_of_work():
        space = space_by_id(actor, space_public_id)
        require(actor, "resources.add", space)
        verdict = screen(actor, KIND, {**versions.screened(about.title, about.summary, content), "space_id": space.id})
        found = Resource(
            space_id=space.id, author_id=actor.id, title=about.title, summary=about.summary, form=content.form,
            licence=about.licence, language=about.language, based_on=about.source,
            based_on_id=_source(actor, about.based_on),
        )  # fmt: skip
        waits = reviews.wanted(actor, space.id)
        found.state = "review" if waits else "published"
        session().add(found)
        session().flush()
        version = versions.keep(actor, found, content, number=1, note="")
        ref = Ref(KIND, found.id)
        verdict.settle(ref)
        _tag(found, about.tags)
        record("resources.resource_added", ref, actor, scope_id=ledger_scope(space))
        if waits:
            reviews.submit(actor, found, version)
        else:
            reviews.bring_out(found, version)
    return found, verdict.held


def edit(actor: Actor, public_id: str, about: About) -> Resource:
    """Change what is said about a resource; that makes no version. Raises NotFound, Forbidden or Invalid."""
    _check(about)
    with unit_of_work():
        found = queries.resource_to(actor, "edit", public_id)
        values = {"title": about.title, "body": about.summary, "space_id": found.space_id}
        verdict = screen(actor, KIND, values)
        found.title, found.summary, found.based_on = about.title, about.summary, about.source
        found.licence, found.language = about.licence, about.language
        _tag(found, about.tags)
        session().flush()
        ref = Ref(KIND, found.id)
        verdict.settle(ref)
        record("resources.resource_edited", ref, actor)
        publish(ResourceEdited(found.id), actor.id)
    return found


def read(actor: Actor, public_id: str) -> None:
    """The actor has looked at a resource: what was told of it is settled. Raises NotFound."""
    with unit_of_work():
        found = queries.resource(actor, public_id)
        require(actor, "read", found)
        publish(ResourceRead(found.id, actor.id), actor.id)


def _check(about: About) -> None:
    if not about.title:
        raise Invalid({"title": _l("Please fill this in.")})
    if about.licence not in LICENCES:
        raise Invalid({"licence": _l("Choose one from the list.")})


def _source(actor: Actor, public_id: str) -> int | None:
    return queries.resource(actor, public_id).id if public_id else None


def _tag(found: Resource, public_ids: Sequence[str]) -> None:
    """Give these tags and no others, save retired ones, which stay where they are."""
    wanted = set(session().scalars(select(Tag.id).where(Tag.public_id.in_(public_ids), Tag.retired_at.is_(None))))
    living = select(Tag.id).where(Tag.retired_at.is_(None))
    known = set(session().scalars(select(Tagging.tag_id).where(Tagging.resource_id == found.id)))
    gone = (Tagging.resource_id == found.id, Tagging.tag_id.in_(living), Tagging.tag_id.not_in(wanted))
    session().execute(delete(Tagging).where(*gone))
    session().add_all(Tagging(resource_id=found.id, tag_id=one) for one in sorted(wanted - known))
