"""A small network for the tests of the live room: boards, topics and posts in spaces, people in them, their sign-ins.

Real rules, events, database and sockets; only the things that people talk about are made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from flask import Flask, request
from sqlalchemy import ForeignKey, MetaData, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

import community
from community import access
from community.access import Actor, Anonymous, Kind, Parent, Person, Policy, Scope
from community.access.rules import build
from community.config import Settings
from community.data import database
from community.data.database import Base, db, session
from community.data.mixins import Identified, InSpace
from community.data.unit_of_work import unit_of_work
from community.events import Event, publish
from community.events import registry as events
from community.events.contract import Duty
from community.live import catch_up, consumer, gateway, routes
from community.live.catch_up import CatchUp, Providers
from community.people.events.accounts import AccountClosed, SignInEnded
from community.web.blueprint import public
from community.web.frame import FrameParts, PersonFrame
from community.web.install import WebParts, install
from community.web.slots import Slots

CORE = Path(community.__file__).parent


class Tables(DeclarativeBase):
    """Tables of these tests alone, apart from the product's."""

    metadata = MetaData()


class PersonRow(Tables):
    """Who there is."""

    __tablename__ = "people_person"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str]
    closed_at: Mapped[str | None]


class SpaceRow(Tables):
    """Where things are."""

    __tablename__ = "spaces_space"
    id: Mapped[int] = mapped_column(primary_key=True)


class Member(Tables):
    """Who is in which space."""

    __tablename__ = "sample_member"
    person_id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(primary_key=True)


class SignedIn(Tables):
    """A browser of a person."""

    __tablename__ = "sample_signed_in"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int]
    ended: Mapped[bool] = mapped_column(default=False)


class Topic(Identified, InSpace, Tables):
    """What posts are written in."""

    __tablename__ = "sample_topic"


class Post(Identified, InSpace, Tables):
    """Something in a topic."""

    __tablename__ = "sample_post"
    topic_id: Mapped[int] = mapped_column(ForeignKey("sample_topic.id"))


class Board(Identified, Tables):
    """Something outside of spaces, for members of space 1."""

    __tablename__ = "sample_board"


@dataclass(frozen=True)
class Posted(Event):
    """Somebody posted."""

    name: ClassVar[str] = "sample.posted"
    touches: ClassVar[dict[str, str]] = {"sample.post": "post_id", "sample.topic": "topic_id"}
    post_id: int
    topic_id: int


@dataclass(frozen=True)
class TopicRead(Event):
    """Somebody read a topic: their own matter."""

    name: ClassVar[str] = "sample.topic_read"
    touches: ClassVar[dict[str, str]] = {"sample.topic": "topic_id"}
    reaches = "actor"
    topic_id: int


@dataclass(frozen=True)
class BoardMoved(Event):
    """Something happened on a board."""

    name: ClassVar[str] = "sample.board_moved"
    touches: ClassVar[dict[str, str]] = {"sample.board": "board_id"}
    board_id: int


RULES = Policy("sample")
MEMBERS = Scope("sample.member", lambda: select(Member.person_id, Member.space_id))


@RULES.grant(Topic, "read")
def members_read_topics(actor: Actor) -> Any:
    """Whoever is in the space."""
    return actor.within("sample.member", Topic.space_id)


@RULES.grant(Post, "read")
def members_read_posts(actor: Actor) -> Any:
    """Whoever is in the space."""
    return actor.within("sample.member", Post.space_id)


@RULES.grant(Board, "read")
def members_of_one_read_boards(actor: Actor) -> Any:
    """Whoever is in the first space."""
    return actor.within("sample.member", 1)


