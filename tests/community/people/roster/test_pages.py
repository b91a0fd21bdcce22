"""Pages of districts, collaborations and teams, and the plain forms that keep them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from community import clock
from community.data.database import db, session
from community.people.days import day_of
from community.people.models import Collaboration, ExpertPass, Organization, RoleHeld
from tests.community.people.roster.conftest import Browser

ROLES = ("administrator", "facilitator", "moderator", "team lead", "team member", "expert", "former member")
PACIFIC = ZoneInfo("America/Los_Angeles")
COLLABORATION = "/collaborations/reading-together"
# What each of ROLES gets, then a person of another collaboration, then nobody.
WHO = {
    "/districts": "200 200 200 200 200 200 200 200 302",
    "/organizations": "200 200 200 200 200 200 200 200 302",
    "/organizations/{district}": "200 200 200 200 200 200 200 200 302",
    "/organizations/new": "200 403 403 403 403 403 403 403 302",
    "/organizations/{district}/edit": "200 403 403 403 403 403 403 403 302",
    "/collaborations": "200 200 200 200 200 200 200 200 302",
    COLLABORATION: "200 200 200 200 200 404 404 404 302",
    COLLABORATION + "/people": "200 200 200 200 200 404 404 404 302",
    COLLABORATION + "/edit": "200 403 403 403 403 404 404 404 302",
    COLLABORATION + "/manage": "200 200 403 403 403 404 404 404 302",
    "/teams/alder-creek": "200 200 200 200 200 404 404 404 302",
    "/teams/santa-brisa": "200 200 200 200 200 200 404 404 302",
    "/teams/ocotillo-bend": "200 404 404 404 404 404 404 200 302",
    "/teams/alder-creek/members": "200 200 403 200 403 404 404 404 302",
    "/memberships/{membership}/edit": "200 200 404 200 403 404 404 404 302",
    "/memberships/{membership}/end": "200 200 404 200 403 404 404 404 302",
    "/roster": "200 403 403 403 403 403 403 403 302",
    "/roster/network": "200 403 403 403 403 403 403 403 302",
    "/collaborations/new": "200 403 403 403 403 403 403 403 302",
    "/teams/nowhere": "404 404 404 404 404 404 404 404 302",
}


@pytest.fixture
def names(network):
    return {
        "district": session().scalars(select(Organization.public_id)).first(),
        "membership": network.memberships("alder-creek")[0].public_id,
    }


def test_who_opens_which_page(network, names):
    browsers = [network.client(role) for role in ROLES] + [network.client("team lead", "Ocotillo")]
    found = {
        address: " ".join(
            str(one.get(address.format(**names)).status_code)
            for one in (*browsers, Browser(network.app, network.app.test_client()))
        )
        for address in WHO
    }
    assert found == WHO


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_page_speaks_the_reader_s_language(network, names, locale):
    browser = network.client("administrator", locale=locale)
    for address in WHO:
        page = browser.get(address.format(**names))
        assert f'<html lang="{locale}"' in page.text, address


def test_a_team_page_says_what_is_missing_and_what_to_do(network):
    shown = network.client("team lead", "Cinder Knoll").get("/teams/cinder-knoll").text
    for words in (
        "Not yet complete",
        "Add 1 more person.",
        "Add a teacher, coach or specialist",
        "Add somebody who can decide",
    ):
        assert words in shown
    assert "Add somebody who works in the central office" not in shown
    complete = network.client("team lead", "Alder Creek").get("/teams/alder-creek").text
    assert "Not yet complete" not in complete
    assert "Horatio Bellweather" in complete


def test_only_the_team_and_those_who_keep_it_see_its_record(network):
    for role, district, sees in (
        ("team member", "Santa Brisa", True),
        ("facilitator", "", True),
        ("administrator", "", True),
        ("moderator", "", False),
        ("team member", "Mirasol", False),
        ("expert", "", False),
    ):
        shown = network.client(role, district).get("/teams/santa-brisa").text
        assert ("What a complete team has" in shown) is sees, role
        assert ("Looks at the reading plan" in shown) is sees, role


def test_figures_that_were_not_reported_are_never_zero(network):
    mirasol = network.team("mirasol").organization_id
    public_id = session().get_one(Organization, mirasol).public_id
    shown = network.client("team member").get(f"/organizations/{public_id}").text
    assert "California Department of Education, 2018-19" in shown
    assert shown.count("not reported") >= 4
    assert "58.0%" in shown
    assert "invented" in shown


def test_districts_are_found_filtered_and_paged(network):
    browser = network.client("team member")
    assert browser.get("/districts?q=creek").text.count('class="row"') == 1
    assert browser.get("/districts?q=unified+bend").text.count('class="row"') == 1
    assert browser.get("/districts?type=Elementary").text.count('class="row"') == 4
    assert "No district fits" in browser.get("/districts?q=100%25_").text
    assert browser.get("/districts?after=nobody").text.count('class="row"') == 13


def test_pages_go_on_where_the_last_one_ended(network):
    from community.people.queries import organizations  # late: only this test

    actor, seen, after = network.actor("team member"), [], ""
    while after is not None:
        part = organizations.districts(actor, organizations.Search(), after, size=4)
        seen += [one.name for one in part.items]
        after = part.more
    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) == 13


def counted(browser, address):
    queries = []
    listen = lambda *arguments: queries.append(arguments[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        assert browser.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(queries)


def test_more_teams_and_members_ask_no_more_queries(network):
    browser = network.client("administrator")
    for page in ("", "/people", "/manage"):
        browser.get(COLLABORATION + page)
        twelve, one = counted(browser, COLLABORATION + page), counted(browser, f"/collaborations/math-pathways{page}")
        assert twelve == one, page
    assert counted(browser, "/teams/vista-serena") == counted(browser, "/teams/ocotillo-bend")
    assert counted(browser, "/districts?q=creek") == counted(browser, "/districts")


def test_a_lead_adds_changes_and_ends_a_member_without_scripts(network):
    browser, former = network.client("team lead", "Alder Creek"), network.email("former member")
    page = "/teams/alder-creek/members"
    answer = browser.send(page, email=former, role="site", lead="y", starts_on="", ends_on="")
    assert (answer.status_code, "Added to the team." in answer.text) == (200, True)
    row = network.memberships("alder-creek")[-1]
    assert (row.role, row.lead, row.decision_maker) == ("site", True, False)
    assert "is in the team already" in browser.send(page, email=former, role="site").text
    wrong = browser.send(page, email=network.email("team lead", "Ocotillo"), role="site")
    nobody = browser.send(page, email="nobody@x.example", role="site")
    words = "Nobody with this address can be added here. Send an invitation first."
    assert (wrong.status_code, nobody.status_code) == (422, 422)
    assert words in wrong.text
    assert words in nobody.text
    edit = f"/memberships/{row.public_id}/edit"
    browser.send(edit, role="classroom", starts_on=day_of(row.starts_at, PACIFIC).isoformat(), ends_on="2031-06-30")
    session().close()
    row = network.memberships("alder-creek")[-1]
    assert (row.role, row.lead, row.ends_at.isoformat()) == ("classroom", False, "2031-07-01T07:00:00+00:00")
    browser.send(f"/memberships/{row.public_id}/end", ends_on="", reason="Another post")
    session().close()
    assert network.memberships("alder-creek")[-1].ends_at <= clock.now()


def test_days_are_the_reader_s_and_a_wrong_order_comes_back_with_the_answers(network):
    browser, former = network.client("team lead", "Alder Creek"), network.email("former member")
    answer = browser.send(
        "/teams/alder-creek/members", email=former, role="site", starts_on="2031-02-01", ends_on="2031-01-01"
    )
    assert answer.status_code == 422
    assert "The last day must not be before the first." in answer.text
    assert 'value="2031-02-01"' in answer.text


def test_staff_open_a_collaboration_add_a_district_and_give_a_role(network):
    browser = network.client("administrator")
    new = {"title": "Science Bridges", "slug": "", "launch_starts": "2027-01-01", "launch_ends": "2027-03-31"}
    wrong = browser.send("/collaborations/new", **new, year1_starts="2027-03-01", year1_ends="2027-12-31")
    assert (wrong.status_code, "must start after the one before it" in wrong.text) == (422, True)
    assert "Give both days, or none." in browser.send("/collaborations/new", **new, year1_starts="2027-04-01").text
    opened = browser.send("/collaborations/new", **new)
    assert "Science Bridges" in opened.text
    manage = "/collaborations/science-bridges/manage"
    district = session().scalars(select(Organization).where(Organization.short_name == "Mirasol")).one()
    assert district.public_id in browser.get(f"{manage}?q=mirasol").text
    added = browser.send("/collaborations/science-bridges/teams", of=manage, organization=district.public_id)
    assert "takes part. Now add its people." in added.text
    assert district.public_id not in browser.get(f"{manage}?q=mirasol").text
    email = network.email("former member")
    given = browser.send("/collaborations/science-bridges/roles", of=manage, email=email, role="facilitator")
    assert "The role is given." in given.text
    held = session().scalars(select(RoleHeld).order_by(RoleHeld.id.desc())).first()
    assert "The role has ended." in browser.send(f"/roles/{held.public_id}/end", of=manage).text
    edit = "/collaborations/science-bridges/edit"
    answers = {
        "title": "Science Bridges",
        "challenge": "Every student asks and tests.\n",
        "launch_starts": "2027-01-01",
    }
    assert browser.send(edit, **answers, launch_ends="2027-02-28").status_code == 200
    session().close()
    row = session().scalars(select(Collaboration).where(Collaboration.slug == "science-bridges")).one()
    assert row.challenge == "Every student asks and tests."


def test_a_facilitator_gives_and_ends_a_pass(network):
    browser, manage = network.client("facilitator"), COLLABORATION + "/manage"
    until = (clock.now() + timedelta(days=90)).date().isoformat()
    answers = {"email": network.email("former member"), "purpose": "Reads along", "ends_on": until}
    far = {**answers, "ends_on": (clock.now() + timedelta(days=900)).date().isoformat()}
    passes = COLLABORATION + "/passes"
    assert "one year at most" in browser.send(passes, of=manage, **far, place="mirasol").text
    assert browser.send(passes, of=manage, **answers, place="ocotillo-bend").status_code == 422
    assert "The pass is given." in browser.send(passes, of=manage, **answers, place="mirasol").text
    held = session().scalars(select(ExpertPass).order_by(ExpertPass.id.desc())).first()
    assert held.team_id == network.team("mirasol").id
    shown = network.client("team member", "Mirasol").get("/teams/mirasol").text
    assert "Reads along" in shown
    other = network.client("team lead", "Ocotillo")
    assert other.send(f"/passes/{held.public_id}/end", of="/collaborations").status_code == 404
    assert "The pass has ended." in browser.send(f"/passes/{held.public_id}/end", of=manage).text


def test_forms_without_the_page_s_token_change_nothing(network):
    browser = network.client("administrator")
    before = len(network.memberships("alder-creek"))
    answer = browser.post("/teams/alder-creek/close", reason="")
    assert answer.status_code in {400, 403}
    session().close()
    assert network.team("alder-creek").closed_at is None
    assert len(network.memberships("alder-creek")) == before


def test_an_organization_is_added_and_changed_by_hand(network):
    browser = network.client("administrator")
    added = browser.send("/organizations/new", name="Fern Hollow <b>Partners", kind="partner", county="", short_name="")
    assert "Fern Hollow &lt;b&gt;Partners" in added.text
    row = session().scalars(select(Organization).order_by(Organization.id.desc())).first()
    edit = f"/organizations/{row.public_id}/edit"
    assert (
        "Write it like schools.example." in browser.send(edit, name="X", kind="partner", email_domain="no domain").text
    )
    browser.send(edit, name="Fern Hollow", kind="partner", county="Fern")
    session().close()
    assert session().get_one(Organization, row.id).county == "Fern"
    again = browser.send("/organizations/new", name="Fern Hollow", kind="partner", county="Fern")
    assert "is known already" in again.text
