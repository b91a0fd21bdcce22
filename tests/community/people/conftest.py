"""A small network of invented people, browsers that send CSRF tokens as people's browsers do, and their mail."""

import email
import email.policy
import re
import shutil
from contextlib import contextmanager
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from community.access import System
from community.app import create_app
from community.clock import now
from community.config import Settings, current
from community.data.database import db
from community.data.unit_of_work import unit_of_work
from community.events.runner import drain
from community.people import actors, passwords
from community.people.phases import PhaseDates
from community.people.queries import accounts
from community.people.service import roster
from community.people.service.accounts import open_account
from community.testing.apps import empty

PASSWORD = "seven green lanterns"
SITE = System("test network")


def new_site(folder, **settings):
    """The real app with an empty database in `folder`."""
    given = {"secret_key": "test", "mail_url": f"file:{folder / 'mail'}", "consumers": False, "testing": True}
    app = create_app(Settings(instance=folder, **{**given, **settings}))
    with app.app_context():
        db.create_all()
    return app


@pytest.fixture
def app(site):
    """The real app on an empty database, on both engines; no context, so that requests are as in production."""
    with site.app_context():
        empty()
        mail = current().instance / "mail"
    shutil.rmtree(mail, ignore_errors=True)
    return site


@pytest.fixture
def mail_folder(app):
    """Where its mail goes."""
    with app.app_context():
        return current().instance / "mail"


@pytest.fixture
def inside(app):
    """An app context, for tests of services."""
    with app.app_context():
        yield app


@pytest.fixture
def people(app):
    """Ids by name: two collaborations, three teams, and somebody in each kind of place."""
    with app.app_context():
        return fill()


def fill():
    """Make the network through the services."""
    found = SimpleNamespace(ids={}, addresses={})
    kept = passwords.hashed(PASSWORD)
    with unit_of_work():
        districts = [
            roster.add_organization(SITE, roster.About(name, "district", email_domain=f"{name.lower()}.example"))
            for name in ("Alder", "Birch", "Cedar")
        ]
        launch = [PhaseDates("launch", date(2026, 1, 1), date(2026, 3, 31))]
        one = roster.open_collaboration(SITE, "Reading", "reading", launch)
        two = roster.open_collaboration(SITE, "Maths", "maths", launch)
        teams = [
            roster.add_team(SITE, place.id, home.id) for place, home in zip((one, one, two), districts, strict=True)
        ]

        def add(name, home=None, locale="en"):
            domain = home.email_domain if home else "office.example"
            who = open_account(
                SITE, f"{name}@{domain}", name.title(), password_hash=kept, organization_id=home.id if home else None,
                locale=locale,
            )  # fmt: skip
            found.ids[name], found.addresses[name] = who.id, who.email
            return who.id

        roster.join_team(SITE, teams[0].id, add("lead", districts[0]), "central_office", lead=True, decision_maker=True)
        roster.join_team(SITE, teams[0].id, add("member", districts[0], "es"), "classroom")
        roster.join_team(SITE, teams[1].id, add("neighbour", districts[1]), "site")
        roster.join_team(SITE, teams[2].id, add("stranger", districts[2]), "site")
        for who in ("facilitator", "moderator"):
            roster.give_role(SITE, add(who), who, one.id)
        for who in ("staff", "administrator"):
            roster.give_role(SITE, add(who), who)
        roster.give_pass(SITE, add("expert"), "Looks at the plan", now() + timedelta(days=30), team_id=teams[0].id)
        add("outsider")
        found.teams = [(team.id, team.public_id) for team in teams]
        found.collaborations = [(one.id, one.public_id), (two.id, two.public_id)]
        found.public_ids = {name: accounts.account(one).public_id for name, one in found.ids.items()}
    return found


@pytest.fixture
def actor(inside, people):
    """The actor of a name, with the scopes it has now."""

    def make(name):
        row = accounts.account(people.ids[name])
        found = actors.Person(row.id, row.public_id, row.name, row.locale or "", "UTC", actors.scopes_of(row.id))
        db.session.remove()
        return found

    return make


class Browser:
    """A browser: keeps cookies, sends the token of the page it last read."""

    def __init__(self, app, agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0", **headers):
        self.client = app.test_client()
        self._headers = {"User-Agent": agent, **headers}
        self.token = ""

    def get(self, path, **options):
        """Read a page."""
        answer = self.client.get(path, headers=self._headers, **options)
        self._remember(answer)
        return answer

    def post(self, path, data=None, **options):
        """Send a form."""
        answer = self.client.post(
            path, data={"csrf_token": self.token, **(data or {})}, headers=self._headers, **options
        )
        self._remember(answer)
        return answer

    def _remember(self, answer):
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.text) if answer.mimetype == "text/html" else None
        self.token = found[1] if found else self.token

    def sign_in(self, address, password=PASSWORD):
        """Go in by the door."""
        self.get("/sign-in")
        answer = self.post("/sign-in", {"email": address, "password": password})
        self.get("/")
        return answer

    @property
    def is_in(self):
        """Whether the site knows the person."""
        return self.get("/sign-ins").status_code == 200


@pytest.fixture
def browser(app):
    """A browser that nobody signed in with."""
    return Browser(app)


@pytest.fixture
def signed_in(app, people):
    """A browser of a person by name."""

    def make(name, **options):
        one = Browser(app, **options)
        assert one.sign_in(people.addresses[name]).status_code == 303
        return one

    return make


@pytest.fixture
def letters(app, mail_folder):
    """All mails that have left, after the waiting work is done: (to, subject, text, whole message), oldest first."""

    def read():
        drain(app)
        files = sorted(mail_folder.rglob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        found = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [
            SimpleNamespace(
                to=one["To"].addresses[0].addr_spec,
                subject=one["Subject"],
                text=one.get_body(("plain",)).get_content(),
                html=one.get_body(("html",)).get_content(),
                language=one["Content-Language"],
            )
            for one in found
        ]

    return read


def plain(page):
    """A page without what differs each time it is made: tokens and cursors."""
    return re.sub(r'(value|content|data-cursor)="[^"]*"', "", page)


def link_in(text, start):
    """The path of the first link of that kind in a mail."""
    return re.search(rf"http://127\.0\.0\.1:5000({re.escape(start)}\S+)", text)[1]


@pytest.fixture
def count_queries(app):
    """A context that collects the statements sent to the database, without those that only begin transactions."""

    @contextmanager
    def counting():
        found = []
        with app.app_context():
            engine = db.engine

        def note(_connection, _cursor, statement, *_rest):
            if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
                found.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield found
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
