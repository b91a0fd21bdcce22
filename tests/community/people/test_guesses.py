"""How often passwords may be guessed and mails asked for: no spelling of an address begins a new count, and nobody is
locked out by strangers.
"""

import pytest

from community.config import current
from community.data.database import db
from community.people import known
from community.web import limits
from tests.community.people.conftest import PASSWORD, Browser, fill, new_site

FULL = 10  # guesses at one account from one place


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A site that counts, and its people."""
    app = new_site(tmp_path_factory.mktemp("guesses"))
    app.config["RATELIMIT_ENABLED"] = True
    with app.app_context():
        limits.install(app, current())
        people = fill()
        db.session.remove()
    return app, people


@pytest.fixture
def site(real):
    """The same with nothing counted yet."""
    app, people = real
    app.extensions["community.limits"].reset()
    return app, people.addresses["lead"]


def guess(browser, address, password="not the password", where="192.0.2.1"):
    browser.client.environ_base["REMOTE_ADDR"] = where
    browser.get("/sign-in")
    return browser.post("/sign-in", {"email": address, "password": password}).status_code


def leave(browser):
    browser.get("/")
    assert browser.post("/sign-out").location == "/sign-in"


def spelt(address, number):
    """The same address to the form: with marks that nobody sees, spaces and capitals."""
    marks = ["\ufeff", "\u202e", "\x00", "\u2066", "\x1f", "\U000e0041"]
    return f"{marks[number % 6] * (number + 1)}{address.upper()}{' ' * number}"


def test_no_spelling_begins_a_new_count(site):
    app, address = site
    browser = Browser(app)
    codes = [guess(browser, spelt(address, number)) for number in range(FULL + 1)]
    assert codes == [422] * FULL + [429]


def test_no_spelling_makes_more_mails(site):
    app, address = site
    browser = Browser(app)
    browser.get("/password/forgotten")
    codes = [browser.post("/password/forgotten", {"email": spelt(address, n)}).status_code for n in range(6)]
    assert codes == [200] * 5 + [429]


def test_strangers_lock_nobody_out(site, monkeypatch):
    """A stranger's guesses count where they are; and in all, but not for browsers that were in before."""
    monkeypatch.setattr(known, "GUESSES_AT_ALL", "25 per hour")
    app, address = site
    owner, stranger = Browser(app), Browser(app)
    assert guess(owner, address, PASSWORD) == 303
    leave(owner)
    for _ in range(FULL):
        guess(stranger, address)
    assert guess(stranger, address, PASSWORD) == 429
    assert guess(Browser(app), address, PASSWORD, "192.0.2.2") == 303
    for number in (3, 4, 5):
        for _ in range(FULL):
            guess(stranger, address, where=f"192.0.2.{number}")
    assert guess(Browser(app), address, PASSWORD, "192.0.2.99") == 429, "so many in all, by many addresses"
    assert guess(owner, address, PASSWORD, "192.0.2.99") == 303


def test_a_known_browser_guesses_no_more_than_others_and_at_its_own_accounts_alone(site, real):
    app, address = site
    other = real[1].addresses["member"]
    browser = Browser(app)
    assert guess(browser, address, PASSWORD) == 303
    leave(browser)
    assert [guess(browser, address, where=f"192.0.2.{n}") for n in range(FULL + 1)] == [422] * FULL + [429]
    assert [guess(browser, other) for n in range(FULL + 1)] == [422] * FULL + [429]
    forged = Browser(app)
    forged.client.set_cookie("known", "WyJ4IixbMV1d.aaaa.bbbb", path="/sign-in")
    assert guess(forged, other) == 429


def test_who_knows_the_password_is_not_counted(site):
    app, address = site
    for _ in range(FULL + 2):
        browser = Browser(app)
        assert guess(browser, address) == 422
        assert guess(browser, address, PASSWORD) == 303
