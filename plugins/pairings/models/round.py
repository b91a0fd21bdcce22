"""A round, the teams in it, the rules for its pairs, what the engine proposed, and how everything came to its state."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Authored, Base, Identified, InSpace, Json, Timestamps, now


class Round(Identified, InSpace, Authored, Timestamps, Base):
    """A feedback cycle of a collaboration, in whose space it lives. `state`: see states.ROUND.

    `focus`: what plans and artifacts are read for: "planning", "implementation" or "evidence". `partners`: to how many
    a team gives, and from how many it receives. The days are last days, in the site's time zone. `wishes`: weights and
    other settings with which pairs are proposed. `chosen`: the number of the proposal that was published, 0 before.
    """

    __tablename__ = "pairings_round"

    title: Mapped[str] = mapped_column(String(160))
    focus: Mapped[str] = mapped_column(String(16))
    protocol: Mapped[str] = mapped_column(String(40))
    partners: Mapped[int] = mapped_column(default=2)
    state: Mapped[str] = mapped_column(String(12), default="draft", index=True)
    plans_by: Mapped[date]
    feedback_by: Mapped[date]
    guaranteed_by: Mapped[date]
    answers_by: Mapped[date]
    wishes: Mapped[dict[str, Any]] = mapped_column(Json)
    chosen: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Entry(Identified, InSpace, Base):
    """A team in a round, at home in the team's space. `state`: see states.ENTRY.

    The version `version` of the thing `kind`, `object_id` is what it shows; `question` the one focusing question.
    `learn_from_id`, `help_to_id`: teams that it would like to learn from, and could help.
    """

    __tablename__ = "pairings_entry"
    __table_args__ = (UniqueConstraint("round_id", "team_id"), Index("ix_pairings_entry_thing", "kind", "object_id"))

    round_id: Mapped[int] = mapped_column(ForeignKey("pairings_round.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), default="invited")
    kind: Mapped[str] = mapped_column(String(60), default="")
    object_id: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=0)
    question: Mapped[str] = mapped_column(Text, default="")
    unwanted: Mapped[str] = mapped_column(Text, default="")
    context: Mapped[str] = mapped_column(Text, default="")
    learn_from_id: Mapped[int | None] = mapped_column(ForeignKey("people_team.id"), index=True)
    help_to_id: Mapped[int | None] = mapped_column(ForeignKey("people_team.id"), index=True)
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)


class Rule(Identified, Base):
    """What must hold for two teams. `kind`: "conflict" (they shall not be paired, either way; a team declares it, and
    only staff read it), "veto" (not this giver to this receiver) or "pin" (this giver to this receiver).

    Without a round it stands until `until`, or until somebody ends it.
    """

    __tablename__ = "pairings_rule"

    kind: Mapped[str] = mapped_column(String(10))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("pairings_round.id"), index=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), index=True)
    receiver_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), index=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    until: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class Proposal(Base):
    """Pairs that the engine proposed, or that staff made from a proposal: what was asked, and what came out.

    `how`: "engine", "edited" or "repair". `outcome` is what matching.reading.as_data writes.
    """

    __tablename__ = "pairings_proposal"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("pairings_round.id"))
    number: Mapped[int]
    how: Mapped[str] = mapped_column(String(8))
    wishes: Mapped[dict[str, Any]] = mapped_column(Json)
    outcome: Mapped[dict[str, Any]] = mapped_column(Json)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Transition(Base):
    """A round, entry, pairing or response went from one state to another: who, when, why."""

    __tablename__ = "pairings_transition"
    __table_args__ = (Index("ix_pairings_transition_thing", "kind", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    object_id: Mapped[int]
    before: Mapped[str] = mapped_column(String(12))
    after: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(String(500), default="")


class Reminder(Base):
    """A team was reminded of something that it owes: the `number`-th time, of three at most."""

    __tablename__ = "pairings_reminder"
    __table_args__ = (UniqueConstraint("kind", "object_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))  # entry, feedback, response
    object_id: Mapped[int]
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
