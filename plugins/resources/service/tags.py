"""The network's list of tags, kept by its staff: a tag is added, renamed, retired, or merged into another."""

from sqlalchemy import or_, select, update

from community.sdk import (
    SITE,
    Actor,
    Conflict,
    Invalid,
    NotFound,
    Ref,
    now,
    publish,
    record,
    require,
    session,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import TagChanged
from plugins.resources.models import Tag, Tagging


def add(actor: Actor, name_en: str, name_es: str) -> Tag:
    """A new word in both languages. Raises Forbidden, or Invalid when a tag is called so already."""
    with unit_of_work():
        require(actor, "resources.keep_tags", SITE)
        _free(name_en, name_es)
        tag = Tag(name_en=name_en, name_es=name_es)
        session().add(tag)
        session().flush()
        record("resources.tag_added", Ref("resources.tag", tag.id), actor)
    return tag


def rename(actor: Actor, public_id: str, name_en: str, name_es: str) -> Tag:
    """Other words for a tag, wherever it was given. Raises NotFound, Forbidden or Invalid."""
    with unit_of_work():
        tag = _tag(actor, public_id)
        _free(name_en, name_es, but=tag.id)
        tag.name_en, tag.name_es = name_en, name_es
        _changed(actor, tag, "resources.tag_renamed")
    return tag


def retire(actor: Actor, public_id: str) -> Tag:
    """Offer a tag no more; it stays where it was given. Done again, it is offered again."""
    with unit_of_work():
        tag = _tag(actor, public_id)
        tag.retired_at = None if tag.retired_at else now()
        record("resources.tag_retired" if tag.retired_at else "resources.tag_offered", _ref(tag), actor)
    return tag


def merge(actor: Actor, public_id: str, into: str) -> Tag:
    """Whatever has the tag has the other one instead, and it is offered no more.

    Raises NotFound, Forbidden, or Conflict for a tag and itself.
    """
    with unit_of_work():
        tag, other = _tag(actor, public_id), _tag(actor, into)
        if tag.id == other.id:
            raise Conflict(_l("Choose another tag to merge this one into."))
        has = select(Tagging.resource_id).where(Tagging.tag_id == other.id)
        moved = update(Tagging).where(Tagging.tag_id == tag.id, Tagging.resource_id.not_in(has))
        session().execute(moved.values(tag_id=other.id))
        tag.retired_at = tag.retired_at or now()
        _changed(actor, other, "resources.tag_merged")
    return other


def _tag(actor: Actor, public_id: str) -> Tag:
    found = session().scalars(select(Tag).where(Tag.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    require(actor, "resources.keep_tags", SITE)
    return found


def _free(name_en: str, name_es: str, but: int = 0) -> None:
    same = select(Tag).where(or_(Tag.name_en == name_en, Tag.name_es == name_es), Tag.id != but)
    for tag in session().scalars(same):
        field = "name_en" if tag.name_en == name_en else "name_es"
        raise Invalid({field: _l("There is a tag of this name already.")})


def _changed(actor: Actor, tag: Tag, action: str) -> None:
    session().flush()
    record(action, _ref(tag), actor)
    publish(TagChanged(tag.id), actor.id)


def _ref(tag: Tag) -> Ref:
    return Ref("resources.tag", tag.id)
