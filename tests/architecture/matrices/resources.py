"""Resources for the two matrices: in every kind of space and in every state, and what their addresses are about."""

from typing import Any

from sqlalchemy import select

from community.access import System
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.spaces import service as spaces
from plugins.moderation import service as moderation
from plugins.resources.models import Collection, House, Link, Resource, Tag, Version
from plugins.resources.service import links, removal, resources, reviews, versions
from plugins.resources.service.resources import About

KIND, VERSION = "resources.resource", "resources.version"
HOMES = {"network": "auth", "A": "auth", "a1": "auth", "B": "far"}
SHOWN = ("network", "A", "a1", "B", "shared", "hidden", "held", "review", "declined", "removed")
FEW = ("A", "shared", "review", "removed")  # things whose further addresses are asked for


def fill(scene: Any) -> None:
    """Resources with their versions, a collection in A and in a1, a tag, and a link to a version."""
    made = {name: _text(scene, author, name) for name, author in HOMES.items()}
    made |= {name: _text(scene, "auth", "A") for name in ("hidden", "held", "removed")}
    made["shared"] = _text(scene, "auth", "a1")
    versions.add_version(scene.actor("auth"), made["shared"].public_id, versions.a_text("Later words."), "More.")
    spaces.share(scene.actor("auth"), Ref(KIND, made["shared"].id), scene.spaces["A"].public_id, version=1)
    moderation.hide(scene.actor("mod"), KIND, made["hidden"].public_id, "be kind")
    with unit_of_work():
        moderation.hold(Ref(KIND, made["held"].id), System("a screen"), "many links")
    removal.remove(scene.actor("auth"), made["removed"].public_id, "out of date")
    scene.make.row(House(space_id=scene.spaces["A"].id, review=True, links=True))
    made |= {name: _text(scene, "auth", "A") for name in ("review", "declined")}
    reviews.review(scene.actor("mod"), made["declined"].public_id, "declined", "not yet", number=1)
    scene.things[KIND] = {name: session().get_one(Resource, one.id) for name, one in made.items()}
    scene.things[VERSION] = {name: _version(one, 1) for name, one in made.items() if name not in {"network", "held"}}
    scene.things[VERSION]["later"] = _version(made["shared"], 2)
    auth = scene.people["auth"].id
    scene.things["resources.collection"] = {
        name: scene.make.row(Collection(space_id=scene.spaces[name].id, author_id=auth, title=f"Of {name}"))
        for name in ("A", "a1")
    }
    scene.things["resources.tag"] = {"": scene.make.row(Tag(name_en="Reading", name_es="Lectura"))}
    link, scene.more["token"] = links.create(scene.actor("auth"), made["A"].public_id, number=1, days=9)
    scene.more["link"] = session().get_one(Link, link.id)


def _text(scene: Any, author: str, space: str) -> Any:
    about = About(f"A title by {author}")
    return resources.add(scene.actor(author), scene.spaces[space].public_id, about, versions.a_text("Words."))[0]


def _version(found: Any, number: int) -> Any:
    query = select(Version).where(Version.resource_id == found.id, Version.number == number)
    return session().scalars(query).one()


def about(scene: Any, endpoint: str, wanted: set[str]) -> dict[str, dict[str, str]]:
    """What an address of resources may be about, by label."""
    things, name = scene.things, endpoint.partition(".")[2]
    if "token" in wanted:
        token = scene.more["token"]
        return {"of A": {"token": token} | ({"file_id": "aaaaaaaaaaaa"} if "file_id" in wanted else {})}
    if "link_id" in wanted:
        return {"of A": {"public_id": things[KIND]["A"].public_id, "link_id": scene.more["link"].public_id}}
    if "number" in wanted:
        pairs = (("A", "1"), ("shared", "1"), ("shared", "2"), ("removed", "1"))
        return {
            f"{one} {number}": {"public_id": things[KIND][one].public_id, "number": number} for one, number in pairs
        }
    if wanted == {"slug"}:
        return {one: {"slug": scene.spaces[one].slug} for one in ("network", "a1", "B")}
    if name.startswith("collection") or name in {"edit_collection", "move_item", "zip_of"}:
        rows = things["resources.collection"]
    elif "tag" in name:
        rows = things["resources.tag"]
    else:
        rows = {one: things[KIND][one] for one in (SHOWN if name == "show" else FEW)}
    return {label: {"public_id": row.public_id} for label, row in rows.items()}
