"""Tables of resources: what is worth keeping, its versions, tags, collections, uses, links and reviews. No logic."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.sdk import Authored, Base, Identified, InSpace, Timestamps, now


class Resource(Identified, InSpace, Authored, Timestamps, Base):
    """Something worth keeping, under one stable address. `version` is the number of its newest version.

    `state`: "published", "review" (its author and reviewers alone see it) or "declined". A removed one keeps its row:
    until `purged_at` it can be brought back, after that only title and reason are left, so that citations stay valid.
    """

    __tablename__ = "resources_resource"
    __table_args__ = (Index("ix_resources_resource_changed", "space_id", "changed_at", "id"),)

    title: Mapped[str] = mapped_column(String(160))
    summary: Mapped[str] = mapped_column(Text, default="")
    form: Mapped[str] = mapped_column(String(8))  # of its newest version: file, link, text
    licence: Mapped[str] = mapped_column(String(24))
    language: Mapped[str] = mapped_column(String(8), default="en")
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(12), default="published", index=True)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("resources_resource.id"), index=True)
    based_on: Mapped[str] = mapped_column(String(400), default="")  # a source elsewhere, in words
    changed_at: Mapped[datetime] = mapped_column(default=now)  # when its newest version came
    removed_at: Mapped[datetime | None] = mapped_column(index=True)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    removed_why: Mapped[str] = mapped_column(String(300), default="")
    purged_at: Mapped[datetime | None]


class Version(Identified, InSpace, Base):
    """One version of a resource, as it was: a file (which it holds), a link, or a text, with what changed for users.

    `state` as of a resource: one that waits for review is not yet the resource's newest, and may never be.
    """

    __tablename__ = "resources_version"
    __table_args__ = (UniqueConstraint("resource_id", "number"),)

    resource_id: Mapped[int] = mapped_column(ForeignKey("resources_resource.id"))
    number: Mapped[int]
    form: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(160))
    summary: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(2000), default="")
    body: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    renderer: Mapped[str] = mapped_column(String(8), default="")
    note: Mapped[str] = mapped_column(String(500), default="")  # what changed for those who use it
    state: Mapped[str] = mapped_column(String(12), default="published", index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Tag(Identified, Base):
    """A word of the network's own list, in both languages. Retired ones stay where they were given."""

    __tablename__ = "resources_tag"

    name_en: Mapped[str] = mapped_column(String(60), unique=True)
    name_es: Mapped[str] = mapped_column(String(60), unique=True)
    retired_at: Mapped[datetime | None]


class Tagging(Base):
    """A tag given to a resource."""

    __tablename__ = "resources_tagging"

    resource_id: Mapped[int] = mapped_column(ForeignKey("resources_resource.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("resources_tag.id"), primary_key=True, index=True)


class Collection(Identified, InSpace, Authored, Timestamps, Base):
    """Resources put together for a purpose, in an order, each with a word on why it is there."""

    __tablename__ = "resources_collection"

    title: Mapped[str] = mapped_column(String(160))
    summary: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)


class Item(Base):
    """A resource's place in a collection."""

    __tablename__ = "resources_item"

    collection_id: Mapped[int] = mapped_column(ForeignKey("resources_collection.id"), primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources_resource.id"), primary_key=True, index=True)
    position: Mapped[int]
    note: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)


class Use(Base):
    """A team that uses a resource, said by one of its people; `ended_at` once it no longer does."""

    __tablename__ = "resources_use"
    __table_args__ = (UniqueConstraint("resource_id", "team_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources_resource.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("people_team.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    note: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class Link(Identified, Base):
    """A share link: whoever has it may read one version, until it ends or is withdrawn. The token is kept hashed."""

    __tablename__ = "resources_link"

    resource_id: Mapped[int] = mapped_column(ForeignKey("resources_resource.id"), index=True)
    version: Mapped[int]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Step(Base):
    """A step of a version's review, in order. `what`: submitted, asked, answered, published or declined."""

    __tablename__ = "resources_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources_resource.id"), index=True)
    version: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_person.id"), index=True)
    what: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)


class Check(Base):
    """How a version's link was when it was last looked at. `state`: ok, moved, gone, unreachable, blocked."""

    __tablename__ = "resources_check"

    version_id: Mapped[int] = mapped_column(ForeignKey("resources_version.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(12))
    status: Mapped[int] = mapped_column(default=0)
    moved_to: Mapped[str] = mapped_column(String(2000), default="")
    failures: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(default=now)
    next_at: Mapped[datetime] = mapped_column(index=True)


class House(Base):
    """How a space wants its resources: review before publishing, share links, the licence that is offered first."""

    __tablename__ = "resources_house"

    space_id: Mapped[int] = mapped_column(ForeignKey("spaces_space.id"), primary_key=True)
    review: Mapped[bool] = mapped_column(default=False)
    links: Mapped[bool] = mapped_column(default=False)
    licence: Mapped[str] = mapped_column(String(24), default="cc-by")
