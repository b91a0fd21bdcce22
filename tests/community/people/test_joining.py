"""From the mail into the network: the link in all of its states, with a new account and with one that is there."""

import re
import threading
from datetime import timedelta

import pytest

from community.clock import frozen, now
from community.data.database import db
from community.errors import Conflict
from community.people.models import ExpertPass, Invitation, Person, RoleHeld, TeamMembership
from community.people.service.joining import NewAccount, accept_as_new
from tests.community.people.asking import invited, member, role
from tests.community.people.conftest import Browser

PASSWORD = "quiet harbor morning"


def test_from_the_mail_to_the_team(app, people, letters, browser):
    letter, path = invited(app, people, letters, member(people, decision_maker=True))
    assert (letter.to, letter.language) == ("nora@alder.example", "es")
    page = browser.get(path)
    assert page.status_code == 200
    assert '<html lang="es"' in page.text
    assert "Nora Vidal" in page.text
    answer = browser.post(path, {"name": "Nora Vidal-Ruiz", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.is_in
    with app.app_context():
        nora = db.session.query(Person).filter_by(email="nora@alder.example").one()
        place = db.session.query(TeamMembership).filter_by(person_id=nora.id).one()
        assert (nora.name, nora.handle, nora.locale) == ("Nora Vidal-Ruiz", "nora-vidal-ruiz", "es")
        assert nora.organization_id is not None
        assert (place.team_id, place.role, place.decision_maker) == (people.teams[0][0], "site", True)
    again = Browser(app).get(path)
    assert again.status_code == 410
    assert "aceptada" in again.text or "accepted already" in again.text
    assert Browser(app).sign_in("nora@alder.example", PASSWORD).status_code == 303


@pytest.mark.parametrize("name", ["facilitator", "moderator"])
def test_from_the_mail_to_a_role(app, people, letters, browser, name):
    _letter, path = invited(app, people, letters, role(people, name))
    browser.get(path)
    assert browser.post(path, {"name": "Nora", "password": PASSWORD}).status_code == 303
    with app.app_context():
        nora = db.session.query(Person).filter_by(email="nora@office.example").one()
        held = db.session.query(RoleHeld).filter_by(person_id=nora.id).one()
        assert (held.role, held.collaboration_id) == (name, people.collaborations[0][0])


def test_from_the_mail_to_a_pass_that_ends(app, people, letters, browser):
    ends = now() + timedelta(days=40)
    asked = role(people, "expert", purpose="Looks at the measures", ends_at=ends)
    letter, path = invited(app, people, letters, asked)
    assert "Looks at the measures" in letter.text
    browser.get(path)
    browser.post(path, {"name": "Nora", "password": PASSWORD})
    with app.app_context():
        nora = db.session.query(Person).filter_by(email="nora@office.example").one()
        given = db.session.query(ExpertPass).filter_by(person_id=nora.id).one()
        assert (given.collaboration_id, given.ends_at) == (people.collaborations[0][0], ends)


def test_who_has_an_account_signs_in_and_just_joins(app, people, letters, browser):
    _letter, path = invited(app, people, letters, member(people, email="outsider@office.example"))
    page = browser.get(path)
    assert "has an account here already" in page.text or "ya tiene una cuenta" in page.text
    assert 'name="password"' not in page.text
    assert browser.post(path, {"name": "X", "password": PASSWORD}).status_code == 200  # opens no second account
    browser.sign_in("outsider@office.example")
    browser.get(path)
    assert browser.post(path).location == "/"
    with app.app_context():
        place = db.session.query(TeamMembership).filter_by(person_id=people.ids["outsider"]).one()
        assert place.team_id == people.teams[0][0]
    assert browser.get(path).status_code == 410


def test_an_invitation_for_somebody_else_joins_nobody(app, people, letters, signed_in):
    _letter, path = invited(app, people, letters, member(people))
    thief = signed_in("stranger")
    assert "another address" in thief.get(path).text
    assert thief.post(path).status_code == 200
    with app.app_context():
        assert db.session.query(TeamMembership).filter_by(person_id=people.ids["stranger"]).count() == 1
        assert db.session.query(Invitation).one().accepted_at is None


def test_a_link_that_is_over_says_why(app, people, letters, browser):
    with frozen(now()) as clock:
        _letter, path = invited(app, people, letters, member(people, locale="en"))
        clock.advance(13 * 24 * 3600)
        assert browser.get(path).status_code == 200
        clock.advance(2 * 24 * 3600)
        page = browser.get(path)
    assert page.status_code == 410
    assert "Ask Staff to send it again" in page.text
    assert "lost" in browser.get("/join/unknown").text


def test_two_at_once_use_a_link_only_once(app, people, letters):
    _letter, path = invited(app, people, letters, member(people))
    secret, answers, start = path.removeprefix("/join/"), [], threading.Barrier(2)

    def accept():
        with app.app_context():
            start.wait()
            try:
                answers.append(accept_as_new(secret, NewAccount("Nora", PASSWORD, "en"), "Firefox/Linux"))
            except Conflict:
                answers.append(None)

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in answers if one]) == 1
    with app.app_context():
        assert db.session.query(Person).filter_by(email="nora@alder.example").count() == 1


def test_the_first_administrator_comes_in_by_a_link_from_the_command_line(app, browser, letters):
    with app.app_context():
        ran = app.test_cli_runner().invoke(args=["invite", "first@network.example", "--name", "Ada First"])
    assert ran.exit_code == 0, ran.output
    path = re.fullmatch(r"http://127\.0\.0\.1:5000(/join/\S+)\n", ran.output)[1]
    assert letters() == []
    browser.get(path)
    assert browser.post(path, {"name": "Ada First", "password": PASSWORD}).status_code == 303
    with app.app_context():
        ada = db.session.query(Person).filter_by(email="first@network.example").one()
        assert db.session.query(RoleHeld).filter_by(person_id=ada.id).one().role == "administrator"
    assert browser.get("/invitations").status_code == 200
