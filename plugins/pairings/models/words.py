"""What a team says of itself, for others to be found by."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Base, now


class OwnWords(Base):
    """A team's own words. `stage`: 1, we look for our problem, to 5, it holds without us; 0, not said."""

    __tablename__ = "pairings_own_words"

    team_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), primary_key=True)
    challenge: Mapped[str] = mapped_column(Text, default="")
    strengths: Mapped[str] = mapped_column(Text, default="")
    looks_for: Mapped[str] = mapped_column(Text, default="")
    helps_with: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[int] = mapped_column(default=0)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
