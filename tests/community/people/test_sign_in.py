"""The door: who gets in, what the others are told, how often, and what the cookie holds."""

import re
from urllib.parse import quote

import pytest
from argon2 import PasswordHasher

from community.clock import frozen, now
from community.data.database import db
from community.data.unit_of_work import unit_of_work
from community.people import passwords
from community.people.models import Person, SignIn
from tests.community.people.conftest import PASSWORD, Browser, new_site, plain


def test_a_visitor_is_sent_to_the_door_and_comes_back(browser, people):
    sent = browser.get("/profile")
    assert sent.status_code == 302
    assert sent.location == "/sign-in?next=/profile"
    browser.get(sent.location)
    answer = browser.post(sent.location, {"email": " LEAD@alder.example ", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert "Lead" in browser.get("/profile").text


def test_the_door_has_the_fields_that_people_script_against(browser):
    page = browser.get("/sign-in").text
    assert re.search(r'<form method="post" class="form"[^>]*>', page)
    assert set(re.findall(r'<input[^>]* name="(\w+)"', page)) >= {"csrf_token", "email", "password"}


@pytest.mark.parametrize("address", ["lead@alder.example", "nobody@alder.example"])
def test_unknown_address_and_wrong_password_get_the_same_answer(browser, people, address):
    browser.get("/sign-in")
    answer = browser.post("/sign-in", {"email": address, "password": "not the password"})
    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    told = answer.text.replace(address, "ADDRESS")
    other = browser.post("/sign-in", {"email": "else@alder.example", "password": "not the password"})
    assert plain(told) == plain(other.text.replace("else@alder.example", "ADDRESS"))


def test_both_cost_one_check_of_a_password(app, people, monkeypatch):
    with app.app_context():
        hasher, checked = passwords._hasher(True), []
        real = type(hasher).verify
        monkeypatch.setattr(type(hasher), "verify", lambda self, *rest: checked.append(1) or real(self, *rest))
    for address in ("lead@alder.example", "nobody@alder.example"):
        browser = Browser(app)
        browser.get("/sign-in")
        browser.post("/sign-in", {"email": address, "password": "not the password"})
    assert len(checked) == 2


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "evil",
        "///x",
    ],
)
def test_next_leads_nowhere_else(browser, people, onward):
    path = f"/sign-in?next={quote(onward)}"
    browser.get(path)
    answer = browser.post(path, {"email": "lead@alder.example", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/")


def test_without_a_token_nobody_gets_in(browser, people):
    answer = browser.client.post("/sign-in", data={"email": "lead@alder.example", "password": PASSWORD})
    assert answer.status_code in {400, 422}
    assert not browser.is_in


def test_signing_in_gives_another_session(browser, people):
    browser.get("/sign-in")
    with browser.client.session_transaction() as before:
        before["planted"] = "by somebody else"
        token = before["csrf_token"]
    browser.sign_in("lead@alder.example")
    with browser.client.session_transaction() as after:
        assert "planted" not in after
        assert after["csrf_token"] != token


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser, people):
    browser.get("/sign-in")
    answer = browser.post("/sign-in", {"email": "lead@alder.example", "password": PASSWORD})
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("throughline="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie
    assert "Secure" not in cookie


def test_behind_https_the_cookie_is_secure(tmp_path):
    browser = Browser(new_site(tmp_path, base_url="https://network.example"))
    answer = browser.client.get("/sign-in", base_url="https://network.example")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_the_database_holds_no_secret_that_opens_the_door(app, browser, people):
    browser.sign_in("lead@alder.example")
    with browser.client.session_transaction() as kept:
        secret = kept["_user_id"]
    with app.app_context():
        row = db.session.query(SignIn).one()
        assert secret not in {row.token_hash, row.public_id}
        assert len(row.token_hash) == 64


def test_sign_out_ends_the_sign_in_and_a_copied_cookie(app, browser, people):
    browser.sign_in("lead@alder.example")
    copied = browser.client.get_cookie("throughline").value
    answer = browser.post("/sign-out")
    assert answer.location == "/sign-in"
    assert not browser.is_in
    thief = Browser(app)
    thief.client.set_cookie("throughline", copied)
    assert not thief.is_in


def test_an_unused_sign_in_ends_by_itself(browser, people):
    with frozen(now()) as clock:
        browser.sign_in("lead@alder.example")
        clock.advance(13 * 24 * 3600)
        assert browser.is_in
        clock.advance(20 * 24 * 3600)
        assert not browser.is_in


def test_a_closed_account_is_out_at_the_next_request(app, signed_in, people):
    browser = signed_in("member")
    with app.app_context(), unit_of_work():
        db.session.get(Person, people.ids["member"]).closed_at = now()
    assert not browser.is_in


def test_many_guesses_at_one_account_are_refused_and_a_right_one_with_them(tmp_path):
    browser = Browser(new_site(tmp_path, testing=False))
    browser.get("/sign-in")
    codes = [
        browser.post("/sign-in", {"email": "a@b.example", "password": f"guess {n}"}).status_code for n in range(11)
    ]
    assert codes == [422] * 10 + [429]
    assert browser.post("/sign-in", {"email": "other@b.example", "password": "guess"}).status_code == 422


def test_an_old_hash_is_made_anew_at_sign_in(app, browser, people):
    old = PasswordHasher(2, 128, 1).hash(PASSWORD)
    with app.app_context(), unit_of_work():
        db.session.get(Person, people.ids["lead"]).password_hash = old
    browser.sign_in("lead@alder.example")
    with app.app_context():
        assert db.session.get(Person, people.ids["lead"]).password_hash != old
    assert Browser(app).sign_in("lead@alder.example").status_code == 303


def test_who_is_in_already_does_not_see_the_door(signed_in):
    assert signed_in("lead").get("/sign-in?next=/profile").location == "/profile"


def test_the_door_speaks_the_readers_language(app):
    page = Browser(app, **{"Accept-Language": "es"}).get("/sign-in").text
    assert '<html lang="es"' in page
