"""Pages for everybody: which version of an artifact stands on one, and what a visitor reads there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from community.sdk import (
    Anonymous,
    NotFound,
    Organization,
    Space,
    Team,
    excerpt,
    narrowed,
    rules,
    session,
    setting,
)
from plugins.artifacts.models import Artifact, Publication, Version
from plugins.artifacts.queries import terms
from plugins.artifacts.queries.artifacts import KIND
from plugins.artifacts.queries.pages import texts
from plugins.artifacts.record import Record, codec

SUMMARY = 200  # letters on a card


def of(found: Artifact) -> Publication | None:
    """The page of an artifact that stands now, if there is one. The caller asked whether the reader may know."""
    there = Publication.artifact_id == found.id, Publication.ended_at.is_(None)
    return session().scalars(select(Publication).where(*there).order_by(Publication.id.desc())).first()


@dataclass(frozen=True)
class Published:
    """What a visitor reads: one version without names of people. `html` as in `queries.pages.ArtifactPage`."""

    publication: Publication
    record: Record
    organization: str
    terms: Mapping[int, terms.Label]
    html: Mapping[str, Markup]
    people: Mapping[int, Any]

    @property
    def parts(self) -> Mapping[str, Any]:
        """Each part of the record by its id."""
        return self.record.by_id()

    @property
    def summary(self) -> str:
        """A sentence or two for a card."""
        return excerpt(self.record.aim.text or self.record.context.text, SUMMARY)


def published(public_id: str) -> Published:
    """The page at an address, while the network has such pages and nothing stands against it. Raises NotFound."""
    query = select(Publication, Version, Organization.name).join(Artifact, Artifact.id == Publication.artifact_id)
    query = query.join(
        Version, (Version.artifact_id == Publication.artifact_id) & (Version.number == Publication.version)
    )
    query = query.join(Space, Space.id == Artifact.space_id).join(Team, Team.id == Space.team_id)
    query = query.join(Organization, Organization.id == Team.organization_id)
    row = (
        session()
        .execute(
            query.where(
                Publication.public_id == public_id,
                Publication.ended_at.is_(None),
                narrowed(Anonymous(), rules().kind(KIND)),
            )
        )
        .one_or_none()
    )
    if row is None or not setting("artifacts.public_pages"):
        raise NotFound
    record = _nameless(codec.from_dict(row[1].snapshot))
    return Published(row[0], record, row[2], terms.labels(record.terms), texts(Anonymous(), record), {})


def _nameless(record: Record) -> Record:
    """The record without people: who looks after numbers, and who promised what."""
    return replace(
        record,
        measures=tuple(replace(one, steward=None) for one in record.measures),
        commitments=tuple(replace(one, owner=None) for one in record.commitments),
    )
