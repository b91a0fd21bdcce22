"""From a module's drafts to documents: the text as it is now, with the labels that access gives now."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import groupby

from sqlalchemy import select

from community.access import Kind, Labels, labels, rules
from community.data.database import session
from community.data.refs import Ref
from community.search.documents import Document, DocumentSource, Draft, Passage

LONGEST = 200_000  # characters of a text that are indexed
ALL_PAGES = 2_000_000  # characters of all pages of a thing that are indexed
_FIELDS = tuple(field.name for field in fields(Draft))


def documents(source: DocumentSource, ids: Collection[int]) -> dict[Ref, tuple[Document, ...]]:
    """For each id its documents, none where it is gone or nobody may find it. In a fixed number of queries."""
    kind, wanted = rules().kind(source.kind), sorted(ids)
    found: dict[Ref, list[Document]] = {Ref(source.kind, one): [] for one in wanted}
    if not wanted:
        return {}
    labelled = labels(kind, wanted)
    within = places(kind, wanted)
    for draft in _with_pages(source, list(_drafts(source, wanted, labelled))):
        document = (
            _document(draft, labelled[draft.id], within.get(draft.id, frozenset())) if draft.id in labelled else None
        )
        if document is not None:
            found[draft.ref].append(document)
    return {ref: tuple(some) for ref, some in found.items()}


def _drafts(source: DocumentSource, ids: Sequence[int], labelled: Mapping[int, Labels]) -> Iterator[Draft]:
    yield from source.load(ids)
    shared = {one: [each.version for each in found.versions] for one, found in labelled.items() if found.versions}
    if source.versions is not None and shared:
        yield from source.versions(shared)


def _with_pages(source: DocumentSource, drafts: Sequence[Draft]) -> Iterator[Draft]:
    pages = source.pages([(draft.id, draft.version) for draft in drafts]) if source.pages is not None else {}
    for draft in drafts:
        yield replace(draft, pages=tuple(_cut(pages.get((draft.id, draft.version), draft.pages))))


def _cut(pages: Iterable[Passage]) -> Iterator[Passage]:
    left = ALL_PAGES
    for page in pages:
        if left > 0:
            yield replace(page, text=page.text[:left])
        left -= len(page.text)


def _document(draft: Draft, found: Labels, within: frozenset[str]) -> Document | None:
    held, unless = found.labels, frozenset[str]()
    if draft.version is not None:
        version = next((one for one in found.versions if one.version == draft.version), None)
        held, unless = (version.labels, version.unless) if version else (frozenset(), unless)
    if not held:
        return None
    values = {name: getattr(draft, name) for name in _FIELDS} | {"body": draft.body[:LONGEST]}
    return Document(**values, labels=held, clauses=found.clauses, unless=unless, within=within)


def places(kind: Kind, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """The keys of everything that things of a kind live inside, from parent to parent."""
    if kind.parent is None:
        return {}
    rows = session().execute(select(kind.model.id, kind.parent.column).where(kind.model.id.in_(ids))).all()
    above = places(rules().kind(kind.parent.kind), sorted({parent for _, parent in rows}))
    return {
        one: frozenset({Ref(kind.parent.kind, parent).key}) | above.get(parent, frozenset()) for one, parent in rows
    }


def inside(refs: Iterable[Ref]) -> set[Ref]:
    """What lives inside things, and inside that."""
    out, new = set[Ref](), set(refs)
    while new:
        found = {ref for name, some in _by_kind(new).items() for ref in _children(name, some)}
        new = found - out
        out |= found
    return out


def _by_kind(refs: Iterable[Ref]) -> dict[str, list[int]]:
    return {name: [ref.id for ref in some] for name, some in groupby(sorted(refs), key=lambda ref: ref.kind)}


def _children(name: str, ids: Sequence[int]) -> Iterator[Ref]:
    for kind in rules().children(name):
        if kind.parent is not None:
            rows = session().scalars(select(kind.model.id).where(kind.parent.column.in_(ids)))
            yield from (Ref(kind.name, one) for one in rows)
