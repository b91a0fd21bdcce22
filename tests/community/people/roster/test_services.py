"""Joining, changing, leaving, opening, closing: who may, what is refused, what is written and published."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.access import System, can, visible
from community.data.database import session
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.host import boundaries
from community.ledger.models import Entry
from community.people.models import Collaboration, Organization, Team
from community.people.phases import PhaseDates
from community.people.queries import roster as queries
from community.people.service import roster
from community.people.service.accounts import open_account
from tests.community.people.roster.conftest import BOTH

pytestmark = BOTH
SITE = System("a test")
DAY = timedelta(days=1)


def newcomer(network, slug="alder-creek", name="Newly Come"):
    home = network.team(slug).organization_id
    return open_account(SITE, f"{name.replace(' ', '.').lower()}@x.example", name, organization_id=home)


def current_ids(team):
    return {one.person_id for one in queries.members_of([team])[team.id]}


def test_joining_is_written_recorded_and_published(network):
    person, team = newcomer(network), network.team("alder-creek")
    row = roster.join_team(network.actor("administrator"), team.id, person.id, "classroom", lead=True)
    assert person.id in current_ids(team)
    event = network.events("people.team_joined")[-1]
    assert event.payload == {"membership_id": row.id, "team_id": team.id, "person_id": person.id}
    entry = (
        session().scalars(select(Entry).where(Entry.action == "people.team_joined").order_by(Entry.id.desc())).first()
    )
    assert (entry.object_id, entry.scope_id) == (person.id, team.collaboration_id)


@pytest.mark.parametrize(
    ("role", "district", "outcome"),
    [
        ("administrator", "", None),
        ("facilitator", "", None),
        ("team lead", "Alder Creek", None),
        ("moderator", "", Forbidden),
        ("team member", "Alder Creek", Forbidden),
        ("team lead", "Mirasol", Forbidden),
        ("expert", "", NotFound),
        ("former member", "", NotFound),
        ("team lead", "Ocotillo", NotFound),
    ],
)
def test_who_may_add_a_member(network, role, district, outcome):
    person, team = newcomer(network), network.team("alder-creek")
    actor = network.actor(role, district)
    if outcome is None:
        roster.join_team(actor, team.id, person.id, "site")
        return
    with pytest.raises(outcome):
        roster.join_team(actor, team.id, person.id, "site")
    assert person.id not in current_ids(team)


def test_a_lead_adds_nobody_of_another_district(network):
    stranger = network.person(network.email("team member", "Ocotillo"))
    team = network.team("alder-creek")
    with pytest.raises(Invalid, match="Nobody with this address"):
        roster.join_team(network.actor("team lead", "Alder Creek"), team.id, stranger.id, "site")
    roster.join_team(network.actor("facilitator"), team.id, stranger.id, "site")


def test_a_person_has_one_place_at_a_time_in_a_collaboration(network):
    person, here, there = newcomer(network), network.team("alder-creek"), network.team("mirasol")
    now = clock.now()
    roster.join_team(SITE, here.id, person.id, "site", ends_at=now + 10 * DAY)
    with pytest.raises(Conflict, match="already"):
        roster.join_team(SITE, here.id, person.id, "site", starts_at=now + 9 * DAY)
    with pytest.raises(Conflict, match="another team"):
        roster.join_team(SITE, there.id, person.id, "site")
    roster.join_team(SITE, there.id, person.id, "site", starts_at=now + 10 * DAY)
    roster.join_team(SITE, network.team("ocotillo-bend").id, person.id, "site")  # another collaboration


def test_leaving_takes_effect_at_once_and_stays_as_history(network):
    row = network.memberships("alder-creek")[1]
    team, person = network.team("alder-creek"), row.person_id
    with clock.frozen() as time:
        roster.leave_team(network.actor("team lead", "Alder Creek"), row.id, reason="Moved away")
        assert person not in current_ids(team)
        time.advance(1)
        assert person in {one.person_id for one in queries.former_members(team)}
    event = network.events("people.team_left")[-1]
    assert event.narrows
    assert (event.subject_kind, event.subject_id) == ("people.person", person)
    with pytest.raises(Conflict):
        roster.leave_team(SITE, row.id)


def test_who_left_reads_the_team_no_more(network):
    team, lead = network.team("cinder-knoll"), network.actor("team lead", "Cinder Knoll")
    assert can(lead, "read", team)
    with clock.frozen() as time:
        roster.leave_team(SITE, next(one.id for one in network.memberships("cinder-knoll") if one.person_id == lead.id))
        time.advance(1)
        assert not can(network.actor("team lead", "Cinder Knoll"), "read", team)


def test_a_membership_to_come_can_be_called_off(network):
    person, team = newcomer(network), network.team("alder-creek")
    row = roster.join_team(SITE, team.id, person.id, "site", starts_at=clock.now() + 5 * DAY)
    assert [one.person_id for one in queries.coming_members(team)] == [person.id]
    roster.leave_team(SITE, row.id)
    assert queries.coming_members(team) == []
    with clock.frozen(clock.now() + 6 * DAY):
        assert person.id not in current_ids(team)
        assert person.id not in {one.person_id for one in queries.former_members(team)}


def test_changing_a_membership_changes_what_was_named(network):
    row = network.memberships("alder-creek")[1]
    before, starts_at = len(network.events("people.membership_changed")), row.starts_at
    changed = roster.change_membership(SITE, row.id, role="classroom", lead=True)
    assert (changed.role, changed.lead, changed.starts_at) == ("classroom", True, starts_at)
    roster.change_membership(SITE, row.id, role="classroom")
    assert len(network.events("people.membership_changed")) == before + 1
    with pytest.raises(Invalid):
        roster.change_membership(SITE, row.id, role="superintendent")
    with pytest.raises(Invalid):
        roster.change_membership(SITE, row.id, ends_at=starts_at)


def test_a_person_of_another_collaboration_sees_nothing_of_this_one(network):
    other = network.actor("team lead", "Ocotillo")
    assert [one.slug for one in session().scalars(visible(other, Collaboration))] == ["math-pathways"]
    assert [one.slug for one in session().scalars(visible(other, Team))] == ["ocotillo-bend"]


def test_opening_checks_address_and_phases_and_founds_nothing_twice(network):
    admin = network.actor("administrator")
    row = roster.open_collaboration(admin, "  Algebra   for all ")
    assert (row.title, row.slug) == ("Algebra for all", "algebra-for-all")
    assert roster.open_collaboration(admin, "Algebra for all").slug == "algebra-for-all-2"
    for taken in ("algebra-for-all", "alder-creek", "network"):
        with pytest.raises(Conflict):
            roster.open_collaboration(admin, "Another", taken)
    for bad in ("Big", "a--b", "-a", "x" * 51, "ä"):
        with pytest.raises(Invalid):
            roster.open_collaboration(admin, "Another", bad)
    assert network.events("people.collaboration_opened")[-2].payload == {"collaboration_id": row.id}


def test_phases_are_replaced_as_a_whole(network):
    place = network.collaboration()
    kept = [PhaseDates(one.kind, one.starts_on, one.ends_on) for one in queries.collaboration(SITE, place.slug).phases]
    later = PhaseDates("launch", kept[0].starts_on + DAY, kept[0].ends_on)
    row = roster.set_phases(network.actor("administrator"), place.id, [later, kept[1]])
    assert [(one.kind, one.starts_on) for one in row.phases] == [
        ("launch", later.starts_on),
        ("year1", kept[1].starts_on),
    ]
    assert [one.kind for one in roster.set_phases(SITE, place.id, kept).phases] == ["launch", "year1", "year2", "year3"]
    with pytest.raises(Invalid) as refused:
        roster.set_phases(SITE, place.id, [kept[0], PhaseDates("year1", kept[0].ends_on, kept[1].ends_on)])
    assert list(refused.value.errors) == ["year1"]
    with pytest.raises(Forbidden):
        roster.set_phases(network.actor("facilitator"), place.id, kept)


def test_a_team_is_added_once_and_closed_with_all_in_it(network):
    place, actor = network.collaboration("math-pathways"), network.actor("administrator")
    team = network.team("santa-brisa")
    added = roster.add_team(actor, place.id, team.organization_id)
    assert network.events("people.team_added")[-1].payload == {
        "team_id": added.id, "collaboration_id": place.id, "organization_id": team.organization_id
    }  # fmt: skip
    assert added.slug == "santa-brisa-2"
    with pytest.raises(Conflict):
        roster.add_team(actor, place.id, team.organization_id)
    with pytest.raises(NotFound):
        roster.add_team(network.actor("facilitator"), place.id, team.organization_id)
    roster.close_team(network.actor("facilitator"), team.id, reason="They stop")
    assert current_ids(team) == set()
    assert queries.passes_to(team_id=team.id) == []
    assert "santa-brisa" not in [one.slug for one in queries.teams_in(SITE, network.collaboration().id)]
    with pytest.raises(Conflict):
        roster.join_team(SITE, team.id, newcomer(network).id, "site")


def test_organizations_are_known_once(network):
    admin = network.actor("administrator")
    row = roster.add_organization(
        admin, roster.About("  Fern   Hollow Partners", "partner", email_domain="@Fern.Example")
    )
    assert (row.name, row.email_domain) == ("Fern Hollow Partners", "fern.example")
    with pytest.raises(Conflict):
        roster.add_organization(admin, roster.About("Fern Hollow Partners", "partner"))
    with pytest.raises(Invalid):
        roster.change_organization(admin, row.id, roster.About("", "school"))
    with pytest.raises(Forbidden):
        roster.add_organization(network.actor("facilitator"), roster.About("Another", "partner"))
    assert session().scalar(select(Organization.colour).where(Organization.id == row.id)) == row.colour


def test_the_clock_tells_whose_place_it_changed(network):
    person, team, now = newcomer(network), network.team("alder-creek"), clock.now()
    roster.join_team(SITE, team.id, person.id, "site", starts_at=now + DAY, ends_at=now + 3 * DAY)
    other = newcomer(network, name="Other One")
    held = roster.give_role(SITE, other.id, "moderator", team.collaboration_id, ends_at=now + 2 * DAY)
    assert queries.boundaries(now + DAY / 2, now + DAY) == [(person.id, team.id, team.collaboration_id)]
    assert queries.boundaries(now + DAY, now + 2 * DAY) == [(held.person_id, None, team.collaboration_id)]
    assert [ref.key for ref in queries.passed(now + 2 * DAY, now + 3 * DAY)] == [f"people.person:{person.id}"]
    assert queries.boundaries(now + 3 * DAY, now + 4 * DAY) == []


def test_the_sweep_of_each_minute_states_what_the_clock_changed_once(network):
    person, team = newcomer(network), network.team("alder-creek")
    with clock.frozen() as time:
        boundaries.sweep()
        roster.join_team(SITE, team.id, person.id, "site", starts_at=clock.now() + DAY, ends_at=clock.now() + 2 * DAY)
        boundaries.sweep()
        assert network.events("people.membership_boundary_passed") == []
        for _ in range(2):
            time.advance(DAY.total_seconds())
            assert f"people.person:{person.id}" in {ref.key for ref in boundaries.pending()}
            boundaries.sweep()
            boundaries.sweep()
            assert boundaries.pending() == frozenset()
    found = [one for one in network.events("people.membership_boundary_passed") if one.subject_id == person.id]
    assert [(one.narrows, one.payload["team_id"]) for one in found] == [(True, team.id)] * 2
