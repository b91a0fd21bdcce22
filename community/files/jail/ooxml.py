"""In the child: how the parts of a Word, PowerPoint or Excel file point at each other, and what it says of people."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from . import xmls
from .archives import Archive, Refused
from .found import Found


@dataclass(frozen=True)
class Relation:
    """One part points at another: `type` is the last word of its kind, `target` a member's name, "" if outside."""

    id: str
    type: str
    target: str


def relations(archive: Archive, part: str = "") -> list[Relation]:
    """What a part (or, without one, the file itself) points at."""
    rels = rels_of(part)
    if rels not in archive:
        return []
    found = []
    for one in xmls.attributes(archive.open(rels), "Relationship"):
        kind = one.get("Type", "").rpartition("/")[2]
        outside = one.get("TargetMode") == "External"
        folder = posixpath.dirname(part)
        target = "" if outside else archive.actual(_member(folder, one.get("Target", "")))
        found.append(Relation(one.get("Id", ""), kind, target))
    return found


def rels_of(part: str) -> str:
    """The member that says what a part points at."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _member(folder: str, target: str) -> str:
    path = unquote(target)
    joined = path[1:] if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(joined) if joined else ""


def main_part(archive: Archive) -> str:
    """The part that the document begins with. Raises Refused("damaged")."""
    for one in relations(archive):
        if one.type == "officeDocument" and one.target in archive:
            return one.target
    raise Refused("damaged")


def targets(archive: Archive, part: str, kind: str) -> list[str]:
    """The parts of one kind that a part points at."""
    return [one.target for one in relations(archive, part) if one.type == kind and one.target in archive]


_PEOPLE = {"creator": "author", "lastModifiedBy": "editor", "Company": "company", "Manager": "author"}


def people(archive: Archive, found: Found) -> None:
    """Who made it and where, as its properties say; and what lies in it that no page shows whole."""
    for one in relations(archive):
        if one.type in {"core-properties", "extended-properties"} and one.target in archive:
            properties(archive, one.target, _PEOPLE, found)
        elif one.type == "custom-properties" and one.target in archive:
            found.finding("properties", sum(1 for _each in xmls.attributes(archive.open(one.target), "property")))
    found.finding("embedded", sum(1 for name in archive.members if "/embeddings/" in name and name[-1] != "/"))


def properties(archive: Archive, part: str, names: dict[str, str], found: Found) -> None:
    """The words of the elements in `names`, each as the finding it stands for."""
    current = ""
    for event, name, _attributes in xmls.events(archive.open(part)):
        if event == "text" and current and name.strip():
            found.finding(names[current], 1, name)
        current = name if event == "start" and name in names else current if event == "text" else ""
