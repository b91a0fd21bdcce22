"""What the site keeps about a person: all of it in one file; and gone, everywhere, when they close the account."""

import json

import pytest
from sqlalchemy import select

from community.access import System
from community.app import create_app
from community.config import Settings
from community.data.database import Base, db, session
from community.data.unit_of_work import in_unit_of_work, unit_of_work
from community.errors import Conflict, Forbidden
from community.host.contract import PersonalData, Plugin
from community.ledger.models import Entry
from community.people.models import Person, SignIn, TeamMembership
from community.people.personal import TABLES
from community.people.service import departure, roster
from community.people.service.accounts import open_account
from community.people.service.invitations import Invite, invite
from tests.community.people.conftest import PASSWORD, Browser


def test_everything_comes_as_one_file_and_no_secret(signed_in):
    here = signed_in("lead")
    here.get("/my-data")
    answer = here.post("/my-data/download")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data-lead.json"'
    assert answer.mimetype == "application/json"
    told = json.loads(answer.data)
    rows = told["kept"]["people"]
    assert {row["what"] for row in rows} >= {"account", "sign-in", "membership"}
    assert next(row for row in rows if row["what"] == "account")["email"] == "lead@alder.example"
    assert "argon2" not in answer.text
    assert set(told["kept"]) >= {"people", "spaces"}


def test_the_others_addresses_are_not_in_my_file(actor, people, signed_in):
    asked = Invite(email="nora@alder.example", locale="en", team=people.teams[0][1], team_role="site")
    invite(actor("lead"), asked)
    here = signed_in("lead")
    here.get("/my-data")
    assert "nora@" not in here.post("/my-data/download").text


def test_closing_asks_the_password(app, signed_in, people):
    here = signed_in("member")
    here.get("/my-data")
    assert here.post("/my-data/close", {"password": "wrong"}).status_code == 422
    with app.app_context():
        assert db.session.get(Person, people.ids["member"]).closed_at is None


def leftovers(*words):
    """Tables and columns in which one of these words still stands."""
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in session().execute(select(table)).mappings():
            for column, value in row.items():
                if isinstance(value, str | dict | list) and any(word in str(value).lower() for word in words):
                    found.add(f"{table.name}.{column}")
    return found


def test_closing_erases_the_person_everywhere(app, signed_in, people, letters):
    with app.app_context(), unit_of_work():
        row = db.session.get(Person, people.ids["member"])
        row.name, row.handle, row.about, row.work_title = (
            "Quillon Zeb",
            "quillon-zeb",
            "quillon's words",
            "quillon's work",
        )
    here, there = signed_in("member"), signed_in("member", agent="Safari Macintosh")
    Browser(app).get("/password/forgotten")
    letters()
    with app.app_context():
        assert leftovers("quillon", "member@alder.example") >= {"people_person.name", "people_person.email"}
    here.get("/my-data")
    assert here.post("/my-data/close", {"password": PASSWORD}).location == "/sign-in"
    assert not here.is_in
    assert not there.is_in
    with app.app_context():
        assert leftovers("quillon", "member@alder.example") == set()
        row = db.session.get(Person, people.ids["member"])
        assert (row.name, row.email, row.password_hash, row.public_id) == (
            "Former member", None, None, people.public_ids["member"],
        )  # fmt: skip
        assert all(one.ended_at for one in db.session.query(SignIn).filter_by(person_id=row.id))
        assert all(one.ends_at for one in db.session.query(TeamMembership).filter_by(person_id=row.id))
    assert Browser(app).sign_in("member@alder.example").status_code == 422
    assert signed_in("lead").get(f"/people/{people.public_ids['member']}").status_code == 404
    letters()  # what waits does not trip over the one who left


def test_the_address_can_be_used_anew(app, signed_in, people):
    here = signed_in("member")
    here.get("/my-data")
    here.post("/my-data/close", {"password": PASSWORD})
    with app.app_context():
        assert open_account(System("test"), "member@alder.example", "Member").id != people.ids["member"]


def test_the_last_administrator_stays(actor, people):
    with pytest.raises(Conflict):
        departure.close_account(actor("administrator"), people.public_ids["administrator"])
    roster.give_role(System("test"), people.ids["staff"], "administrator")
    departure.close_account(actor("administrator"), people.public_ids["administrator"])


def test_who_may_close_whose(actor, people):
    with pytest.raises(Forbidden):
        departure.close_account(actor("staff"), people.public_ids["member"])
    with pytest.raises(Forbidden):
        departure.export(actor("administrator"), people.public_ids["member"])
    departure.close_account(actor("administrator"), people.public_ids["member"])


def test_all_tables_that_point_at_a_person_are_named(inside):
    ours = [table for name, table in Base.metadata.tables.items() if name.startswith("people_")]
    pointing = {
        table.name for table in ours if any(key.target_fullname == "people_person.id" for key in table.foreign_keys)
    }
    assert pointing | {"people_person"} == set(TABLES)


def test_what_is_kept_is_read_when_no_writer_waits_for_it(tmp_path):
    kept = PersonalData((), lambda _person_id: [{"inside": in_unit_of_work()}], lambda _person_id: None)
    app = create_app(
        Settings(instance=tmp_path, testing=True, consumers=False, live=False),
        extra=(Plugin(name="keeper", title="Keeper", version="1", personal_data=kept),),
    )
    with app.app_context():
        db.create_all()
        person = open_account(System("a test"), "ana@alder.example", "Ana", password_hash="x")
        told = json.loads(departure.export(System("a test"), person.public_id))
        assert told["kept"]["keeper"] == [{"inside": False}]
        assert session().scalar(select(Entry.action).order_by(Entry.id.desc())) == "people.data_exported"
        session().close()
        db.engine.dispose()
