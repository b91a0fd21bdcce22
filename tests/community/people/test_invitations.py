"""Asking somebody to join: who may, whom, as what; the mail; the link in all of its states; accepting."""

import re
import threading
from datetime import timedelta

import pytest

from community.clock import frozen, now
from community.data.database import db
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.people import actors
from community.people.models import ExpertPass, Invitation, Person, RoleHeld, TeamMembership
from community.people.queries.invitations import invitations
from community.people.service import invitations as service
from community.people.service.invitations import Invite
from community.people.service.joining import NewAccount, accept_as_new
from tests.community.people.conftest import Browser, link_in

PASSWORD = "quiet harbor morning"


def member(people, team=0, **other):
    """An invitation into a team."""
    told = {"email": "nora@alder.example", "locale": "es", "name": "Nora Vidal", "team_role": "site"}
    return Invite(**{**told, "team": people.teams[team][1], **other})


def role(people, name, place=0, **other):
    """An invitation into a collaboration."""
    told = {"email": "nora@office.example", "locale": "en", "role": name}
    return Invite(**{**told, "collaboration": people.collaborations[place][1], **other})


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("lead", None),
        ("facilitator", None),
        ("staff", None),
        ("administrator", None),
        ("member", Forbidden),
        ("moderator", Forbidden),
        ("neighbour", Forbidden),
        ("expert", Forbidden),
        ("stranger", NotFound),
        ("outsider", NotFound),
    ],
)
def test_who_may_invite_into_a_team(actor, people, who, answer):
    if answer is None:
        assert service.invite(actor(who), member(people)).team_id == people.teams[0][0]
    else:
        with pytest.raises(answer):
            service.invite(actor(who), member(people))
        assert db.session.query(Invitation).count() == 0


@pytest.mark.parametrize(
    ("who", "answer"),
    [("facilitator", None), ("staff", None), ("lead", Forbidden), ("moderator", Forbidden), ("stranger", NotFound)],
)
def test_who_may_invite_a_moderator(actor, people, who, answer):
    if answer is None:
        assert service.invite(actor(who), role(people, "moderator")).role == "moderator"
    else:
        with pytest.raises(answer):
            service.invite(actor(who), role(people, "moderator"))


def test_only_administrators_invite_staff(actor, people):
    asked = Invite(email="nora@office.example", locale="en", role="staff")
    with pytest.raises(Forbidden):
        service.invite(actor("staff"), asked)
    with pytest.raises(Forbidden):
        service.invite(actor("facilitator"), asked)
    assert service.invite(actor("administrator"), asked).role == "staff"


@pytest.mark.parametrize("name", ["staff", "administrator", "expert-of-nothing"])
def test_a_facilitator_cannot_smuggle_a_role_of_the_network(actor, people, name):
    with pytest.raises(Invalid):
        service.invite(actor("facilitator"), role(people, name))
    with pytest.raises(Invalid):
        service.invite(actor("lead"), member(people, role=name))


def test_a_lead_keeps_to_the_districts_own_addresses_and_a_facilitator_may_go_beyond(actor, people):
    with pytest.raises(Invalid, match=r"alder\.example"):
        service.invite(actor("lead"), member(people, email="nora@elsewhere.example"))
    service.invite(actor("lead"), member(people, email="nora@school.alder.example"))
    service.invite(actor("facilitator"), member(people, email="nora@elsewhere.example"))


def test_who_is_there_or_asked_already_is_not_asked_again(actor, people):
    with pytest.raises(Invalid, match="there already"):
        service.invite(actor("lead"), member(people, email="member@alder.example"))
    service.invite(actor("lead"), member(people))
    with pytest.raises(Invalid, match="invited already"):
        service.invite(actor("facilitator"), member(people, email="NORA@alder.example"))


@pytest.mark.parametrize(
    "wrong", [{"email": "nobody"}, {"locale": "fr"}, {"team_role": "king"}, {"email": "a@b.example\nBcc: c@d.example"}]
)
def test_what_does_not_fit_is_refused(actor, people, wrong):
    with pytest.raises(Invalid):
        service.invite(actor("staff"), member(people, **wrong))


def test_an_expert_needs_a_purpose_and_an_end(actor, people):
    with pytest.raises(Invalid) as refused:
        service.invite(actor("staff"), role(people, "expert"))
    assert set(refused.value.errors) == {"ends_on", "purpose"}


