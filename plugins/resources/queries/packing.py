"""What goes into the ZIP of a collection: of each resource what the reader may see now, and a manifest of all."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import select, tuple_

from community.sdk import Actor, Opened, Ref, attached, link, opened_files, rules, session, versions_for
from plugins.resources.models import Collection, Version
from plugins.resources.queries import collections
from plugins.resources.queries.collections import Place
from plugins.resources.zipping import Entry, Names, ending

KIND, VERSION = "resources.resource", "resources.version"
COLUMNS = ("file", "title", "version", "author", "district", "licence", "attribution", "note", "address", "sha256")


def packed(actor: Actor, found: Collection) -> list[Entry]:
    """The entries of a collection's ZIP, the manifest first. In a fixed number of queries; no byte is read yet."""
    places = collections.places(actor, found)
    versions = _versions(actor, [one.row.resource.id for one in places])
    held = attached(actor, [Ref(VERSION, one.id) for one in versions.values()])
    files = opened_files(actor, [file.public_id for some in held.values() for file in some])
    names, entries, lines = Names(), [], []
    for n, place in enumerate(places, start=1):
        version = versions.get(place.row.resource.id)
        if version is None:
            continue
        there = [files[file.public_id] for file in held[Ref(VERSION, version.id)] if file.public_id in files]
        parts = _parts(f"{n:02d} {place.row.wording.title}", version, there, names)
        entries += [entry for entry, _digest in parts]
        lines += [_line(place, entry.name, digest) for entry, digest in parts] or [_line(place, version.url, "")]
    manifest = Entry(names.name("manifest", ".csv"), _once(_csv(lines)), pack=True)
    return [manifest, *entries]


def _versions(actor: Actor, ids: Sequence[int]) -> dict[int, Version]:
    """The version of each that the reader sees: today's at home, the shared one elsewhere."""
    numbers = versions_for(actor, rules().kind(KIND), ids)
    pairs = tuple_(Version.resource_id, Version.number).in_(list(numbers.items()))
    return {one.resource_id: one for one in session().scalars(select(Version).where(pairs))} if numbers else {}


def _parts(title: str, version: Version, files: Sequence[Opened], names: Names) -> list[tuple[Entry, str]]:
    if version.body:
        text = version.body.encode()
        return [(Entry(names.name(title, ".md"), _once(text), pack=True), hashlib.sha256(text).hexdigest())]
    return [(Entry(names.name(title, ending(file.name)), file.read), file.sha256) for file in files]


def _line(place: Place, file: str, digest: str) -> list[str]:
    row = place.row
    author = ", ".join(part for part in (row.face.name, row.face.organization) if part)
    credit = f"“{row.wording.title}” · {author} · {row.licence.title}"
    address = link(f"/resources/{row.resource.public_id}")
    values: list[Any] = [
        file, row.wording.title, row.wording.number, row.face.name, row.face.organization, row.licence.title, credit,
        place.note, address, digest,
    ]  # fmt: skip
    return [_plain(str(value)) for value in values]


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *lines])
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark by which Excel knows UTF-8


def _once(content: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter((content,))