def describe(_actor: Actor, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """What topics are called, and where they are."""
    return {one: (f"Topic <{one}>", f"/topics/{one}") for one in ids}


KINDS = (
    Kind(
        "sample.topic",
        Topic,
        "topic",
        page="sample.topic",
        describe=describe,
    ),
    Kind("sample.post", Post, "post", parent=Parent("sample.topic", Post.topic_id)),
    Kind("sample.board", Board, "board"),
)


def load_actor() -> Actor:
    """The real thing reads a session; here a cookie names the sign-in."""
    number = request.cookies.get("sign-in", "")
    row = session().get(SignedIn, int(number)) if number.isdigit() else None
    if row is None or row.ended:
        return Anonymous()
    spaces = session().scalars(select(Member.space_id).where(Member.person_id == row.person_id))
    return Person(
        row.person_id,
        f"person{row.person_id:06}",
        "Somebody",
        "en",
        "UTC",
        {"sample.member": frozenset(spaces)},
        row.id,
    )


def make_site(folder: Path, *, filled: bool = False, **values: Any) -> Flask:
    """The site, with persons 1 to 4 signed in by sign-ins 1 to 4; 1 and 2 are in space 1, 3 in space 2, 4 nowhere."""
    settings = Settings(**{"instance": folder, "testing": True, "secret_key": "of the tests", **values})
    app = Flask("community", root_path=str(CORE), template_folder=str(CORE.parent / "templates"))
    app.config.update(SECRET_KEY=settings.secret_key, TESTING=True, PROPAGATE_EXCEPTIONS=False)
    app.extensions["community.settings"] = settings
    app.extensions["community.is_off"] = lambda _module, _slug=None: False
    database.install(app, settings.database)
    access.install(app, build(KINDS, (MEMBERS,), (RULES,), ()))
    known = (Posted, TopicRead, BoardMoved, SignInEnded, AccountClosed)
    duty = Duty("live.announce", consumer.follow)
    registry = events.build(events=known, handlers=(), tasks={}, jobs=(), duties=(duty,), is_off=lambda _owner: False)
    events.install(app, registry)
    install(app, settings, web_parts())
    gateway.install(app, settings)
    catch_up.install(app, Providers([("sample", CatchUp("sample", lambda actor, since: {}))], lambda _module: False))
    app.register_blueprint(routes.bp)
    app.add_url_rule("/topics/<public_id>", "sample.topic", lambda public_id: public_id)
    app.add_url_rule("/sign-in", "people.sign_in", public(lambda: "sign in"))
    if not filled:
        with app.app_context():
            fill()
    return app


def web_parts() -> WebParts:
    """The least that pages need."""
    return WebParts(
        catalogues=[CORE / "translations"],
        actor_loader=load_actor,
        frame=FrameParts(
            person=lambda actor: PersonFrame(actor.name, "S", 1, "/"),
            menu=lambda *_: (),
            space=lambda *_: None,
            cursor=lambda _actor: "",
        ),
        slots=Slots(frozenset({"frame.bell", "frame.banner"}), {}, lambda _module: False),
        answers={},
    )


def fill() -> None:
    """Tables and rows."""
    tables = [table for name, table in Base.metadata.tables.items() if name.startswith("events_")]
    Base.metadata.create_all(db.engine, tables=tables)
    Tables.metadata.create_all(db.engine)
    with unit_of_work():
        for number in (1, 2, 3, 4):
            session().add(PersonRow(id=number, public_id=f"person{number:06}"))
            session().add(SignedIn(id=number, person_id=number))
        session().add_all([SpaceRow(id=1), SpaceRow(id=2)])
        session().add_all([Member(person_id=1, space_id=1), Member(person_id=2, space_id=1)])
        session().add(Member(person_id=3, space_id=2))
        session().add_all(
            [Topic(id=1, public_id="aaaaaaaaaaaa", space_id=1), Topic(id=2, public_id="bbbbbbbbbbbb", space_id=2)]
        )
        session().add(Board(id=1, public_id="cccccccccccc"))


def post(app: Flask, topic: int, by: int) -> int:
    """Write a post and say so, as a service would."""
    with app.app_context(), unit_of_work():
        row = Post(topic_id=topic, space_id=topic)
        session().add(row)
        session().flush()
        publish(Posted(row.id, topic), by)
        return row.id


def happen(app: Flask, event: Event, by: int = 1) -> None:
    """Log one event."""
    with app.app_context(), unit_of_work():
        publish(event, by)


def end_sign_in(app: Flask, number: int) -> None:
    """Sign a browser out."""
    with app.app_context(), unit_of_work():
        row = session().get_one(SignedIn, number)
        row.ended = True
        publish(SignInEnded(row.person_id, number), row.person_id)


def leave(app: Flask, person: int, space: int) -> None:
    """Take a person out of a space."""
    with app.app_context(), unit_of_work():
        session().delete(session().get_one(Member, (person, space)))
