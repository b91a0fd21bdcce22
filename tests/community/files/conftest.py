"""A site with the room of files alone: real store, rules, database and headers; three people and two spaces."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import ColumnElement, false, true

import community
from community import access, files
from community.access import Anonymous, Kind, Person, Policy
from community.access.rules import build
from community.config import Settings
from community.data import database
from community.data.database import db, session
from community.data.unit_of_work import unit_of_work
from community.events import registry as events
from community.files import examine, pictures, policy, queries, routes, routes_uploads
from community.files.events import EVENTS
from community.files.stores.folder import FolderStore
from community.ledger import models as ledger_models  # noqa: F401 - its tables
from community.people.models import Person as PersonRow
from community.spaces.models import Space
from community.web.blueprint import public
from community.web.frame import FrameParts, PersonFrame
from community.web.install import WebParts
from community.web.install import install as install_web
from community.web.session import forget_actor
from community.web.slots import Slots

CORE = Path(community.__file__).parent
holders = Policy("holders")


@holders.grant(Space, "read")
def space_members(actor: Any) -> ColumnElement[bool]:
    """Those who are in the space."""
    return actor.within("space.member", Space.id)


@holders.grant(PersonRow, "read")
def signed_in(actor: Any) -> ColumnElement[bool]:
    """Everybody with an account."""
    return true() if isinstance(actor, Person) else false()


@dataclass
class Cast:
    """The site and who is in it: Ana and Ben share a space, Cleo is in another."""

    app: Flask
    ana: Person
    ben: Person
    cleo: Person
    shared: Space
    other: Space
    people: dict[str, Person] = field(default_factory=dict)

    def client(self, name: str = "") -> FlaskClient:
        """A browser of that person, or of a visitor."""
        client = self.app.test_client()
        if name:
            client.environ_base["HTTP_X_TEST_PERSON"] = name
        return client


def make_app(folder: Path, **values: Any) -> Flask:
    """The site; `values` are settings."""
    settings = Settings(**{"instance": folder, "testing": True, "secret_key": "of the tests", **values})
    app = Flask("community", root_path=str(CORE), template_folder=str(CORE.parent / "templates"))
    app.config.update(SECRET_KEY=settings.secret_key, TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    app.extensions["community.settings"] = settings
    app.extensions["community.is_off"] = lambda _module, _slug=None: False
    app.extensions["tests.people"] = {}
    database.install(app, settings.database)
    kinds = (
        Kind("spaces.space", Space, "space"),
        Kind("people.person", PersonRow, "person"),
        queries.FILE,
    )
    events.install(
        app,
        events.build(events=EVENTS, handlers=(), tasks=examine.TASKS, jobs=(), duties=(), is_off=lambda _module: False),
    )
    access.install(app, build(kinds, (), (holders, policy.rules), ()))
    install_web(app, settings, parts(app))
    files.install(app, settings)
    app.register_blueprint(routes.bp)
    app.register_blueprint(routes_uploads.bp)
    app.add_url_rule("/sign-in", "people.sign_in", public(lambda: "sign in"))
    app.before_request(forget_actor)  # the test's own app context lives longer than one request
    return app


def parts(app: Flask) -> WebParts:
    """What higher rooms would give."""
    people = app.extensions["tests.people"]
    return WebParts(
        catalogues=[CORE / "translations"],
        actor_loader=lambda: people.get(request.headers.get("X-Test-Person", ""), Anonymous()),
        frame=FrameParts(
            person=lambda actor: PersonFrame(actor.name, "AL", 1, "/people/x"),
            menu=lambda *_: (),
            space=lambda *_: None,
            cursor=lambda _actor: "",
        ),
        slots=Slots(frozenset({"frame.bell", "frame.banner"}), {}, lambda _module: False),
        answers={"image": pictures.shown, "file": pictures.shown},
    )


def fill(app: Flask) -> Cast:
    """Tables, people and spaces."""
    db.create_all()
    rows = {
        name: PersonRow(name=name.title(), handle=name, email=f"{name}@example.org") for name in ("ana", "ben", "cleo")
    }
    spaces = [Space(kind="team", slug=slug, title=slug) for slug in ("shared", "other")]
    with unit_of_work():
        session().add_all([*rows.values(), *spaces])
    in_shared, in_other = ({"space.member": frozenset({space.id})} for space in spaces)
    scopes = {"ana": in_shared, "ben": in_shared, "cleo": in_other}
    people = {name: Person(row.id, row.public_id, row.name, scopes=scopes[name]) for name, row in rows.items()}
    app.extensions["tests.people"].update(people)
    return Cast(app, people["ana"], people["ben"], people["cleo"], *spaces, people)


@pytest.fixture(params=["sqlite", "postgres"])
def cast(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cast]:
    """The site on each database, filled."""
    address = ""
    if request.param == "postgres":
        make: Callable[[], str] = request.getfixturevalue("new_postgres_url")
        address = make()
    app = make_app(tmp_path, database_url=address)
    with app.app_context():
        yield fill(app)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def speaking(tmp_path: Path) -> Iterator[Flask]:
    """An app context without a database, for code that has words."""
    app = make_app(tmp_path)
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> FolderStore:
    """An empty store."""
    return FolderStore(tmp_path / "store")
