"""An artifact, its frozen versions with what caused them, and the network's words for challenges and drivers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Authored, Base, Identified, InSpace, Json, Timestamps, now


class Artifact(Identified, InSpace, Authored, Timestamps, Base):
    """A piece of a team's practice, or its plan: the working record, which the people of the team's space see.

    `form`: "practice" or "plan". `version` is the number of its newest frozen version, 0 before the first.
    `ending`: "" while work goes on, "finished" or "abandoned".
    """

    __tablename__ = "artifacts_artifact"
    __table_args__ = (Index("ix_artifacts_artifact_changed", "space_id", "changed_at", "id"),)

    form: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(160))
    language: Mapped[str] = mapped_column(String(8), default="en")
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_term.id"), index=True)
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    aim: Mapped[str] = mapped_column(Text, default="")
    aim_amount: Mapped[str] = mapped_column(String(160), default="")  # how much, in words
    aim_group: Mapped[str] = mapped_column(String(160), default="")  # for whom
    aim_by: Mapped[date | None]
    context: Mapped[str] = mapped_column(Text, default="")
    context_html: Mapped[str] = mapped_column(Text, default="")
    reflection: Mapped[str] = mapped_column(Text, default="")
    reflection_html: Mapped[str] = mapped_column(Text, default="")
    renderer: Mapped[str] = mapped_column(String(8), default="")
    ending: Mapped[str] = mapped_column(String(10), default="", index=True)
    learned: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(12), default="begun", index=True)  # derived, or as the team says
    status_said: Mapped[str] = mapped_column(String(12), default="")
    status_why: Mapped[str] = mapped_column(String(300), default="")
    adapted_from_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    adapted_version: Mapped[int] = mapped_column(default=0)


class Version(Identified, InSpace, Base):
    """The record as it stood when the team froze it, with why. `snapshot` is what `record.codec` writes."""

    __tablename__ = "artifacts_version"
    __table_args__ = (UniqueConstraint("artifact_id", "number"),)

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(160))
    status: Mapped[str] = mapped_column(String(12), index=True)
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(String(500))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Cause(Base):
    """What a version's change goes back to: `cause` is "feedback", "evidence", "meeting" or "own" judgement."""

    __tablename__ = "artifacts_cause"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("artifacts_version.id"), index=True)
    part: Mapped[str] = mapped_column(String(160), default="")  # which part changed, in words
    cause: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(500), default="")
    kind: Mapped[str] = mapped_column(String(60), default="")
    object_id: Mapped[int | None]


class Idea(Base):
    """A change idea as a version has it, with what its tests came to: for the bank of ideas.

    `tests` counts cycles that began, `as_predicted`, `partly` and `otherwise` how those that were studied went.
    """

    __tablename__ = "artifacts_idea"

    id: Mapped[int] = mapped_column(primary_key=True)
    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    number: Mapped[int]  # of the version
    part: Mapped[str] = mapped_column(String(12))  # the public id of its line
    text: Mapped[str] = mapped_column(String(300))
    term_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_term.id"), index=True)
    tests: Mapped[int] = mapped_column(default=0)
    as_predicted: Mapped[int] = mapped_column(default=0)
    partly: Mapped[int] = mapped_column(default=0)
    otherwise: Mapped[int] = mapped_column(default=0)


class Term(Identified, Base):
    """A word of the network's own list, in both languages: a "challenge", or a "driver" of change."""

    __tablename__ = "artifacts_term"
    __table_args__ = (UniqueConstraint("kind", "name_en"), UniqueConstraint("kind", "name_es"))

    kind: Mapped[str] = mapped_column(String(10))
    name_en: Mapped[str] = mapped_column(String(120))
    name_es: Mapped[str] = mapped_column(String(120))
    retired_at: Mapped[datetime | None]
