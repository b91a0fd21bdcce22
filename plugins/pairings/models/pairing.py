"""Who gives to whom in a round, and the two teams' partnership, whose space they keep from round to round."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Base, Identified, InSpace, Json, now


class Partnership(Base):
    """Two teams of a collaboration, or a team and an outside expert, who read each other's work in a space of theirs.

    `first_id` < `second_id`. It has ended when all of its pairings were released.
    """

    __tablename__ = "pairings_partnership"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        UniqueConstraint("first_id", "expert_id"),
        CheckConstraint("second_id IS NULL OR expert_id IS NULL", name="one_partner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), unique=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"))
    second_id: Mapped[int | None] = mapped_column(ForeignKey("people_team.id"), index=True)
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    ended_at: Mapped[datetime | None]


class Pairing(Identified, InSpace, Base):
    """One team, or an expert who stands in, gives feedback to another team. `state`: see states.PAIRING.

    `why` is what the engine said of the pair. `question`: the one clarifying question of whoever gives.
    """

    __tablename__ = "pairings_pairing"
    __table_args__ = (CheckConstraint("giver_id IS NULL OR expert_id IS NULL", name="one_giver"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("pairings_round.id"), index=True)
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("people_team.id"), index=True)
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    receiver_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), default="planned", index=True)
    why: Mapped[dict[str, Any]] = mapped_column(Json)
    due: Mapped[date]
    question: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    given_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("pairings_pairing.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
