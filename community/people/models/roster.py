"""The roster: collaborations with phases, teams with dated memberships, roles, passes. No logic.

A membership, role or pass counts while starts_at <= now < ends_at (open-ended when None).
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.clock import now
from community.data.database import Base
from community.data.mixins import Identified, Timestamps
from community.people.models.accounts import Person
from community.people.models.organizations import Organization

ENDS_AFTER_START = "ends_at IS NULL OR ends_at >= starts_at"


class Collaboration(Identified, Timestamps, Base):
    """Ten to twelve districts on one challenge, which may come after the launch."""

    __tablename__ = "people_collaboration"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    challenge: Mapped[str] = mapped_column(Text, default="")
    fictional: Mapped[bool] = mapped_column(default=False)

    phases: Mapped[list["Phase"]] = relationship(lazy="raise", order_by="Phase.starts_on")


class Phase(Base):
    """A stretch of a collaboration: the launch, then years 1 to 3."""

    __tablename__ = "people_phase"
    __table_args__ = (
        UniqueConstraint("collaboration_id", "kind"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("people_collaboration.id"))
    kind: Mapped[str] = mapped_column(String(10))  # launch, year1, year2, year3
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class Team(Identified, Timestamps, Base):
    """A district's improvement team in a collaboration."""

    __tablename__ = "people_team"
    __table_args__ = (UniqueConstraint("collaboration_id", "organization_id"),)

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("people_collaboration.id"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("people_organization.id"), index=True)
    closed_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship(lazy="raise")
    collaboration: Mapped[Collaboration] = relationship(lazy="raise")


class TeamMembership(Identified, Base):
    """A person in a team, from and until. Ended ones stay as history."""

    __tablename__ = "people_team_membership"
    __table_args__ = (CheckConstraint(ENDS_AFTER_START, name="ends_after_start"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))  # central_office, site, classroom
    decision_maker: Mapped[bool] = mapped_column(default=False)
    lead: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime | None] = mapped_column(index=True)

    team: Mapped[Team] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")


class RoleHeld(Identified, Base):
    """A role: facilitator or moderator in a collaboration; staff or administrator of the network (no collaboration)."""

    __tablename__ = "people_role"
    __table_args__ = (CheckConstraint(ENDS_AFTER_START, name="ends_after_start"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("people_collaboration.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))  # facilitator, moderator, staff, administrator
    starts_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime | None] = mapped_column(index=True)

    person: Mapped[Person] = relationship(lazy="raise")


class ExpertPass(Identified, Base):
    """An outside expert's way in: one collaboration or one team, for a stated purpose, with an end."""

    __tablename__ = "people_pass"
    __table_args__ = (
        CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
        CheckConstraint("(collaboration_id IS NULL) <> (team_id IS NULL)", name="one_scope"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("people_collaboration.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("people_team.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime] = mapped_column(index=True)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")
