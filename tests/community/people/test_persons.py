"""Who sees whom: the same in a list, for one, in the index, for an audience. The person page and the profile."""

import random
import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from community.access import Anonymous, audience, can, rules, visibility, visible
from community.access.labels import labels
from community.clock import now
from community.data.database import db, session
from community.data.unit_of_work import unit_of_work
from community.people import actors
from community.people.models import ExpertPass, Organization, Person, RoleHeld, Team, TeamMembership
from community.people.queries.people import by_handle
from community.people.search import PERSONS
from tests.community.people.conftest import plain

EVERYBODY = {
    "lead",
    "member",
    "neighbour",
    "stranger",
    "facilitator",
    "moderator",
    "staff",
    "administrator",
    "expert",
    "outsider",
}
READING = {"lead", "member", "neighbour", "facilitator", "moderator"}
RUN_IT = {"staff", "administrator"}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("lead", READING | RUN_IT | {"expert"}),
        ("member", READING | RUN_IT | {"expert"}),
        ("neighbour", READING | RUN_IT),
        ("facilitator", READING | RUN_IT),
        ("moderator", READING | RUN_IT),
        ("stranger", {"stranger"} | RUN_IT),
        ("expert", {"expert", "lead", "member"} | RUN_IT),
        ("outsider", {"outsider"} | RUN_IT),
        ("staff", EVERYBODY),
        ("administrator", EVERYBODY),
    ],
)
def test_who_sees_whom(actor, people, who, sees):
    asking = actor(who)
    found = {name for name, one in people.ids.items() if can(asking, "read", db.session.get(Person, one))}
    assert found == sees
    listed = set(session().scalars(visible(asking, Person).with_only_columns(Person.id)))
    assert listed == {people.ids[name] for name in sees}


def test_a_visitor_sees_nobody(inside, people):
    assert session().scalars(visible(Anonymous(), Person)).all() == []


def scramble(seed):
    """Places at random, over and to come among them, and a few closed accounts."""
    chance, at = random.Random(seed), now()
    persons, teams = session().scalars(db.select(Person)).all(), session().scalars(db.select(Team)).all()

    def spell():
        starts = at + timedelta(days=chance.choice([-30, -2, 2]))
        return {"starts_at": starts, "ends_at": chance.choice([None, starts + timedelta(days=chance.choice([1, 60]))])}

    for person in persons:
        for team in chance.sample(teams, chance.randint(0, 2)):
            session().add(TeamMembership(team_id=team.id, person_id=person.id, role="site", **spell()))
        if chance.random() < 0.3:
            place = chance.choice([None, *(team.collaboration_id for team in teams)])
            role = chance.choice(["facilitator", "moderator"] if place else ["staff", "administrator"])
            session().add(RoleHeld(person_id=person.id, collaboration_id=place, role=role, **spell()))
        if chance.random() < 0.3:
            one = chance.choice(teams)
            where = chance.choice([{"team_id": one.id}, {"collaboration_id": one.collaboration_id}])
            starts = at - timedelta(days=chance.choice([-1, 5]))
            session().add(
                ExpertPass(
                    person_id=person.id, purpose="x", starts_at=starts, ends_at=starts + timedelta(days=9), **where
                )
            )
        if chance.random() < 0.1:
            person.closed_at = at
    chance.choice(teams).closed_at = at


@pytest.mark.parametrize("seed", range(6))
def test_rules_labels_and_audiences_agree(inside, people, seed):
    with unit_of_work():
        scramble(seed)
    kind = rules().kind("people.person")
    ids = list(people.ids.values())
    found = labels(kind, ids)
    open_ids = set(session().scalars(db.select(Person.id).where(Person.closed_at.is_(None))))
    assert {one for one, said in found.items() if said.labels} == open_ids
    readers = {one: set(session().scalars(audience(kind, one))) for one in ids}
    for reader in open_ids:
        asking = actors.Person(reader, "x", "x", scopes=actors.scopes_of(reader))
        listed = set(session().scalars(visible(asking, Person).with_only_columns(Person.id)))
        tokens = visibility(asking).tokens
        assert listed == {one for one in ids if one in found and found[one].labels & tokens}
        assert listed == {one for one in ids if reader in readers[one]}


def test_scopes_are_read_in_one_statement(inside, people, count_queries):
    with count_queries() as statements:
        found = actors.scopes_of(people.ids["lead"])
    assert len(statements) == 1
    assert found["team.lead"] == {people.teams[0][0]}
    assert found["network.member"] == {0}


def test_reader_costs_two_statements(app, signed_in, count_queries):
    here = signed_in("lead")
    with count_queries() as statements:
        here.get("/language-that-is-no-page")
    scopes = [one for one in statements if "UNION ALL" in one and "pg_snapshot" not in one]
    loading = [one for one in statements if "people_sign_in" in one] + scopes
    assert len(loading) == 2


def test_the_page_of_a_person(app, signed_in, people):
    page = signed_in("neighbour").get(f"/people/{people.public_ids['lead']}")
    assert page.status_code == 200
    assert "Alder, Reading" in page.text
    assert "Team lead" in page.text
    assert "lead@alder.example" not in page.text


