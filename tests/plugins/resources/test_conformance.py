"""Resources as a module: what every module promises."""

import io

from sqlalchemy import func, select

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.files.service import receive
from community.testing.conformance import conformance
from plugins.resources.models import Collection, House, Item, Step, Tag, Use
from plugins.resources.plugin import plugin
from plugins.resources.service import links, resources, versions
from plugins.resources.service.resources import About


def fill(scene):
    """A file of Ana's, tagged, then a link in its place; in a collection, used by her team, shared by link."""
    ana = scene.acting(scene.ana)
    about = About("An exit ticket", "To see who is with you.", tags=(_tag(),))
    file = receive(ana, io.BytesIO(b"Three questions."), "ticket.txt", purpose="attachment").public_id
    found, _held = resources.add(ana, scene.space.public_id, about, versions.a_file(file))
    versions.add_version(ana, found.public_id, versions.a_link("http://127.0.0.1/ticket"), "Two questions now.")
    with unit_of_work():
        _rest(scene, found)
    _link, token = links.create(ana, found.public_id, number=1, days=9)
    scene.values = {"number": "1", "token": token, "file_id": file}


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
    if session().get(House, scene.space.id) is None:
        session().add(House(space_id=scene.space.id, links=True))
    session().add_all(
        (
            Item(collection_id=collection.id, resource_id=found.id, position=1, by_id=ana),
            Use(resource_id=found.id, team_id=scene.team.id, by_id=ana),
            Step(resource_id=found.id, version=1, by_id=ana, what="submitted"),
        )
    )


TestResources = conformance(plugin, fill=fill)
