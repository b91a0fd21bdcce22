"""What a working record is made of: drivers, cycles, measures, evidence, sections and commitments."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Base, Identified, Timestamps, now


class Node(Identified, Base):
    """A line of the driver outline. `kind`: "primary" or "secondary" driver, or "idea", a change to try."""

    __tablename__ = "artifacts_node"

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_node.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10), index=True)
    text: Mapped[str] = mapped_column(String(300))
    term_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_term.id"), index=True)


class Cycle(Identified, Timestamps, Base):
    """A PDSA cycle. `state`: "plan", "do", "study" or "done". The prediction is locked when "do" begins.

    `answer` is what study says of the prediction: "as predicted", "partly" or "not". `act`: "adopt", "adapt" or
    "abandon".
    """

    __tablename__ = "artifacts_cycle"
    __table_args__ = (UniqueConstraint("artifact_id", "number"),)

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"))
    number: Mapped[int]
    node_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_node.id"), index=True)
    state: Mapped[str] = mapped_column(String(6), default="plan")
    title: Mapped[str] = mapped_column(String(160))
    question: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[str] = mapped_column(Text, default="")
    prediction: Mapped[str] = mapped_column(Text, default="")
    locked_at: Mapped[datetime | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    did: Mapped[str] = mapped_column(Text, default="")
    studied: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(String(12), default="")
    act: Mapped[str] = mapped_column(String(8), default="")
    next: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)


class Measure(Identified, Base):
    """Something counted over time. `kind`: "outcome", "process" or "balancing"; `better`: "up" or "down".

    `baseline` is how many of the first values give the median; 0 for all of them.
    """

    __tablename__ = "artifacts_measure"

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(160))
    definition: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(String(40), default="")
    better: Mapped[str] = mapped_column(String(4), default="up")
    goal: Mapped[float | None]
    baseline: Mapped[int] = mapped_column(default=0)
    steward_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)


class Point(Base):
    """A measure's value on a day; None where the group was too small to show."""

    __tablename__ = "artifacts_point"

    measure_id: Mapped[int] = mapped_column(ForeignKey("artifacts_measure.id"), primary_key=True)
    on: Mapped[date] = mapped_column("on_day", primary_key=True)
    value: Mapped[float | None]


class Mark(Identified, Base):
    """Something that happened on a day of a measure: a change, a cycle, a fire drill."""

    __tablename__ = "artifacts_mark"

    measure_id: Mapped[int] = mapped_column(ForeignKey("artifacts_measure.id"), index=True)
    on: Mapped[date] = mapped_column("on_day")
    text: Mapped[str] = mapped_column(String(200))
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_cycle.id"), index=True)


class Evidence(Identified, Base):
    """What was seen, asked or read. `kind`: "survey", "observation", "interview" or "document".

    `small` says what was done about groups too small to show: "none", "left out" or "unchecked".
    """

    __tablename__ = "artifacts_evidence"

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(160))
    body: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    renderer: Mapped[str] = mapped_column(String(8), default="")
    method: Mapped[str] = mapped_column(String(300), default="")
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    sample_size: Mapped[int | None]
    small: Mapped[str] = mapped_column(String(10), default="unchecked")
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_cycle.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Section(Identified, Base):
    """A section of a plan."""

    __tablename__ = "artifacts_section"

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    position: Mapped[int]
    heading: Mapped[str] = mapped_column(String(160))
    body: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    renderer: Mapped[str] = mapped_column(String(8), default="")


class Commitment(Identified, Base):
    """What somebody said they would do, by when. `state`: "open", "done" or "dropped", and then why."""

    __tablename__ = "artifacts_commitment"

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    due: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(8), default="open")
    why: Mapped[str] = mapped_column(String(300), default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_evidence.id"), index=True)
    ended_at: Mapped[datetime | None]
