"""Tables of bulletins: bulletins, who read them, who edits where, leads for the next one, embargoes. No logic."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Authored, Base, Identified, InSpace, Timestamps, now


class Bulletin(Identified, InSpace, Authored, Timestamps, Base):
    """An announcement. `minutes` to read it are counted after it was posted."""

    __tablename__ = "bulletins_bulletin"

    title: Mapped[str] = mapped_column(String(160))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(8), default="en")
    minutes: Mapped[int] = mapped_column(default=0)


class Reading(Base):
    """Somebody opened a bulletin."""

    __tablename__ = "bulletins_reading"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletins_bulletin.id"), primary_key=True, index=True)


class Editor(Base):
    """Somebody who posts bulletins in a space."""

    __tablename__ = "bulletins_editor"

    person_id: Mapped[int] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), primary_key=True, index=True)


class Lead(Base):
    """Something that happened in a space and may be worth a bulletin: a ref, since its module may be uninstalled."""

    __tablename__ = "bulletins_lead"
    __table_args__ = (UniqueConstraint("kind", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Embargo(Base):
    """Keeps one thing, of any kind, from its readers until a time; moderators of its space see it."""

    __tablename__ = "bulletins_embargo"
    __table_args__ = (UniqueConstraint("kind", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), index=True)
    until: Mapped[datetime] = mapped_column(index=True)
