"""Roles and passes: who gives and ends them, what is refused, whom they let in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community import clock
from community.access import System, visible
from community.data.database import session
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.people.models import Collaboration, ExpertPass, RoleHeld, Team
from community.people.service import roster
from community.people.service.accounts import open_account
from tests.community.people.roster.conftest import BOTH

pytestmark = BOTH
SITE = System("a test")
DAY = timedelta(days=1)


def newcomer(network, slug="alder-creek", name="Newly Come"):
    home = network.team(slug).organization_id
    return open_account(SITE, f"{name.replace(' ', '.').lower()}@x.example", name, organization_id=home)


@pytest.mark.parametrize(
    ("actor", "role", "outcome"),
    [
        ("administrator", "facilitator", None),
        ("facilitator", "facilitator", Forbidden),
        ("moderator", "moderator", Forbidden),
        ("team lead", "facilitator", Forbidden),
        ("expert", "facilitator", NotFound),
        ("administrator", "staff", Invalid),
    ],
)
def test_who_gives_roles_in_a_collaboration(network, actor, role, outcome):
    person, place = newcomer(network), network.collaboration()
    if outcome is None:
        held = roster.give_role(network.actor(actor), person.id, role, place.id)
        with pytest.raises(Conflict):
            roster.give_role(network.actor(actor), person.id, role, place.id)
        roster.end_role(network.actor(actor), held.id)
        return
    with pytest.raises(outcome):
        roster.give_role(network.actor(actor), person.id, role, place.id)


def test_only_administrators_say_who_is_staff(network):
    person = newcomer(network)
    staff = roster.give_role(network.actor("administrator"), person.id, "staff")
    with pytest.raises(Forbidden):
        roster.give_role(network.actor("facilitator"), person.id, "administrator")
    now_staff = network.actor("administrator").__class__(person.id, "", "", scopes={"network.staff": frozenset({0})})
    with pytest.raises(Forbidden):
        roster.give_role(now_staff, person.id, "administrator")
    with pytest.raises(Forbidden):
        roster.end_role(now_staff, staff.id)


def test_the_last_administrator_stays(network):
    held = session().scalars(select(RoleHeld).where(RoleHeld.role == "administrator")).one()
    with pytest.raises(Conflict, match="Name another one first"):
        roster.end_role(SITE, held.id)
    roster.give_role(SITE, newcomer(network).id, "administrator")
    roster.end_role(SITE, held.id)


@pytest.mark.parametrize(
    ("role", "outcome"),
    [("administrator", None), ("facilitator", None), ("team lead", Forbidden), ("moderator", Forbidden)],
)
def test_who_gives_passes(network, role, outcome):
    person, team = newcomer(network, "ocotillo-bend"), network.team("alder-creek")

    def call():
        until = clock.now() + 30 * DAY
        return roster.give_pass(network.actor(role), person.id, "To read a plan", until, team_id=team.id)

    if outcome is not None:
        with pytest.raises(outcome):
            call()
        return
    held = call()
    assert network.events("people.pass_given")[-1].payload["team_id"] == team.id
    with pytest.raises(Conflict):
        call()
    roster.end_pass(network.actor(role), held.id)
    assert network.events("people.pass_ended")[-1].narrows


@pytest.mark.parametrize(
    ("purpose", "days", "field"),
    [(" ", 10, "purpose"), ("x" * 201, 10, "purpose"), ("Fine", 0, "ends_on"), ("Fine", 367, "ends_on")],
)
def test_a_pass_needs_a_purpose_and_an_end_within_a_year(network, purpose, days, field):
    person, team = newcomer(network), network.team("mirasol")
    with clock.frozen(), pytest.raises(Invalid) as refused:
        roster.give_pass(SITE, person.id, purpose, clock.now() + days * DAY, team_id=team.id)
    assert list(refused.value.errors) == [field]


def test_a_pass_is_for_one_place(network):
    team, person, until = network.team("mirasol"), newcomer(network), clock.now() + DAY
    for places in ({}, {"team_id": team.id, "collaboration_id": team.collaboration_id}):
        with pytest.raises(NotFound):
            roster.give_pass(SITE, person.id, "Fine", until, **places)


def test_a_member_needs_no_pass(network):
    row = network.memberships("alder-creek")[0]
    with pytest.raises(Conflict):
        roster.give_pass(SITE, row.person_id, "Fine", clock.now() + DAY, team_id=row.team_id)


def test_a_pass_to_a_team_shows_that_team_alone(network):
    expert = network.actor("expert")
    assert [team.slug for team in session().scalars(visible(expert, Team))] == ["santa-brisa"]
    assert session().scalars(visible(expert, Collaboration)).all() == []
    after = session().scalars(select(ExpertPass)).one().ends_at
    with clock.frozen(after):
        assert session().scalars(visible(network.actor("expert"), Team)).all() == []


def test_nobody_gives_themselves_a_pass(network):
    facilitator, team = network.actor("facilitator"), network.team("alder-creek")
    with pytest.raises(Invalid) as refused:
        roster.give_pass(facilitator, facilitator.id, "To look around", clock.now() + DAY, team_id=team.id)
    assert list(refused.value.errors) == ["email"]


@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_nobody_puts_themselves_into_a_team(network, role):
    actor, team = network.actor(role), network.team("alder-creek")
    with pytest.raises(Invalid) as refused:
        roster.join_team(actor, team.id, actor.id, "site")
    assert list(refused.value.errors) == ["email"]
