"""Spaces: named after what they belong to, entered by staff visibly, with the tabs of modules that are on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.access import System
from community.clock import frozen
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Forbidden, Invalid, NotFound
from community.host import switches
from community.ledger.models import Entry
from community.people.service.collaborations import rename_collaboration
from community.people.service.organizations import About, change_organization
from community.spaces import queries, service
from community.spaces.models import Space

BY = System("a test")


def title(space):
    session().close()
    return session().scalar(select(Space.title).where(Space.id == space.id))


def test_a_space_is_called_what_its_collaboration_or_district_is_called_now(scene, drain):
    drain()
    before = title(scene.next_door)
    rename_collaboration(BY, scene.collaboration.id, "Reading together")
    change_organization(BY, scene.team.organization_id, About("Alder Creek Union"))
    drain()
    assert (title(scene.common), title(scene.home)) == ("Reading together", "Alder Creek Union")
    assert title(scene.next_door) == before


def test_staff_enter_a_teams_space_for_a_time_and_the_team_sees_it(scene, acting, browse):
    with frozen() as clock:
        assert [one.id for one in queries.spaces_of(acting(scene.stan)) if one.kind == "team"] == []
        service.enter(acting(scene.stan), scene.home.slug, " A member asked ", 2)
        assert scene.home.id in [one.id for one in queries.spaces_of(acting(scene.stan))]
        [(entry, name)] = queries.staff_inside(scene.home.id)
        assert (entry.reason, name, entry.ends_at - entry.starts_at) == (
            "A member asked", scene.stan.name, timedelta(hours=2),
        )  # fmt: skip
        assert "A member asked" in browse(scene.ana).get(f"/spaces/{scene.home.slug}/people").text
        clock.advance(2 * 3_600)
        assert scene.home.id not in [one.id for one in queries.spaces_of(acting(scene.stan))]
        assert queries.staff_inside(scene.home.id) == []
    assert "spaces.staff_entered" in session().scalars(select(Entry.action))


@pytest.mark.parametrize(("reason", "hours"), [("", 1), ("  ", 1), ("Asked", 0), ("Asked", 25)])
def test_nobody_enters_without_a_reason_or_for_longer_than_a_day(scene, acting, reason, hours):
    with pytest.raises(Invalid):
        service.enter(acting(scene.stan), scene.home.slug, reason, hours)


def test_only_staff_enter_and_only_teams_spaces(scene, acting, browse):
    for who in (scene.ana, scene.fay, scene.olga):
        with pytest.raises((NotFound, Forbidden)):
            service.enter(acting(who), scene.home.slug, "Curious", 1)
    for slug in (scene.common.slug, "nothing"):
        with pytest.raises(NotFound):
            service.enter(acting(scene.stan), slug, "Curious", 1)
    assert browse(scene.ana).get(f"/spaces/{scene.home.slug}/enter").status_code == 403


def test_tabs_are_those_of_modules_that_are_on_here(scene):
    assert {"spaces.people", "discussions.threads"} <= {tab.name for tab in queries.tabs_of(scene.home)}
    with unit_of_work():
        switches.switch("discussions", on=False, collaboration_id=scene.collaboration.id)
    assert "discussions.threads" not in [tab.name for tab in queries.tabs_of(scene.home)]
    with unit_of_work():
        switches.switch("discussions", on=True, collaboration_id=scene.collaboration.id)
        switches.switch("discussions", on=False)
    assert "discussions.threads" not in [tab.name for tab in queries.tabs_of(scene.home)]