def invited(app, people, letters, asked):
    """Invite as staff; answers the mail and the path of its link."""
    with app.app_context():
        staff = actors.Person(
            people.ids["staff"], people.public_ids["staff"], "Staff", "en", "UTC", actors.scopes_of(people.ids["staff"])
        )
        db.session.remove()
        service.invite(staff, asked)
    letter = letters()[-1]
    return letter, link_in(letter.text, "/join/")


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


def test_sending_again_gives_a_new_link_and_ends_the_old(app, people, letters, browser, signed_in):
    _letter, first = invited(app, people, letters, member(people, locale="en"))
    with app.app_context():
        public_id = db.session.query(Invitation).one().public_id
    lead = signed_in("lead")
    assert "nora@alder.example" in lead.get("/invitations").text
    assert lead.post(f"/invitations/{public_id}/resend").location == "/invitations"
    second = link_in(letters()[-1].text, "/join/")
    assert first != second
    assert browser.get(first).status_code == 410
    assert browser.get(second).status_code == 200


def test_withdrawn_links_no_longer_work(app, people, letters, browser, signed_in):
    _letter, path = invited(app, people, letters, member(people, locale="en"))
    with app.app_context():
        public_id = db.session.query(Invitation).one().public_id
    lead = signed_in("lead")
    lead.get("/invitations")
    assert lead.post(f"/invitations/{public_id}/withdraw").location == "/invitations"
    assert "It was withdrawn" in browser.get(path).text
    assert lead.post(f"/invitations/{public_id}/withdraw").status_code == 409
    assert lead.post(f"/invitations/{public_id}/resend").status_code == 409


def test_invitations_of_another_team_are_not_there(app, people, letters, signed_in):
    invited(app, people, letters, member(people, team=2, email="nora@cedar.example"))
    with app.app_context():
        public_id = db.session.query(Invitation).one().public_id
    lead = signed_in("lead")
    assert "nora@cedar.example" not in lead.get("/invitations").text
    assert lead.post(f"/invitations/{public_id}/resend").status_code == 404
    assert lead.post(f"/invitations/{public_id}/withdraw").status_code == 404


def test_a_sender_who_may_no_longer_invite_loses_sight_of_it(actor, people):
    service.invite(actor("lead"), member(people))
    assert len(invitations(actor("lead"))) == 1
    with unit_of_work():
        db.session.query(TeamMembership).filter_by(person_id=people.ids["lead"]).one().lead = False
    assert invitations(actor("lead")) == []


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


@pytest.mark.parametrize(
    ("who", "status"), [("lead", 200), ("facilitator", 200), ("staff", 200), ("member", 403), ("expert", 403)]
)
def test_who_sees_the_page(signed_in, who, status):
    assert signed_in(who).get("/invitations").status_code == status


@pytest.mark.parametrize(
    ("who", "ways"),
    [
        ("lead", {"member"}),
        ("facilitator", {"member", "role", "expert"}),
        ("administrator", {"member", "role", "expert", "staff"}),
    ],
)
def test_ways_that_are_open(signed_in, who, ways):
    here = signed_in(who)
    page = here.get("/invitations").text
    assert {way for way in ("member", "role", "expert", "staff") if f"/invitations/new/{way}" in page} == ways
    assert here.get("/invitations/new/member").status_code == 200
    assert here.get("/invitations/new/staff").status_code == (200 if "staff" in ways else 404)


def test_inviting_by_the_form(app, people, letters, signed_in):
    here = signed_in("facilitator")
    here.get("/invitations/new/expert")
    sent = {
        "email": "eva@elsewhere.example", "name": "Eva", "locale": "en", "place": f"team:{people.teams[1][1]}",
        "purpose": "Looks at the plan", "ends_on": (now() + timedelta(days=20)).date().isoformat(),
    }  # fmt: skip
    assert here.post("/invitations/new/expert", {**sent, "ends_on": "2020-01-01"}).status_code == 422
    assert here.post("/invitations/new/expert", sent).location == "/invitations"
    assert "Looks at the plan" in letters()[-1].text
    with app.app_context():
        row = db.session.query(Invitation).one()
        assert (row.team_id, row.role) == (people.teams[1][0], "expert")
        assert row.sent_at is not None
