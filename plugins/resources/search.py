"""What of resources can be found: by title, words, tags, and the text of their files page by page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select, tuple_

from community.sdk import DocumentSource, Draft, Passage, Ref, Space, Stored, faces, passages_of, plain, session
from community.sdk import lazy_gettext as _l
from plugins.resources.models import Resource, Version
from plugins.resources.queries import files, tags

Pair = tuple[int, int | None]


def load(ids: Sequence[int]) -> Iterable[Draft]:
    """Drafts of resources in their newest version; removed ones are not found."""
    query = select(Resource, Version, Space.title).join(Space, Space.id == Resource.space_id)
    newest = (Version.resource_id == Resource.id) & (Version.number == Resource.version)
    rows = session().execute(query.join(Version, newest).where(Resource.id.in_(ids), Resource.removed_at.is_(None)))
    return _drafts([(row[0], row[1], row[2]) for row in rows])


def load_versions(wanted: Mapping[int, Sequence[int]]) -> Iterable[Draft]:
    """Drafts of the versions that are shared, each with its own title, words and files."""
    pairs = [(one, number) for one, numbers in wanted.items() for number in numbers]
    query = select(Resource, Version, Space.title).join(Space, Space.id == Resource.space_id)
    query = query.join(Version, Version.resource_id == Resource.id).where(Resource.removed_at.is_(None))
    query = query.where(Version.state == "published")
    rows = session().execute(query.where(tuple_(Version.resource_id, Version.number).in_(pairs))).all()
    versions = {(row[1].resource_id, row[1].number): row[1] for row in rows}
    for (resource_id, number), draft in zip(versions, _drafts([(row[0], row[1], row[2]) for row in rows]), strict=True):
        version = versions[resource_id, number]
        yield replace(draft, title=version.title, body=_body(version.summary, version), version=number)


def _drafts(rows: Sequence[tuple[Resource, Version, str]]) -> Iterable[Draft]:
    known = faces([row[0].author_id for row in rows])
    given = tags.names_of([row[0].id for row in rows])
    endings = files.endings([row[1].id for row in rows])
    for found, version, space in rows:
        face = known[found.author_id]
        yield Draft(
            kind="resources.resource",
            id=found.id,
            title=found.title,
            body=_body(found.summary, version),
            tags=tuple(given[found.id]),
            author_id=found.author_id,
            author=face.name,
            districts=face.districts,
            district=face.organization,
            space_id=found.space_id,
            space=space,
            language=found.language,
            created=found.created_at,
            updated=found.changed_at,
            files=frozenset(endings[version.id]),
            has=frozenset({version.form} & {"file", "link"}),
        )


def _body(summary: str, version: Version) -> str:
    parts = (summary, plain(version.body, addresses=False), version.url)
    return "\n".join(part for part in parts if part)


def pages(wanted: Sequence[Pair]) -> Mapping[Pair, Sequence[Passage]]:
    """The text of the files of a resource's newest version, or of one that is shared, page by page."""
    numbers = {one for one, number in wanted if number is None}
    newest = dict(session().execute(select(Resource.id, Resource.version).where(Resource.id.in_(numbers))).all())
    pairs = {(one, number): (one, newest.get(one, 0) if number is None else number) for one, number in wanted}
    ids = _ids(pairs.values())
    texts = passages_of([Ref("resources.version", one) for one in ids.values()])
    return {
        pair: [Passage(*text) for text in texts.get(Ref("resources.version", ids.get(at, 0)), ())]
        for pair, at in pairs.items()
    }


def _ids(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    query = select(Version.resource_id, Version.number, Version.id)
    rows = session().execute(query.where(tuple_(Version.resource_id, Version.number).in_(pairs)))
    return {(row[0], row[1]): row[2] for row in rows}


def examined(stored: Stored) -> Sequence[int]:
    """The resources that hold a file which was just read."""
    return files.resources_with(stored.event.file_id)


def tagged(stored: Stored) -> Sequence[int]:
    """The resources that have a tag which has other words now."""
    return tags.with_tag(stored.event.tag_id)


def ids(after: int, limit: int) -> Sequence[int]:
    """Ids of resources in rising order."""
    return session().scalars(select(Resource.id).where(Resource.id > after).order_by(Resource.id).limit(limit)).all()


source = DocumentSource(
    "resources.resource",
    load,
    ids,
    _l("Resources"),
    ("resource", "recurso"),
    versions=load_versions,
    follows={"files.file_examined": examined, "resources.tag_changed": tagged},
    pages=pages,
)
