"""The sample network for tests of the roster: filled once, copied for each test. Real app, real database."""

import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from community.access import Person as Actor
from community.app import create_app
from community.config import Settings
from community.data.database import Base, db, session
from community.data.unit_of_work import end_reads, unit_of_work
from community.events.models import LoggedEvent
from community.host.samples import SampleNetwork
from community.people.actors import scopes_of
from community.people.models import Collaboration, Person, Team, TeamMembership
from community.people.samples import fill
from community.people.service import sign_in
from community.testing import services

PASSWORD = "throughline-sample"
BOTH = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def make_app(instance: Path, address: str = "") -> Flask:
    """A site over that folder and database, without consumers."""
    return create_app(
        Settings(
            instance=instance,
            database_url=address,
            testing=True,
            sample=True,
            consumers=False,
            live=False,
            secret_key="only for tests " * 3,
            plugins=("discussions",),  # the roster needs none, but none named means all
        )
    )


@dataclass
class Network:
    """The site with the sample network in it, and words for who is meant."""

    app: Flask
    accounts: list[dict[str, str]]

    def email(self, role: str, district: str = "") -> str:
        """The address of the first sample account with that role, in that district."""
        fits = [one for one in self.accounts if one["role"] == role and district in one["district"]]
        return fits[0]["email"]

    def person(self, email: str) -> Person:
        """The row of an account."""
        return session().scalars(select(Person).where(Person.email == email)).one()

    def actor(self, role: str, district: str = "") -> Actor:
        """Somebody as they stand now."""
        row = self.person(self.email(role, district))
        found = Actor(row.id, row.public_id, row.name, "en", "America/Los_Angeles", scopes_of(row.id))
        end_reads()
        return found

    def team(self, slug: str) -> Team:
        """A team by its address."""
        return session().scalars(select(Team).where(Team.slug == slug)).one()

    def collaboration(self, slug: str = "reading-together") -> Collaboration:
        """A collaboration by its address."""
        return session().scalars(select(Collaboration).where(Collaboration.slug == slug)).one()

    def memberships(self, slug: str) -> list[TeamMembership]:
        """Every membership that a team ever had."""
        query = select(TeamMembership).join(Team, Team.id == TeamMembership.team_id).where(Team.slug == slug)
        return list(session().scalars(query.order_by(TeamMembership.id)))

    def events(self, name: str) -> list[LoggedEvent]:
        """The events of one name, the newest last."""
        return list(session().scalars(select(LoggedEvent).where(LoggedEvent.name == name).order_by(LoggedEvent.id)))

    def client(self, role: str, district: str = "", locale: str = "en") -> "Browser":
        """A signed-in browser of somebody who reads that language."""
        email = self.email(role, district)
        with self.app.app_context():
            with unit_of_work():
                self.person(email).locale = locale
            secret = sign_in.sign_in(email, PASSWORD, "a test")
        client = self.app.test_client()
        with client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = secret, True
        return Browser(self.app, client)


class Browser:
    """A browser without scripts: it opens pages and sends the forms on them."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        self.app, self.client = app, client

    def get(self, address: str) -> Any:
        """Open a page."""
        with self.app.app_context():  # a request in the test's own context would share what it keeps
            return self.client.get(address)

    def post(self, address: str, **values: Any) -> Any:
        """Send a form and follow where it leads."""
        with self.app.app_context():
            answer = self.client.post(address, data=values)
        return self.get(answer.location) if answer.status_code == 303 else answer

    def send(self, address: str, *, of: str = "", **values: Any) -> Any:
        """Send a form with the token of the page `of` (the same address when not given)."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(of or address).text)
        return self.post(address, **values, csrf_token=token[1] if token else "")


def make_sample(instance: Path, address: str = "") -> Path:
    """Fill an empty database with the sample network."""
    app = make_app(instance, address)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        fill(SampleNetwork())
        session().close()
        db.engine.dispose()
    return instance


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with the sample network in SQLite."""
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def filled_postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """An instance folder and the name of a database with the sample network, to make others after."""
    name = services._create_database(postgres_server)
    instance = tmp_path_factory.mktemp("postgres")
    yield make_sample(instance, services._with_database(postgres_server, name)), name
    services._drop_database(postgres_server, name)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The database that a test runs on: SQLite, unless its module asks for both."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def network(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Network]:
    """The sample network, fresh, in an app context."""
    instance, address = tmp_path / "instance", ""
    if engine == "postgres":
        server: str = request.getfixturevalue("postgres_server")
        filled, model = request.getfixturevalue("filled_postgres")
        name = f"test_{secrets.token_hex(6)}"
        services._administer(server, f"CREATE DATABASE {name} TEMPLATE {model}")
        address = services._with_database(server, name)
    else:
        filled = request.getfixturevalue("filled")
    shutil.copytree(filled, instance)
    app = make_app(instance, address)
    accounts = json.loads((instance / "sample-accounts.json").read_text("utf-8"))
    with app.app_context():
        yield Network(app, accounts)
        session().close()
        db.engine.dispose()
    if address:
        services._drop_database(server, name)


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Flask]:
    """A site with an empty database, in an app context."""
    (tmp_path / "instance").mkdir()
    app = make_app(tmp_path / "instance")
    with app.app_context():
        Base.metadata.create_all(db.engine)
        session().close()
        yield app
        session().close()
        db.engine.dispose()


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file for an import; answers where it is."""

    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
