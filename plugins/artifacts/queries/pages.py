"""What whole pages need, in a fixed number of queries: the artifacts of a space, one artifact, a part of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import defer

from community.sdk import (
    Actor,
    Face,
    NotFound,
    Page,
    Ref,
    Space,
    actions_for,
    can,
    described,
    faces,
    levels,
    newest_first,
    resolved,
    session,
    visible,
)
from plugins.artifacts.models import Artifact, Cause, Term, Version
from plugins.artifacts.queries import artifacts, records, terms
from plugins.artifacts.queries.artifacts import KIND, Seen
from plugins.artifacts.record import Record, codec

# A list shows no texts: sorting rows that carry them costs more than all the rest.
LIGHT = [defer(one, raiseload=True) for one in (
    Artifact.context, Artifact.context_html, Artifact.reflection, Artifact.reflection_html, Artifact.learned,
)]  # fmt: skip
ACTIONS = ("edit", "share", "moderate", "adopt")


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; an empty value narrows nothing."""

    form: str = ""
    status: str = ""
    challenge: str = ""
    language: str = ""

    def given(self) -> dict[str, str]:
        """What was asked for, for addresses."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Row:
    """An artifact in a list, for one reader."""

    artifact: Artifact
    seen: Seen
    challenge: str
    space: str


def in_space(actor: Actor, space_id: int, wanted: Wanted, after: str | None = None) -> Page[Row]:
    """The artifacts of a space, and those shared with it, what changed last first."""
    query = visible(actor, Artifact).where(artifacts.in_space(space_id)).options(*LIGHT)
    if wanted.status:
        query = query.where(artifacts.of_status(actor, wanted.status))
    for column in ("form", "language"):
        if value := getattr(wanted, column):
            query = query.where(getattr(Artifact, column) == value)
    if wanted.challenge:
        named = select(Term.id).where(Term.public_id == wanted.challenge)
        query = query.where(Artifact.challenge_id.in_(named))
    page = newest_first(query, (Artifact.changed_at, Artifact.id), after=after)
    return Page(rows(actor, page.items), page.more)


def rows(actor: Actor, found: Sequence[Artifact]) -> list[Row]:
    """Artifacts as rows of a list, in their order; those that the reader may not see are left out."""
    seen = artifacts.seen(actor, [one.id for one in found])
    named = terms.labels({one.challenge_id for one in found if one.challenge_id is not None})
    homes = dict(
        session().execute(select(Space.id, Space.title).where(Space.id.in_({one.space_id for one in found}))).all()
    )
    return [
        Row(
            one, seen[one.id],
            named[one.challenge_id].title if one.challenge_id is not None else "", homes.get(one.space_id, ""),
        )
        for one in found
        if one.id in seen
    ]  # fmt: skip


@dataclass(frozen=True)
class Edition:
    """A version in the list of versions, with what caused it.

    `cited`: (title, address) of the things behind causes, by the cause's id, as far as the reader may see them.
    """

    version: Version
    face: Face
    causes: Sequence[Cause]
    cited: Mapping[int, tuple[str, str]]


@dataclass(frozen=True)
class ArtifactPage:
    """An artifact as one reader sees it: the working record (`version` is None), or one version."""

    artifact: Artifact
    record: Record
    version: Version | None
    home: bool
    may: set[str]
    editions: Sequence[Edition]
    people: Mapping[int, Face]
    terms: Mapping[int, terms.Label]
    html: Mapping[str, Markup]
    author: Face
    level: str

    @property
    def may_by_ref(self) -> dict[Ref, set[str]]:
        """What the reader may do, for the tools of other modules."""
        return {Ref(KIND, self.artifact.id): self.may}

    @property
    def public_ids(self) -> dict[Ref, str]:
        """The public id of the thing on the page."""
        return {Ref(KIND, self.artifact.id): self.artifact.public_id}

    @property
    def parts(self) -> Mapping[str, Any]:
        """Each part of the record by its id."""
        return self.record.by_id()


def artifact_page(actor: Actor, public_id: str, number: int | None = None) -> ArtifactPage:
    """One artifact: at home the working record, elsewhere the newest version that the reader may read.

    Or the version asked for. Raises NotFound.
    """
    found = artifacts.artifact(actor, public_id)
    seen = artifacts.seen(actor, [found.id]).get(found.id)
    versions = artifacts.versions_of(actor, found)
    wanted = number if number is not None else (seen.version if seen else None)
    if seen is None or (wanted is not None and wanted not in versions):
        raise NotFound
    version = versions[wanted] if wanted is not None else None
    record = codec.from_dict(version.snapshot) if version else records.record(found)
    ref = Ref(KIND, found.id)
    known = faces([found.author_id, *record.people, *(one.by_id for one in versions.values())])
    return ArtifactPage(
        artifact=found, record=record, version=version, home=seen.version is None,
        may=actions_for(actor, Artifact, [found.id], ACTIONS).get(found.id, set()),
        editions=_editions(actor, versions, known), people={one: known[one] for one in record.people},
        terms=terms.labels(record.terms), html=texts(actor, record), author=known[found.author_id],
        level=levels(actor, [ref])[ref],
    )  # fmt: skip


def _editions(actor: Actor, versions: Mapping[int, Version], known: Mapping[Any, Face]) -> list[Edition]:
    causes, behind = dict[int, list[Cause]](), dict[int, Ref]()
    ids = [one.id for one in versions.values()]
    for one in session().scalars(select(Cause).where(Cause.version_id.in_(ids)).order_by(Cause.id)):
        causes.setdefault(one.version_id, []).append(one)
        if one.object_id is not None:
            behind[one.id] = Ref(one.kind, one.object_id)
    seen = described(actor, behind.values())
    cited = {number: seen[ref] for number, ref in behind.items() if ref in seen}
    return [Edition(one, known[one.by_id], causes.get(one.id, []), cited) for one in versions.values()]


def texts(actor: Actor, record: Record) -> Mapping[str, Markup]:
    """The texts in markup made ready for the reader: "context", "reflection", and by the ids of parts."""
    named = {"context": record.context.html, "reflection": record.reflection.html}
    named |= {one.id: one.words.html for one in record.evidence}
    named |= {one.id: one.words.html for one in record.sections}
    return dict(zip(named, resolved(list(named.values()), actor), strict=True))


def may_add(actor: Actor, space: Space) -> bool:
    """Whether the actor begins artifacts in a space."""
    return space.kind == "team" and can(actor, "artifacts.add", space)
