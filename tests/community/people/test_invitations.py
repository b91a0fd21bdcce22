"""Asking somebody to join: who may, whom, as what; the mail; the link in all of its states; accepting."""

from datetime import timedelta

import pytest

from community.clock import now
from community.data.database import db
from community.data.unit_of_work import unit_of_work
from community.errors import Forbidden, Invalid, NotFound
from community.people.models import Invitation, Person, TeamMembership
from community.people.queries.invitations import invitations
from community.people.service import invitations as service
from community.people.service.invitations import Invite
from tests.community.people.asking import invited, member, role
from tests.community.people.conftest import link_in

PASSWORD = "quiet harbor morning"


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


def test_nobody_invites_themselves(actor, people):
    facilitator = actor("facilitator")
    own = db.session.get(Person, facilitator.id).email
    for asked in (role(people, "moderator", email=own), member(people, email=own)):
        with pytest.raises(Invalid) as refused:
            service.invite(facilitator, asked)
        assert list(refused.value.errors) == ["email"]


def test_a_pass_is_not_offered_for_longer_than_it_may_last(actor, people):
    asked = role(people, "expert", purpose="Reads", ends_at=now() + timedelta(days=800))
    with pytest.raises(Invalid) as refused:
        service.invite(actor("facilitator"), asked)
    assert list(refused.value.errors) == ["ends_on"]
