"""Another password: by mail, once, within the hour; or with the present one. What is too easy, and what follows."""

import pytest

from community.clock import frozen, now
from community.data.database import db
from community.data.unit_of_work import unit_of_work
from community.events.models import Task
from community.events.tasks import retry
from community.people import passwords
from community.people.models import Token
from community.people.passwords import weakness
from tests.community.people.conftest import PASSWORD, Browser, link_in, plain

NEW = "quiet harbor morning"


def ask(browser, address):
    """Ask for a link; answers the page."""
    browser.get("/password/forgotten")
    return browser.post("/password/forgotten", {"email": address})


def test_a_link_comes_by_mail_and_works_once(app, browser, people, letters, signed_in):
    elsewhere = signed_in("member")
    assert ask(browser, "member@alder.example").status_code == 200
    letter = letters()[-1]
    assert (letter.to, letter.language) == ("member@alder.example", "es")
    path = link_in(letter.text, "/password/new/")
    assert browser.get(path).status_code == 200
    assert browser.get(path).status_code == 200  # looking at it, as mail programs do, does not use it up
    assert browser.post(path, {"password": NEW}).location == "/sign-in"
    assert not elsewhere.is_in
    assert browser.get(path).status_code == 410
    assert Browser(app).sign_in("member@alder.example", PASSWORD).status_code == 422
    assert Browser(app).sign_in("member@alder.example", NEW).status_code == 303
    assert any("contraseña" in one.subject.lower() or "password" in one.subject for one in letters()[1:])


def test_unknown_addresses_get_the_same_page_and_no_mail(app, browser, people, letters):
    known, unknown = ask(browser, "lead@alder.example").text, ask(browser, "nobody@alder.example").text
    assert plain(known.replace("lead@", "X@")) == plain(unknown.replace("nobody@", "X@"))
    with app.app_context():
        asked = [task.arguments for task in db.session.query(Task).filter_by(handler="people.mail_reset")]
    assert [sorted(one) for one in asked] == [["mark", "person_id"]] * 2  # the same work, and no address is kept
    assert [letter.to for letter in letters()] == ["lead@alder.example"]


def test_the_mail_sent_again_holds_the_same_link(app, browser, people, letters):
    ask(browser, "lead@alder.example")
    first = link_in(letters()[-1].text, "/password/new/")
    with app.app_context(), unit_of_work():
        task = db.session.query(Task).filter_by(handler="people.mail_reset").one()
        task.state = "due"
        retry(task.id)
    assert link_in(letters()[-1].text, "/password/new/") == first
    with app.app_context():
        assert db.session.query(Token).count() == 1
        assert db.session.query(Token).one().token_hash not in first


def test_a_later_link_ends_the_earlier_and_the_hour_ends_both(browser, people, letters):
    with frozen(now()) as clock:
        ask(browser, "lead@alder.example")
        first = link_in(letters()[-1].text, "/password/new/")
        clock.advance(60)
        ask(browser, "lead@alder.example")
        second = link_in(letters()[-1].text, "/password/new/")
        assert first != second
        assert browser.get(first).status_code == 410
        clock.advance(3599)
        assert browser.get(second).status_code == 200
        clock.advance(2)
        late = browser.get(second)
        assert late.status_code == 410
        assert "Ask for a new link" in late.text
        assert browser.post(second, {"password": NEW}).status_code == 410


def test_a_made_up_link_is_over(browser):
    assert browser.get("/password/new/abcdef").status_code == 410


def test_changing_asks_the_present_password_and_signs_the_others_out(signed_in, people, letters):
    here, there = signed_in("lead"), signed_in("lead")
    here.get("/password")
    assert here.post("/password", {"present": "wrong password", "password": NEW}).status_code == 422
    assert "not your present password" in here.post("/password", {"present": "x", "password": NEW}).text
    assert there.is_in
    assert here.post("/password", {"present": PASSWORD, "password": NEW}).location == "/sign-ins"
    assert here.is_in
    assert not there.is_in
    assert letters()[-1].to == "lead@alder.example"


def test_a_password_that_is_too_easy_is_explained(signed_in):
    here = signed_in("lead")
    here.get("/password")
    answer = here.post("/password", {"present": PASSWORD, "password": "password1234"})
    assert answer.status_code == 422
    assert "easy to guess" in answer.text


@pytest.mark.parametrize(
    "password",
    ["short", "aaaaaaaaaaaaaaaa", "password1234", "Contraseña2026", "ana.lopez2026", "1212121212121212", "x" * 201],
)
def test_these_are_too_easy(inside, password):
    assert weakness(password, ("Ana Lopez", "ana.lopez@alder.example"))


@pytest.mark.parametrize(
    "password", ["seven green lanterns", "throughline-sample-9", "lámparas verdes", "xK7#qwP9!zLm"]
)
def test_these_are_not(inside, password):
    assert weakness(password, ("Ana Lopez", "ana.lopez@alder.example")) is None


def test_hashing_never_happens_inside_a_transaction(inside):
    with unit_of_work(), pytest.raises(RuntimeError):
        passwords.hashed(NEW)
