"""In the child: PowerPoint slides without those that the show leaves out, without notes and comments."""

from . import trees
from .ooxml import main_part, relations
from .package import Package, properties, settle
from .pptx import is_hidden, order
from .trees import Edit, Node

_OF_SLIDES = {"notesSlide", "comments"}
_OF_ALL = {"commentAuthors", "authors"}


def clean(package: Package) -> None:
    """Drop whole slides and what belongs to them alone."""
    archive = package.archive
    main = main_part(archive)
    properties(package)
    slides = order(archive, main)
    hidden = {part for part in slides if is_hidden(archive, part)}
    package.dropped |= hidden
    for part in set(slides):
        package.dropped |= {one.target for one in relations(archive, part) if one.type in _OF_SLIDES}
    package.dropped |= {one.target for one in relations(archive, main) if one.type in _OF_ALL}
    gone = {one.id for one in relations(archive, main) if one.target in hidden}
    package.edit(main, lambda _data, top: _sections(top, gone))
    settle(package)


def _sections(top: Node, ids: set[str]) -> list[Edit]:
    """Sections list slides by a number of their own; those that go must not be listed."""
    numbers = {one.attributes.get("id") for one in top.walk() if one.name == "sldId" and ids.intersection(one.points)}
    listed = [one for one in top.walk() if one.name == "sldId" and not one.points]
    return [trees.dropped(one) for one in listed if one.attributes.get("id") in numbers]
