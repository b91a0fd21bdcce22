"""Accounts: persons, their sign-ins, tokens that leave the site, invitations. No logic."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.clock import now
from community.data.database import Base
from community.data.mixins import Identified, Timestamps
from community.people.models.organizations import Organization


class Person(Identified, Timestamps, Base):
    """An account. Once erased the row stays, without a name or address, so that what others wrote stays whole."""

    __tablename__ = "people_person"

    email: Mapped[str | None] = mapped_column(String(254), unique=True)  # lower case; None once erased
    name: Mapped[str] = mapped_column(String(120))
    handle: Mapped[str] = mapped_column(String(60), unique=True)  # for @mentions
    password_hash: Mapped[str | None] = mapped_column(String(200))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("people_organization.id"), index=True)
    work_title: Mapped[str] = mapped_column(String(120), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    about_html: Mapped[str] = mapped_column(Text, default="")
    locale: Mapped[str | None] = mapped_column(String(8))
    zone: Mapped[str | None] = mapped_column(String(60))
    avatar_file: Mapped[str | None] = mapped_column(String(12))  # public id of a file
    closed_at: Mapped[datetime | None]

    organization: Mapped[Organization | None] = relationship(lazy="raise")


class SignIn(Identified, Base):
    """One signed-in browser: listed to its person, revoked by them."""

    __tablename__ = "people_sign_in"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    agent: Mapped[str] = mapped_column(String(200), default="")
    started_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class Token(Base):
    """A secret that left the site by mail: kept hashed, used once, for a while."""

    __tablename__ = "people_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))  # reset, invitation, email
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("people_invitation.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Invitation(Identified, Base):
    """Somebody was asked to join, and as what. Ends accepted, withdrawn or expired."""

    __tablename__ = "people_invitation"

    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    locale: Mapped[str] = mapped_column(String(8), default="en")
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("people_team.id"), index=True)
    team_role: Mapped[str] = mapped_column(String(20), default="")
    decision_maker: Mapped[bool] = mapped_column(default=False)
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("people_collaboration.id"))
    role: Mapped[str] = mapped_column(String(20), default="")  # facilitator, moderator, expert, staff
    ends_at: Mapped[datetime | None]  # of an expert's pass
    purpose: Mapped[str] = mapped_column(String(200), default="")  # of an expert's pass
    made_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"))
