"""A site of the web room alone: real forms, errors, headers, languages and database; a frame and two made-up actors."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from markupsafe import Markup

import community
from community import access
from community.access import Anonymous, Person
from community.access.rules import build
from community.config import Settings
from community.data import database
from community.data.database import db
from community.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from community.web import i18n, limits, proxy, routes
from community.web.blueprint import GuardedBlueprint, anyone, public
from community.web.frame import FrameParts, PersonFrame
from community.web.install import WebParts, install
from community.web.slots import Slots

CORE = Path(community.__file__).parent
ANA = Person(1, "aaaaaaaaaaaa", "Ana Lopez", "es", "America/New_York")
BEN = Person(2, "bbbbbbbbbbbb", "Ben Okafor", "en", "America/Los_Angeles")
PEOPLE = {"1": ANA, "2": BEN}
RAISED = {
    "absent": NotFound(),
    "forbidden": Forbidden("Only the author edits this."),
    "conflict": Conflict("Ben changed this a minute ago."),
    "invalid": Invalid({"title": "Say what it is about.", "": "Something else."}),
    "too-many": TooMany(42),
    "far-too-many": TooMany(184),
}


def pages() -> GuardedBlueprint:
    """Views that fail in each way, guarded and public."""
    bp = GuardedBlueprint("sample", __name__, url_prefix="/sample")

    @bp.route("/guarded/<what>", methods=["GET", "POST"])
    @anyone
    def guarded(what: str) -> str:
        raise RAISED[what]

    @bp.route("/public/<what>", methods=["GET", "POST"])
    @public
    def open_to_all(what: str) -> str:
        if what in RAISED:
            raise RAISED[what]
        if what == "broken":
            raise RuntimeError("a fault of ours")
        return "fine"

    @bp.post("/often")
    @public
    @limits.limited("2 per minute", by=limits.address)
    def often() -> str:
        return "counted"

    @bp.get("/sign-in")
    @public
    def sign_in() -> str:
        return "sign in"

    return bp


def make_site(tmp_path: Path, **values: Any) -> Flask:
    """The site; `values` are settings."""
    settings = Settings(**{"instance": tmp_path, "testing": True, "secret_key": "of the tests", **values})
    app = Flask("community", root_path=str(CORE), template_folder=str(CORE.parent / "templates"))
    app.config.update(SECRET_KEY=settings.secret_key, TESTING=True, PROPAGATE_EXCEPTIONS=False, RATELIMIT_ENABLED=True)
    app.extensions["community.settings"] = settings
    app.extensions["community.is_off"] = lambda module, _slug=None: request.args.get("off") == module
    database.install(app, settings.database)
    access.install(app, build((), (), (), ()))
    install(app, settings, parts())
    proxy.install(app, settings)
    i18n.remember_with(app, lambda person, locale: CHOSEN.append((person.id, locale)))
    app.register_blueprint(pages())
    app.register_blueprint(routes.bp)
    app.add_url_rule("/sign-in", "people.sign_in", public(lambda: "sign in"))
    return app


def parts() -> WebParts:
    """What higher rooms would give."""
    return WebParts(
        catalogues=[CORE / "translations"],
        actor_loader=lambda: PEOPLE.get(request.headers.get("X-Test-Person", ""), Anonymous()),
        frame=FrameParts(
            person=lambda actor: PersonFrame(actor.name, "AL", 1, "/people/x"),
            menu=lambda *_: (),
            space=lambda *_: None,
            cursor=lambda _actor: "",
        ),
        slots=Slots(frozenset({"frame.bell", "frame.banner"}), {}, lambda _module: False),
        answers={"mention": lambda _actor, places: {p: Markup("<b>{}</b>").format(p.words) for p in places}},
    )


CHOSEN: list[tuple[int, str]] = []


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A fresh site."""
    CHOSEN.clear()
    app = make_site(tmp_path)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    """Somebody who has not signed in and reads English."""
    return site.test_client()


@pytest.fixture
def ana(site: Flask) -> FlaskClient:
    """Ana, who has chosen Spanish."""
    client = site.test_client()
    client.environ_base["HTTP_X_TEST_PERSON"] = "1"
    return client


@pytest.fixture
def ben(site: Flask) -> FlaskClient:
    """Ben, who has chosen English."""
    client = site.test_client()
    client.environ_base["HTTP_X_TEST_PERSON"] = "2"
    return client
