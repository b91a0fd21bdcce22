"""Route x actor: how every address answers everybody, pinned in matrix_routes.txt. On one engine alone."""

import sqlite3
from urllib.parse import urlsplit

import pytest
from flask import url_for

from community.data.database import db, session
from community.people.models import SignIn
from community.testing.apps import Browser
from community.testing.conformance.scene import BRIEF
from community.web.blueprint import access_of
from tests.architecture.matrices.addresses import FORM, NONE, variants
from tests.architecture.matrices.scene import ACTORS, build
from tests.architecture.matrices.tables import compare, table

ASKING = ("anon", "far", "mate", "lead", "auth", "expT", "fac", "mod", "staff", "admin")
FEW = ("anon", "auth", "admin")
PREFACE = """How every address answers: method, address, what it is about. Forms are sent filled in.
"door" is the way to sign in; other numbers are of HTTP. 404 is said of what is absent, hidden, off or not for them;
what is absent has a line only where it is answered in another way.
A and B are collaborations, a1 a team of A, b1 one of B; discussions are switched off in B.
Review every line that changes. REWRITE_MATRICES=1 writes this file."""


class Door:
    """A browser for each actor; what a request changed is undone before the next, and all begin anew."""

    def __init__(self, app, scene):
        self.app, self.form = app, dict(FORM)
        self.secrets = {who: Browser(app, scene.people[who]).secret for who in ASKING if who != "anon"}
        scene.more["sign_in"] = session().query(SignIn).filter_by(person_id=scene.people["auth"].id).first()
        session().close()
        self.browsers = {}
        self.kept = sqlite3.connect(":memory:", check_same_thread=False)
        self._copy(self._file(), self.kept)

    @staticmethod
    def _file():
        return db.engine.raw_connection().driver_connection

    @staticmethod
    def _copy(source, target):
        source.backup(target)

    def undo(self):
        session().close()
        self.browsers.clear()
        self._copy(self.kept, self._file())

    def ask(self, who, method, path, accept=""):
        """The answer; what it says of an error is short where a program `accept`s that."""
        browser = self.browsers.get(who) or self._browser(who)
        headers = {"Accept": accept} if accept else {}
        if method == "GET":
            return browser.get(path, headers=headers)
        post = method == "POST"
        answer = browser.post(path, self.form, headers=headers) if post else browser.send(method, path, headers=headers)
        if answer.status_code < 400:
            self.undo()
        return answer

    def _browser(self, who):
        browser = self.browsers[who] = Browser(self.app)
        if who != "anon":
            with browser.client.session_transaction() as kept:
                kept["_user_id"], kept["_fresh"] = self.secrets[who], True
        return browser


def said(answer):
    there = urlsplit(answer.headers.get("Location", "")).path
    return "door" if there == "/sign-in" else str(answer.status_code)


def addresses(app, scene):
    """(method, rule, label, path) of every address, statics left out."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint.rpartition(".")[2] != "static":
            for method in sorted(rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
                for label, values in variants(scene, rule):
                    with app.test_request_context():
                        yield method, rule, label, url_for(rule.endpoint, **values)


@pytest.fixture
def scene(make, acting):
    return build(make, acting)


def test_addresses_answer_as_reviewed(app, scene, request):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("what an address answers does not depend on the database")
    door, rows = Door(app, scene), []
    door.form["organization"] = scene.more["elsewhere"].public_id
    for method, rule, label, path in list(addresses(app, scene)):
        asking = ASKING if label != NONE else FEW
        cells = {who: said(door.ask(who, method, path, "" if who == "anon" else BRIEF["Accept"])) for who in asking}
        if access_of(app, rule.endpoint) in {"guarded", "anyone"}:
            assert cells["anon"] == "door", (method, path)
        if label != NONE or set(cells.values()) - {"door", "404"}:
            name = f"{method} {rule.rule}  {label}".strip()
            rows.append((f"/{rule.rule.split('/')[1]}", name, [cells.get(who, "") for who in ASKING]))
    rows.sort(key=lambda row: row[0])
    compare("matrix_routes.txt", table({who: ACTORS[who] for who in ASKING}, rows, PREFACE))


def test_open_views_are_those_that_were_reviewed(app):
    """Widening who may come in shows in review."""
    lines = ["# Views that ask no rule: @public for visitors, @anyone for whoever is signed in.", ""]
    for access in ("public", "anyone"):
        found = sorted(name for name in app.view_functions if access_of(app, name) == access)
        lines += [f"{access}  {name}" for name in found]
    lines += [f"bare  {name}" for name in sorted(app.view_functions) if not access_of(app, name)]
    compare("matrix_open_views.txt", "\n".join(lines) + "\n")


def test_what_is_absent_and_what_is_hidden_are_answered_alike(app, scene):
    """Not a word tells whether there is something behind an address."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("what an address answers does not depend on the database")
    door = Door(app, scene)
    for endpoint in ("discussions.thread", "discussions.reply_at", "people.person", "moderation.show", "files.show"):
        rule = next(one for one in app.url_map.iter_rules() if one.endpoint == endpoint)
        with app.test_request_context():
            paths = {label: url_for(endpoint, **values) for label, values in variants(scene, rule)}
        for who in ("anon", "far"):
            answers = {label: door.ask(who, "GET", path) for label, path in paths.items()}
            absent = answers.pop(NONE)
            alike = [one for one in answers.values() if one.status_code == absent.status_code != 200]
            assert alike
            assert {words(one) for one in alike} == {words(absent)}, (endpoint, who)


def words(answer):
    """What a page says, without what is new on every page."""
    text = answer.get_data(as_text=True)
    start = text.find("<main")
    return answer.status_code, text[start : text.find("</main>")] if start >= 0 else ""
