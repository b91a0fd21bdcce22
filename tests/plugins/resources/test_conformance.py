"""Resources as a module: what every module promises."""

from datetime import timedelta

from sqlalchemy import func, select

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.testing.conformance import conformance
from plugins.resources.models import Collection, Item, Link, Step, Tag, Use
from plugins.resources.plugin import plugin
from plugins.resources.service import resources, versions
from plugins.resources.service.resources import About


def fill(scene):
    """A text of Ana's in two versions, tagged, in a collection, used by her team, with a link to it."""
    ana = scene.acting(scene.ana)
    tag = _tag()
    about = About("An exit ticket", "To see who is with you.", tags=(tag,))
    found, _held = resources.add(ana, scene.space.public_id, about, versions.a_text("Three *questions*."))
    versions.add_version(ana, found.public_id, versions.a_link("https://district.example/ticket"), "Two questions now.")
    with unit_of_work():
        _rest(scene, found)
    scene.values = {"number": "1"}


def _tag():
    with unit_of_work():
        count = session().scalar(select(func.count()).select_from(Tag))
        tag = Tag(name_en=f"Reading {count}", name_es=f"Lectura {count}")
        session().add(tag)
    return tag.public_id


def _rest(scene, found):
    ana = scene.ana.id
    collection = Collection(space_id=scene.space.id, author_id=ana, title="First weeks")
    session().add(collection)
    session().flush()
    token = f"{found.id:064}"
    session().add_all(
        (
            Item(collection_id=collection.id, resource_id=found.id, position=1, by_id=ana),
            Use(resource_id=found.id, team_id=scene.team.id, by_id=ana),
            Link(resource_id=found.id, version=1, token_hash=token, by_id=ana, ends_at=now() + timedelta(days=9)),
            Step(resource_id=found.id, version=1, by_id=ana, what="submitted"),
        )
    )


TestResources = conformance(plugin, fill=fill)
