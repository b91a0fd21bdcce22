"""In the child: an OpenDocument file with its changes accepted, without what nobody sees and who made it."""

from . import trees
from .odf import UNSEEN, hides
from .package import Package
from .trees import Edit, Node

_GONE = {*UNSEEN, "annotation-end", "change", "change-start", "change-end"}
_ABOUT = {"creator", "initial-creator", "printed-by", "user-defined", "editing-cycles", "editing-duration"}
_UNITS = {"page": "drawing-page-properties", "table": "table-properties"}


def clean(package: Package) -> None:
    """Cut it out of the content, and drop pictures that only hidden slides had, old versions and the small picture."""
    members = package.archive.members
    package.edit("content.xml", lambda _data, top: _content(top))
    if "meta.xml" in members:
        package.edit("meta.xml", lambda _data, top: [trees.dropped(one) for one in top.walk() if one.name in _ABOUT])
    package.dropped |= {name for name in members if name.startswith(("Thumbnails/", "Versions/"))}
    package.dropped |= {name for name in members if name == "VersionList.xml"}
    package.dropped |= {name for name in members if name.startswith("Pictures/")} - _pictures(package)
    gone = package.dropped

    def unlisted(_data: bytes, top: Node) -> list[Edit]:
        return [trees.dropped(one) for one in top.walk() if one.attributes.get(":full-path") in gone]

    package.edit("META-INF/manifest.xml", unlisted)


def _content(top: Node) -> list[Edit]:
    hidden = {
        around.attributes.get(":name")
        for node in top.walk()
        if hides(node.name, node.attributes) and (around := node.within("style")) is not None
    }
    return [
        trees.dropped(one)
        for one in top.walk()
        if one.name in _GONE or (one.name in _UNITS and one.attributes.get(":style-name") in hidden)
    ]


def _pictures(package: Package) -> set[str]:
    """Those that the content as it is now, or a style, shows."""
    shown = set()
    for part in ("content.xml", "styles.xml"):
        if part in package.archive:
            tree = trees.parse(package.xml(part))
            shown |= {one.attributes.get(":href", "").removeprefix("./") for one in tree.walk()}
    return shown