@pytest.mark.parametrize("whose", ["stranger", "outsider", "expert"])
def test_who_is_not_seen_is_not_there(signed_in, people, whose):
    here = signed_in("neighbour")
    absent = here.get("/people/aaaaaaaaaaaa")
    hidden = here.get(f"/people/{people.public_ids[whose]}")
    assert (absent.status_code, hidden.status_code) == (404, 404)
    assert plain(hidden.text.replace(people.public_ids[whose], "aaaaaaaaaaaa")) == plain(absent.text)


def test_places_elsewhere_are_not_told(app, signed_in, people):
    with app.app_context(), unit_of_work():
        team = people.teams[2][0]
        session().add(TeamMembership(team_id=team, person_id=people.ids["lead"], role="site"))
    page = signed_in("neighbour").get(f"/people/{people.public_ids['lead']}").text
    assert "Alder, Reading" in page
    assert "Maths" not in page
    assert "Cedar, Maths" in signed_in("lead").get(f"/people/{people.public_ids['lead']}").text
    assert "Cedar, Maths" in signed_in("staff").get(f"/people/{people.public_ids['lead']}").text


def test_a_profile_is_saved_rendered_and_escaped(signed_in, people):
    here = signed_in("lead")
    assert "Lead" in here.get("/profile").text
    said = {
        "name": "Ana <b>Lopez</b>", "work_title": "Principal", "about": "I ask **why**.\n\n<script>alert(1)</script>",
        "locale": "es", "zone": "America/New_York",
    }  # fmt: skip
    assert here.post("/profile", said).location == f"/people/{people.public_ids['lead']}"
    page = here.get(f"/people/{people.public_ids['lead']}").text
    assert "<strong>why</strong>" in page
    assert "<script>alert" not in page
    assert "Ana &lt;b&gt;Lopez&lt;/b&gt;" in page
    assert '<html lang="es"' in page


@pytest.mark.parametrize("wrong", [{"name": ""}, {"zone": "Mars/Base"}, {"locale": "fr"}, {"name": "x" * 121}])
def test_a_profile_that_does_not_fit_comes_back(signed_in, wrong):
    here = signed_in("lead")
    here.get("/profile")
    said = {"name": "Ana", "work_title": "Kept words", "about": "", "locale": "en", "zone": "America/New_York", **wrong}
    answer = here.post("/profile", said)
    assert answer.status_code == 422
    assert "Kept words" in answer.text


def test_a_picture_is_shown_to_those_who_see_the_person_and_can_be_removed(app, signed_in, people):
    file = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(file, "PNG")
    here = signed_in("lead")
    here.get("/profile")
    answer = here.post("/profile/picture", {"file": (BytesIO(file.getvalue()), "me.png")})
    assert (answer.status_code, answer.location) == (303, "/profile")
    page = here.get(f"/people/{people.public_ids['lead']}").text
    address = re.search(r"/files/[a-z2-7]{12}/small", page)[0]
    assert signed_in("neighbour").get(address).status_code == 200
    assert signed_in("stranger").get(address).status_code == 404
    here.get("/profile")
    assert here.post("/profile/picture/remove").location == "/profile"
    assert "/small" not in here.get(f"/people/{people.public_ids['lead']}").text
    assert signed_in("neighbour").get(address).status_code == 404


def test_a_file_that_is_no_picture_is_refused_in_words(signed_in):
    here = signed_in("lead")
    here.get("/profile")
    answer = here.post("/profile/picture", {"file": (BytesIO(b"not a picture"), "me.png")})
    assert answer.status_code == 422
    assert "Lead" in answer.text
    assert here.post("/profile/picture").status_code == 422


def test_the_language_switch_is_kept_with_the_account(app, signed_in, people):
    here = signed_in("lead")
    here.get("/profile")
    here.post("/language", {"locale": "es", "next": "/profile"})
    with app.app_context():
        assert db.session.get(Person, people.ids["lead"]).locale == "es"
    assert '<html lang="es"' in signed_in("lead").get("/profile").text


def test_nobody_is_found_by_guessing_handles(actor, people):
    assert set(by_handle(actor("neighbour"), ["lead", "stranger", "nobody"])) == {"lead"}


def test_what_can_be_found_of_a_person(inside, people):
    with unit_of_work():
        row = session().get_one(Person, people.ids["lead"])
        row.work_title, row.about_html = "Principal", "<p>I ask <strong>why</strong>.</p>"
        session().get_one(Person, people.ids["member"]).closed_at = now()
    assert people.ids["member"] not in PERSONS.ids(0, 100)
    (draft,) = PERSONS.load([people.ids["lead"], people.ids["member"]])
    assert (draft.title, draft.district) == ("Lead", "Alder")
    assert "why" in draft.body
    assert "@" not in draft.body + draft.title
    assert draft.districts == (session().scalars(db.select(Organization.id).where(Organization.name == "Alder")).one(),)


def test_a_person_page_costs_the_same_with_more_places(app, signed_in, people, count_queries):
    here, costs = signed_in("staff"), []
    for size in (1, 2):
        with app.app_context(), unit_of_work():
            for number in range(size):
                role, place = ("facilitator", "moderator")[size - 1], people.collaborations[number][0]
                session().add(RoleHeld(person_id=people.ids["lead"], collaboration_id=place, role=role))
        with count_queries() as statements:
            assert here.get(f"/people/{people.public_ids['lead']}").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]
