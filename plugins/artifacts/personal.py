"""What artifacts keep of a person: what they began, froze, ran, attached, promised and adopted. Export and erase."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from community.sdk import PersonalData, session
from plugins.artifacts.models import Adoption, Artifact, Commitment, Cycle, Evidence, Measure, Publication, Version

# Where a person stands in each table: the team's work stays; their name goes.
COLUMNS = (
    Artifact.author_id,
    Version.by_id,
    Cycle.by_id,
    Measure.steward_id,
    Evidence.by_id,
    Commitment.owner_id,
    Adoption.author_id,
    Publication.by_id,
)
TABLES = tuple(dict.fromkeys(column.class_.__tablename__ for column in COLUMNS))


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """What the person began, froze, ran, attached, looks after, promised and adopted."""
    for one in session().scalars(select(Artifact).where(Artifact.author_id == person_id)):
        there = f"/artifacts/{one.public_id}"
        yield {"what": "artifact", "title": one.title, "address": there, "at": one.created_at.isoformat()}
    for version in session().scalars(select(Version).where(Version.by_id == person_id)):
        yield {
            "what": "version of an artifact", "title": version.title, "number": version.number,
            "reason": version.reason, "at": version.at.isoformat(),
        }  # fmt: skip
    for cycle in session().scalars(select(Cycle).where(Cycle.by_id == person_id)):
        yield {"what": "cycle", "title": cycle.title, "prediction": cycle.prediction, "did": cycle.did}
    for measure in session().scalars(select(Measure).where(Measure.steward_id == person_id)):
        yield {"what": "measure looked after", "title": measure.name}
    for seen in session().scalars(select(Evidence).where(Evidence.by_id == person_id)):
        yield {"what": f"evidence: {seen.kind}", "title": seen.title, "text": seen.body, "at": seen.at.isoformat()}
    for promised in session().scalars(select(Commitment).where(Commitment.owner_id == person_id)):
        yield {"what": "commitment", "text": promised.text, "state": promised.state}
    for taken in session().scalars(select(Adoption).where(Adoption.author_id == person_id)):
        texts = {"context": taken.context, "changed": taken.changed, "result": taken.result}
        yield {"what": "adoption of an artifact", **texts, "at": taken.at.isoformat()}
    for shown in session().scalars(select(Publication).where(Publication.by_id == person_id)):
        yield {"what": "public page of an artifact", "version": shown.version, "at": shown.at.isoformat()}


def erase(person_id: int) -> None:
    """The work stays with the team, from a former member; frozen versions hold numbers of people, never names."""
    for column in COLUMNS:
        session().execute(update(column.class_).where(column == person_id).values({column.key: None}))


personal_data = PersonalData(TABLES, export, erase)
