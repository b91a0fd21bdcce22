"""Tags: those that can be given, and those that were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from community.sdk import Actor, NotFound, Ref, current_locale, levels, session, visible
from plugins.resources.models import Tag, Tagging


@dataclass(frozen=True)
class Label:
    """A tag as its reader sees it."""

    id: int
    public_id: str
    title: str

    @property
    def url(self) -> str:
        """Its page."""
        return f"/resources/tags/{self.public_id}"


def labels() -> list[Label]:
    """All tags that can be given, in the reader's language and order."""
    found = session().scalars(select(Tag).where(Tag.retired_at.is_(None)))
    return sorted((label_of(one) for one in found), key=lambda one: one.title.casefold())


@dataclass(frozen=True)
class Kept:
    """A tag as those who keep the list see it."""

    label: Label
    name_en: str
    name_es: str
    retired: bool


def all_of_them(*, with_retired: bool) -> list[Kept]:
    """The network's list, in the reader's language and order."""
    query = select(Tag) if with_retired else select(Tag).where(Tag.retired_at.is_(None))
    found = [
        Kept(label_of(one), one.name_en, one.name_es, one.retired_at is not None) for one in session().scalars(query)
    ]
    return sorted(found, key=lambda one: (one.retired, one.label.title.casefold()))


def tag(actor: Actor, public_id: str) -> Tag:
    """The tag at an address. Raises NotFound."""
    found: Tag | None = session().scalars(visible(actor, Tag).where(Tag.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def level(actor: Actor, tag_id: int) -> str:
    """How closely the reader follows a tag."""
    return next(iter(levels(actor, [Ref("resources.tag", tag_id)]).values()))


def names() -> Mapping[str, tuple[str, str]]:
    """The names, in both languages, of all tags that can be given, by public id."""
    found = session().scalars(select(Tag).where(Tag.retired_at.is_(None)))
    return {one.public_id: (one.name_en, one.name_es) for one in found}


def with_tag(tag_id: int) -> list[int]:
    """The ids of the resources that have a tag: for the index."""
    return list(session().scalars(select(Tagging.resource_id).where(Tagging.tag_id == tag_id)))


def label_of(tag: Tag) -> Label:
    """A tag in the reader's language."""
    return Label(tag.id, tag.public_id, tag.name_es if current_locale() == "es" else tag.name_en)


def tags_of(resource_ids: Sequence[int]) -> Mapping[int, list[Label]]:
    """The tags of each resource, retired ones too. One query."""
    found: dict[int, list[Label]] = {one: [] for one in resource_ids}
    query = select(Tagging.resource_id, Tag).join(Tag, Tag.id == Tagging.tag_id)
    for resource_id, tag in session().execute(query.where(Tagging.resource_id.in_(resource_ids))):
        found[resource_id].append(label_of(tag))
    return {one: sorted(some, key=lambda label: label.title.casefold()) for one, some in found.items()}


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)}, for cards."""
    found = session().scalars(visible(actor, Tag).where(Tag.id.in_(ids)))
    return {one.id: (label.title, label.url) for one, label in ((tag, label_of(tag)) for tag in found)}


def names_of(resource_ids: Sequence[int]) -> Mapping[int, list[str]]:
    """The names of the tags of each resource, in both languages: for the index."""
    found: dict[int, list[str]] = {one: [] for one in resource_ids}
    query = select(Tagging.resource_id, Tag.name_en, Tag.name_es).join(Tag, Tag.id == Tagging.tag_id)
    for resource_id, *names in session().execute(query.where(Tagging.resource_id.in_(resource_ids))):
        found[resource_id] += dict.fromkeys(names)
    return found
