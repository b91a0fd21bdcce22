"""Fixtures for a real app on a real database, SQLite or PostgreSQL, emptied between tests. No mocks.

`app` runs each test on both engines; the consumers run when the test says `drain()`.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import Connection, text

from community.access import Person
from community.app import create_app
from community.config import Settings
from community.data.database import Base, db, session
from community.data.unit_of_work import unit_of_work
from community.events import runner
from community.people.actors import scopes_of
from community.people.models import Person as PersonRow
from community.people.service.sign_in import start
from community.testing.factories import Make

ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
OPTIONS: dict[str, Any] = {"testing": True, "consumers": False, "live": True, "secret_key": "only for tests"}
_built: dict[str, Flask] = {}


def pytest_collection_finish() -> None:
    """Look no more through what stays to the end (modules, mappers, the tests), and less often through the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance folder of this worker's app."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session", params=ENGINES)
def site(request: pytest.FixtureRequest, site_folder: Path) -> Flask:
    """The app with its tables made, once a worker and engine."""
    engine = request.param
    if engine not in _built:
        address = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
        settings = Settings(instance=site_folder / engine, database_url=address, sample=False, **OPTIONS)
        settings.instance.mkdir(parents=True, exist_ok=True)
        _built[engine] = create_app(settings)
        with _built[engine].app_context():
            Base.metadata.drop_all(db.engine)
            Base.metadata.create_all(db.engine)
    return _built[engine]


@pytest.fixture
def app(site: Flask) -> Iterator[Flask]:
    """The app on an empty database, within its context."""
    with site.app_context():
        empty()
        yield site
        session().close()


def empty() -> None:
    """Take every row out of every table. Numbers begin anew on PostgreSQL."""
    session().close()
    with db.engine.begin() as connection:
        tables = _filled(connection)
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        for table in reversed(tables):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of our own tables
        if connection.dialect.name == "postgresql":
            connection.execute(text(_ANEW))


_ANEW = """SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"""


def _filled(connection: Connection) -> list[str]:
    """The tables with rows in them, in the order in which they lean on each other: most are empty after most tests."""
    names = [table.name for table in Base.metadata.sorted_tables]
    asked = ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in names)  # noqa: S608 - names of our own tables
    found = connection.execute(text(f"SELECT {asked}")).one()
    return [name for name, there in zip(names, found, strict=True) if there]


@pytest.fixture
def make(app: Flask) -> Make:
    """Factories of core rows."""
    del app
    return Make()


@pytest.fixture
def drain(app: Flask) -> Callable[[], None]:
    """Let the consumers do everything that waits."""
    return lambda: runner.drain(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts, not signed in."""
    return Browser(app).client


def _forget() -> None:
    """End reads, and drop what is kept for one request: within a test's app context Flask would hand it to the next."""
    session().close()
    for name in list(g):
        g.pop(name)


class Browser:
    """A test client that signs in for real and carries the form token by itself."""

    def __init__(self, app: Flask, person: PersonRow | None = None) -> None:
        """Signed in as `person`, if given."""
        self.app, self.client = app, app.test_client()
        if person is not None:
            with unit_of_work():
                self.secret = start(person, "test")
            with self.client.session_transaction() as kept:
                kept["_user_id"], kept["_fresh"] = self.secret, True

    def get(self, path: str, **options: Any) -> Any:
        """GET, as a fresh request."""
        _forget()
        return self.client.get(path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        """POST with the form token of this browser's session."""
        _forget()
        filled = {"csrf_token": self.token(), **(data or {})}
        _forget()
        return self.client.post(path, data=filled, **options)

    def send(self, method: str, path: str, **options: Any) -> Any:
        """A request by any other verb, as a script makes it: with the form token in its header."""
        headers = {"X-CSRFToken": self.token(), **options.pop("headers", {})}
        _forget()
        return self.client.open(path, method=method, headers=headers, **options)

    def token(self) -> str:
        """The form token, as a page of this session would hold it."""
        from flask_wtf.csrf import generate_csrf  # late: optional, only browsers of tests need it

        with self.app.test_request_context():
            from flask import session as kept  # late: optional, only browsers of tests need it

            with self.client.session_transaction() as real:
                raw = real.get("csrf_token")
                if raw is None:
                    generate_csrf()
                    real["csrf_token"] = raw = kept["csrf_token"]
            kept["csrf_token"] = raw
            return str(generate_csrf())


@pytest.fixture
def browse(app: Flask) -> Callable[[PersonRow | None], Browser]:
    """A browser, signed in as a person when one is given."""

    def open_browser(person: PersonRow | None = None) -> Browser:
        return Browser(app, person)

    return open_browser


@pytest.fixture
def acting(app: Flask) -> Callable[[PersonRow], Any]:
    """The actor that a person is now, with the scopes they have now."""
    del app

    def actor(person: PersonRow) -> Any:
        session().close()
        scopes = scopes_of(person.id)
        session().close()
        return Person(person.id, person.public_id, person.name, person.locale or "en", "UTC", scopes)

    return actor
