"""How an artifact goes on elsewhere: teams that adopted it, and the pages on which everybody reads a version."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Authored, Base, Identified, InSpace, now


class Adoption(Identified, InSpace, Authored, Base):
    """Another team took a version up: in which context, what it changed, what came of it, whether it is still in use.

    It lives in the space of what was adopted, so that whoever reads that reads it, too. `copy_id` is the artifact that
    the team made from it. `in_use`: "" until somebody said, "yes" or "no".
    """

    __tablename__ = "artifacts_adoption"
    __table_args__ = (UniqueConstraint("artifact_id", "team_id"),)

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"))
    version: Mapped[int]
    team_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    context: Mapped[str] = mapped_column(Text, default="")
    changed: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    in_use: Mapped[str] = mapped_column(String(3), default="")
    in_use_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=now)


class Publication(Identified, Base):
    """A version on a page for everybody, until the team takes the page back."""

    __tablename__ = "artifacts_publication"

    artifact_id: Mapped[int] = mapped_column(ForeignKey("artifacts_artifact.id"), index=True)
    version: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
