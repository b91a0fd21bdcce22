"""What of artifacts can be found: at home the working record, elsewhere each shared version, by all of its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select, tuple_

from community.sdk import DocumentSource, Draft, Space, Stored, faces, plain, session
from community.sdk import lazy_gettext as _l
from plugins.artifacts.models import Artifact, Node, Term, Version
from plugins.artifacts.queries import records
from plugins.artifacts.record import Record, codec
from plugins.artifacts.record.passages import passages

UNREAD = frozenset({"title", "values", "answer", "act", "by", "heading"})  # found otherwise, or no words of theirs


def load(ids: Sequence[int]) -> Iterable[Draft]:
    """Drafts of working records."""
    rows = _rows(ids)
    known = records.records([row[0] for row in rows])
    return _drafts([(one, space, known[one.id]) for one, space in rows])


def load_versions(wanted: Mapping[int, Sequence[int]]) -> Iterable[Draft]:
    """Drafts of the versions that are shared, each as it was frozen."""
    pairs = [(one, number) for one, numbers in wanted.items() for number in numbers]
    query = select(Version).where(tuple_(Version.artifact_id, Version.number).in_(pairs))
    versions = list(session().scalars(query))
    homes = {one.id: (one, space) for one, space in _rows([version.artifact_id for version in versions])}
    drafts = _drafts([(*homes[one.artifact_id], codec.from_dict(one.snapshot)) for one in versions])
    for version, draft in zip(versions, drafts, strict=True):
        yield replace(draft, version=version.number)


def _rows(ids: Sequence[int]) -> Sequence[tuple[Artifact, str]]:
    query = select(Artifact, Space.title).join(Space, Space.id == Artifact.space_id).where(Artifact.id.in_(ids))
    return [(row[0], row[1]) for row in session().execute(query)]


def _drafts(rows: Sequence[tuple[Artifact, str, Record]]) -> Iterable[Draft]:
    known = faces([row[0].author_id for row in rows])
    wanted = {term for row in rows for term in row[2].terms}
    terms = {one.id: one for one in session().scalars(select(Term).where(Term.id.in_(wanted)))}
    for found, space, record in rows:
        face = known[found.author_id]
        words = tuple(
            name for one in sorted(record.terms) if one in terms for name in (terms[one].name_en, terms[one].name_es)
        )
        yield Draft(
            kind="artifacts.artifact",
            id=found.id,
            title=record.title,
            body=words_of(record),
            tags=words,
            author_id=found.author_id,
            author=face.name,
            districts=face.districts,
            district=face.organization,
            space_id=found.space_id,
            space=space,
            language=record.language,
            created=found.created_at,
            updated=found.changed_at,
        )


def words_of(record: Record) -> str:
    """Everything that a record says, as plain text."""
    texts = (plain(one.text, addresses=False) for one in passages(record) if one.field not in UNREAD)
    return "\n".join(text for text in texts if text)


def termed(stored: Stored) -> Sequence[int]:
    """The artifacts that name a term which has other words now."""
    term = stored.event.term_id
    named = select(Artifact.id).where(Artifact.challenge_id == term)
    drawn = select(Node.artifact_id).where(Node.term_id == term)
    return session().scalars(named.union(drawn)).all()


def ids(after: int, limit: int) -> Sequence[int]:
    """Ids of artifacts in rising order."""
    return session().scalars(select(Artifact.id).where(Artifact.id > after).order_by(Artifact.id).limit(limit)).all()


source = DocumentSource(
    "artifacts.artifact",
    load,
    ids,
    _l("Artifacts"),
    ("artifact", "plan", "artefacto"),
    versions=load_versions,
    follows={"artifacts.term_changed": termed},
)
