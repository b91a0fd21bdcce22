"""`community import roster`: lists of team members, made by hand in a spreadsheet."""

import json
from datetime import timedelta

from sqlalchemy import func, select

from community import clock
from community.data.database import session
from community.people.models import DistrictProfile, Person, TeamMembership
from tests.community.people.roster.conftest import BOTH

pytestmark = BOTH
HEAD = "Collaboration,District,Email,Name,Role,Decision maker,Lead,From,Until\n"
ROW = "math-pathways,Alder Creek Unified School District,ida.brook@x.example,Ida Brook,Classroom,,,,\n"


def run(network, *arguments):
    answer = network.app.test_cli_runner().invoke(args=["import", "roster", *map(str, arguments)])
    session().expire_all()
    return answer.exit_code, answer.stdout, answer.stderr


def membership(email):
    query = select(TeamMembership).join(Person, Person.id == TeamMembership.person_id)
    return session().scalars(query.where(Person.email == email).order_by(TeamMembership.id.desc())).first()


def people():
    return session().scalar(select(func.count()).select_from(Person))


def test_a_row_makes_account_team_and_membership_once(network, written):
    file = written("r.csv", "\ufeff" + HEAD.replace("\n", "\r\n") + ROW)
    assert run(network, file)[:2] == (0, f"{file}: 1 joined, 1 accounts opened, 1 teams added.\n")
    row = membership("ida.brook@x.example")
    assert (row.role, row.decision_maker, row.lead, row.ends_at) == ("classroom", False, False, None)
    assert network.team("alder-creek-2").collaboration_id == network.collaboration("math-pathways").id
    assert "1 unchanged. Nothing to change." in run(network, file)[1]


def test_other_answers_change_the_membership(network, written):
    run(network, written("r.csv", HEAD + ROW))
    changed = ROW.replace("Classroom,,,,", "central office,YES,x,1/15/2026,2031-06-30")
    assert "1 changed" in run(network, written("r2.csv", HEAD + changed))[1]
    row = membership("ida.brook@x.example")
    assert (row.role, row.decision_maker, row.lead) == ("central_office", True, True)
    assert row.starts_at.isoformat() == "2026-01-15T08:00:00+00:00"
    assert row.ends_at.isoformat() == "2031-07-01T07:00:00+00:00"
    assert "Nothing to change" in run(network, written("r2.csv", HEAD + changed))[1]


def test_a_membership_of_the_past_comes_in_once(network, written):
    file = written("r.csv", HEAD + ROW.replace("Classroom,,,,", "site,,,2025-01-01,2025-06-30"))
    assert "1 joined" in run(network, file)[1]
    assert "1 unchanged" in run(network, file)[1]
    assert membership("ida.brook@x.example").ends_at < clock.now()


def test_bad_rows_leave_nothing_behind(network, written):
    before = people()
    known = network.email("team member", "Mirasol")
    bad = [
        "nowhere,Alder Creek Unified School District,a@x.example,A,site,,,,",
        "math-pathways,Nowhere Unified,b@x.example,B,site,,,,",
        "math-pathways,Alder Creek Unified School District,not an address,C,site,,,,",
        "math-pathways,Alder Creek Unified School District,d@x.example,D,janitor,,,,",
        "math-pathways,Alder Creek Unified School District,e@x.example,E,site,perhaps,,,",
        "math-pathways,Alder Creek Unified School District,f@x.example,F,site,,,31.12.2026,",
        "math-pathways,Alder Creek Unified School District,g@x.example,G,site,,,2026-02-01,2026-01-01",
        "math-pathways,Alder Creek Unified School District,h@x.example,,site,,,,",
        f"reading-together,Alder Creek Unified School District,{known},K,site,,,,",
    ]
    status, out, err = run(network, "--json", written("r.csv", HEAD + "\n".join(bad) + "\n" + ROW))
    told = json.loads(out)["files"][0]
    assert (status, told["bad"], told["joined"], people()) == (1, 9, 1, before + 1)
    assert [one["line"] for one in told["problems"]] == list(range(2, 11))
    words = [one["message"] for one in told["problems"]]
    for expected, found in zip(
        ("not known", "not known", "no mail address", "none of", "neither yes nor no", "no day", "before", "missing",
         "another team"), words, strict=True,
    ):  # fmt: skip
        assert expected in found
    assert "line 10:" in err


def test_a_district_may_be_named_by_its_code_and_an_unclear_name_is_told(network, written):
    district = network.team("mirasol").organization_id
    session().close()
    from community.data.unit_of_work import unit_of_work  # late: cycle-free reason - only this test writes a row

    with unit_of_work():
        session().get_one(DistrictProfile, district).cds_code = "01234560000000"
    by_code = ROW.replace("Alder Creek Unified School District", "01234560000000")
    assert run(network, written("r.csv", HEAD + by_code))[0] == 0
    assert membership("ida.brook@x.example").team_id == network.team("mirasol-2").id


def test_a_dry_run_writes_nothing_and_another_file_is_refused(network, written):
    before = people()
    assert run(network, "--dry-run", written("r.csv", HEAD + ROW))[1].startswith("Would be: ")
    assert people() == before
    assert run(network, written("x.csv", "a,b\n1,2\n"))[0] == 2


def test_a_person_who_left_can_come_back(network, written):
    run(network, written("r.csv", HEAD + ROW))
    with clock.frozen(clock.now() + timedelta(days=1)):
        from community.access import System  # late: only this test
        from community.people.service.roster import leave_team  # late: only this test

        leave_team(System("a test"), membership("ida.brook@x.example").id)
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert "1 joined" in run(network, written("r.csv", HEAD + ROW))[1]


def test_whoever_stands_in_a_file_twice_is_named_as_such(network, written):
    status, _out, err = run(network, written("r.csv", HEAD + ROW + ROW))
    assert status == 1
    assert "line 3: ida.brook@x.example in " in err
    assert "stands in line 2 already" in err
    assert "code" not in err
