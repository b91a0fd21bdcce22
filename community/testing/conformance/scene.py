"""Who and what a conformance test finds: two districts, a stranger, a moderator, an operator; addresses of pages."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask, url_for
from sqlalchemy import event, select
from werkzeug.routing import Rule

from community.app import create_app
from community.config import Settings
from community.data.database import Base, db, session
from community.host import discovery
from community.host.contract import Plugin
from community.people.models import Person
from community.testing.apps import ENGINES, OPTIONS, Browser
from community.testing.factories import Make

BRIEF = {"Accept": "application/json, text/html;q=0.9"}  # an error without the page around it
ABSENT = "999999999"  # nothing has it, be it a public id, a slug or a number
BEGINNINGS = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass
class Scene:
    """A small network: `ana` and `ben` of two teams of one collaboration, in its `space`; `mia` moderates there,
    `olga` belongs elsewhere, `admin` operates the site. `values`: arguments of addresses, by name; a "public_id" there
    is tried besides those of the module's own things, a "slug" besides that of the space. `absent`: its addresses lead
    to nothing.
    """

    app: Flask
    make: Make
    acting: Callable[[Person], Any]
    values: dict[str, str] = field(default_factory=dict)
    absent: bool = False

    def __post_init__(self) -> None:
        """Make the people and their places."""
        self.network, self.staff = self.make.network_spaces()
        self.collaboration = self.make.collaboration()
        self.space = self.make.space(self.collaboration)
        self.team = self.make.team(self.collaboration)
        self.ana = self.make.member(self.team, "Ana Quesada")
        self.ben = self.make.member(self.make.team(self.collaboration), "Ben")
        self.mia = self.make.role("moderator", self.collaboration)
        self.olga = self.make.member(self.make.team(self.make.collaboration()), "Olga")
        self.admin = self.make.role("administrator")

    @property
    def people(self) -> list[Person]:
        """Everybody in the scene."""
        return [self.ana, self.ben, self.mia, self.olga, self.admin]

    def nowhere(self) -> "Scene":
        """The same scene, whose addresses lead to nothing."""
        found = copy(self)
        found.absent = True
        return found

    def browser(self, person: Person | None = None) -> Browser:
        """A browser, signed in as a person when one is given."""
        return Browser(self.app, person)


def closure(plugin: Plugin) -> tuple[str, ...]:
    """The module and, all the way down, the modules that it requires."""
    known = {one.name: one for one in discovery.find()}
    wanted, found = [plugin.name], []
    while wanted:
        name = wanted.pop()
        if not known[name].core and name not in found:
            found.append(name)
            wanted += known[name].requires
    return tuple(found)


def rules_of(app: Flask, plugin: Plugin, verb: str = "") -> list[Rule]:
    """The routes of a module, static files aside; those that take `verb`."""
    names = {blueprint.name for blueprint in plugin.blueprints}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.partition(".")[0] in names]
    return [rule for rule in rules if not rule.endpoint.endswith(".static") and verb in ("", *verbs(rule))]


def verbs(rule: Rule) -> list[str]:
    """GET and POST, as far as the route takes them."""
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def addresses(scene: Scene, plugin: Plugin, rule: Rule) -> list[str]:
    """The addresses that a route may mean in this scene: one for each thing that an argument could be."""
    names = sorted(rule.arguments)
    choices = [_candidates(scene, plugin, name) for name in names]
    found: list[dict[str, Any]] = [dict(zip(names, chosen, strict=True)) for chosen in itertools.product(*choices)]
    with scene.app.test_request_context():
        return [url_for(rule.endpoint, **values) for values in found]


def opened(scene: Scene, plugin: Plugin, rule: Rule) -> tuple[Browser, str] | None:
    """Somebody of the scene for whom a route opens, and its address there."""
    for person in (scene.ana, scene.mia, scene.admin):
        browser = scene.browser(person)
        for address in addresses(scene, plugin, rule):
            if browser.get(address, headers=BRIEF).status_code < 400:
                return browser, address
    return None


def _candidates(scene: Scene, plugin: Plugin, name: str) -> list[str]:
    if scene.absent:
        return [ABSENT]
    if name == "slug":
        return [scene.space.slug, *([scene.values["slug"]] if "slug" in scene.values else [])]
    if name in scene.values and name != "public_id":
        return [scene.values[name]]
    if not name.endswith("id"):
        pytest.fail(f"an address of {plugin.name} takes {name!r}: say what it is here with scene.values[{name!r}]")
    models = [kind.model for kind in plugin.kinds if hasattr(kind.model, "public_id")]
    found = [session().scalar(select(model.public_id).order_by(model.id).limit(1)) for model in models]
    return [one for one in (*found, scene.values.get(name)) if one is not None] or [ABSENT]


class OnASite:
    """What every part of the suite stands on. The test class says which `plugin`, and how its tables are filled."""

    plugin: ClassVar[Plugin]
    fillings: ClassVar[tuple[Callable[[Scene], Any], ...]]
    beside: ClassVar[tuple[str, ...]]
    folder: ClassVar[Path]

    @pytest.fixture(scope="class", params=ENGINES)
    @classmethod
    def site(cls, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
        """A site with the module, what it requires, and what `fill` needs besides; its tables are made."""
        discovery.find()  # all are imported now, so that no table comes in while the tests run
        address = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
        folder = tmp_path_factory.mktemp("conformance")
        names = (*closure(cls.plugin), *cls.beside)
        settings = Settings(instance=folder, database_url=address, plugins=names, sample=False, **OPTIONS)
        app = create_app(settings)
        with app.app_context():
            Base.metadata.create_all(db.engine)
            yield app
            session().close()
            db.engine.dispose()

    @pytest.fixture
    def scene(self, app: Flask, make: Make, acting: Callable[[Person], Any]) -> Scene:
        """People and places, nothing of the module yet."""
        return Scene(app, make, acting)

    @pytest.fixture
    def full(self, scene: Scene, drain: Callable[[], None]) -> Scene:
        """The scene with one of everything that the module keeps."""
        self.add(scene)
        drain()
        return scene

    @pytest.fixture
    def on_one_engine(self, app: Flask) -> None:
        """What an address says to those it does not let in comes before any query that engines could differ in."""
        del app
        if db.engine.dialect.name != "sqlite":
            pytest.skip("asked on one engine alone")

    def add(self, scene: Scene, times: int = 1) -> None:
        """Make that much more of what the module keeps."""
        for fill in self.fillings * times:
            fill(scene)
        session().close()


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile, without those that begin and end transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(BEGINNINGS):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
