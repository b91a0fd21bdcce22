"""In the child: an office file being written anew with parts left out or changed. What is left out: see its callers."""

import shutil
import zipfile
from collections.abc import Callable
from typing import IO

from . import trees
from .archives import Archive
from .ooxml import relations, rels_of
from .trees import Edit, Node

LARGEST_MEMBER = 400_000_000  # pictures and films are copied, not parsed
_PACKED = 0.95  # what is this little smaller when packed is not worth the time


class Package:
    """Which members go, and which have new bytes."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.changed: dict[str, bytes] = {}
        self.dropped: set[str] = set()

    def xml(self, part: str) -> bytes:
        """The part as it stands so far."""
        if part not in self.changed:
            self.changed[part] = trees.narrow(self.archive.open(part).read())
        return self.changed[part]

    def edit(self, part: str, edits: Callable[[bytes, Node], list[Edit]]) -> None:
        """Change a part by the edits to its tree."""
        data = self.xml(part)
        self.changed[part] = trees.edited(data, edits(data, trees.parse(data)))

    def write(self, out: IO[bytes]) -> None:
        """All that stays, in the order it was."""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
            for name, old in self.archive.members.items():
                if name in self.dropped or name.endswith("/"):
                    continue
                info = zipfile.ZipInfo(name)  # of no date: when it was made is nobody's business
                loose = old.compress_type == zipfile.ZIP_DEFLATED and old.compress_size < _PACKED * old.file_size
                info.compress_type = zipfile.ZIP_DEFLATED if loose or name in self.changed else zipfile.ZIP_STORED
                if name in self.changed:
                    target.writestr(info, self.changed[name])
                    continue
                with target.open(info, "w") as member:
                    shutil.copyfileobj(self.archive.open(name, LARGEST_MEMBER), member)


def settle(package: Package) -> None:
    """Office Open XML: drop what nothing points at any more, and every mention of what was dropped."""
    reached, waiting = {"[Content_Types].xml"}, [""]
    while waiting:
        part = waiting.pop()
        rels = rels_of(part)
        if rels not in package.archive:
            continue
        reached.add(rels)
        gone = {one.id for one in relations(package.archive, part) if one.target in package.dropped}
        if gone:
            package.edit(rels, lambda _data, top, ids=gone: _named(top, ids))  # type: ignore[misc]
            if part:
                package.edit(part, lambda _data, top, ids=gone: _pointing(top, ids))  # type: ignore[misc]
        for one in relations(package.archive, part):
            if one.target in package.archive and one.target not in package.dropped | reached:
                reached.add(one.target)
                waiting.append(one.target)
    package.dropped |= package.archive.members.keys() - reached
    gone = {f"/{name}".lower() for name in package.dropped}
    package.edit("[Content_Types].xml", lambda _data, top: _listed(top, gone))


def _named(top: Node, ids: set[str]) -> list[Edit]:
    return [trees.dropped(one) for one in top.walk() if one.name == "Relationship" and one.attributes.get("Id") in ids]


def _pointing(top: Node, ids: set[str]) -> list[Edit]:
    return [trees.dropped(one) for one in top.walk() if ids.intersection(one.points)]


def _listed(top: Node, names: set[str]) -> list[Edit]:
    return [trees.dropped(one) for one in top.walk() if one.attributes.get("PartName", "").lower() in names]


def properties(package: Package) -> None:
    """Office Open XML: who made it, where and when, and a small picture of how it once looked, go."""
    kinds = {"core-properties", "extended-properties", "custom-properties", "thumbnail"}
    package.dropped |= {one.target for one in relations(package.archive) if one.type in kinds}
