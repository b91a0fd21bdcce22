"""What operators do at the console: switch modules, set settings, try deliveries again, ask why. Nobody else may."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from community.console import queries, service
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.events.models import LoggedEvent, Task
from community.host import settings, switches
from community.ledger.models import Entry


@pytest.fixture
def network(make):
    """An administrator, a member, and a collaboration."""

    class Network:
        collaboration = make.collaboration("Reading")
        admin = make.role("administrator")
        staff = make.role("staff")
        member = make.member(make.team(collaboration), "Ana")

    return Network()


def task(state: str, **values: Any) -> int:
    with unit_of_work():
        row = Task(handler="tests.work", key=state, state=state, tries=3, last_error="Stop: not today", **values)
        session().add(row)
        session().flush()
        return row.id


def deeds() -> list[str]:
    session().close()
    return list(session().scalars(select(Entry.action).where(Entry.action.startswith("console.")).order_by(Entry.id)))


@pytest.mark.parametrize("state", ["dead", "due"])
def test_what_failed_is_tried_again_with_fresh_tries(network, acting, state):
    number = task(state)
    service.retry(acting(network.admin), number)
    row = session().get_one(Task, number)
    assert (row.state, row.tries, row.ended_at) == ("due", 0, None)
    assert deeds() == ["console.delivery_retried"]


@pytest.mark.parametrize("state", ["done", "leased"])
def test_what_is_done_or_at_work_is_left_alone_and_nothing_is_recorded(network, acting, browse, state):
    number = task(state)
    with pytest.raises(Conflict):
        service.retry(acting(network.admin), number)
    session().close()
    assert (session().get_one(Task, number).state, session().get_one(Task, number).tries) == (state, 3)
    assert deeds() == []
    browser = browse(network.admin)
    assert browser.post(f"/console/tasks/{number}/retry").status_code == 303
    assert "is done, or is being tried just now" in browser.get("/console/").text


def test_deliveries_show_what_failed_and_how_it_goes_on(network, browse):
    task("dead")
    browser = browse(network.admin)
    page = browser.get("/console/").text
    assert "Stop: not today" in page
    assert "tests.work" in page
    assert browser.post("/console/tasks/999999/retry").status_code == 404


def test_a_module_is_switched_off_and_on_for_the_site_and_in_a_place(network, acting):
    actor, place = acting(network.admin), network.collaboration
    service.switch(actor, "discussions", on=False, collaboration=place.public_id)
    assert (switches.is_off("discussions"), switches.off_in("discussions")) == (False, {place.id})
    service.switch(actor, "discussions", on=False)
    assert switches.is_off("discussions")
    service.switch(actor, "discussions", on=True)
    service.switch(actor, "discussions", on=True, collaboration=place.public_id)
    assert (switches.is_off("discussions"), switches.off_in("discussions")) == (False, frozenset())
    assert deeds() == ["console.switched_off", "console.switched_off", "console.switched_on", "console.switched_on"]
    names = session().scalars(select(LoggedEvent.name)).all()
    assert names.count("console.module_switched") == 4
    for wrong in ({"plugin": "nothing"}, {"plugin": "discussions", "collaboration": "nowhere"}):
        with pytest.raises(NotFound):
            service.switch(actor, wrong["plugin"], on=False, collaboration=wrong.get("collaboration", ""))
    with pytest.raises(Conflict):
        service.switch(actor, "people", on=False)


def test_pages_of_a_module_that_is_off_are_not_there(network, browse):
    browser, member = browse(network.admin), browse(network.member)
    assert member.get("/notifications/").status_code == 200
    assert browser.post("/console/modules/notifications/switch", {"on": "no"}).status_code == 303
    assert member.get("/notifications/").status_code == 404
    browser.post("/console/modules/notifications/switch", {"on": "yes"})
    assert member.get("/notifications/").status_code == 200


def test_a_setting_is_set_and_keeps_its_type(network, acting, browse):
    actor = acting(network.admin)
    assert settings.value("moderation.most_links") == 5
    service.set_setting(actor, "moderation.most_links", "7")
    assert settings.value("moderation.most_links") == 7
    with pytest.raises(Invalid):
        service.set_setting(actor, "moderation.most_links", "many")
    with pytest.raises(NotFound):
        service.set_setting(actor, "moderation.nothing", "1")
    assert deeds() == ["console.setting_changed"]
    browser = browse(network.admin)
    browser.post("/console/settings/moderation.most_links", {"value": "many"})
    assert "A whole number is needed here." in browser.get("/console/modules").text
    session().close()
    assert settings.value("moderation.most_links") == 7


def test_why_names_the_rules_that_let_somebody_and_those_that_do_not(network, make, acting, browse):
    space = make.space(network.collaboration)
    asked = {"kind_name": "spaces.space", "public_id": space.public_id, "action": "read"}
    yes = queries.explain(acting(network.admin), email=network.member.email.upper(), **asked)
    no = queries.explain(acting(network.admin), email=network.admin.email, **asked)
    assert (yes.person, yes.why.answer, no.why.answer) == (network.member.name, True, False)
    for wrong in ({"email": "nobody@x.example"}, {"kind_name": "no.kind"}, {"public_id": "nothing"}):
        with pytest.raises(NotFound):
            queries.explain(acting(network.admin), **{"email": network.member.email, **asked, **wrong})
    words = f"email={network.member.email}&kind=spaces.space&public_id={space.public_id}&action=read"
    browser = browse(network.admin)
    assert "Whoever is in the space." in browser.get(f"/console/why?{words}").text
    assert "There is no such person" in browser.get(f"/console/why?{words}x").text


ACTS: list[Callable[[Any], Any]] = [
    lambda actor: service.retry(actor, 1),
    lambda actor: service.switch(actor, "discussions", on=False),
    lambda actor: service.set_setting(actor, "moderation.most_links", "7"),
    queries.deliveries,
    queries.modules,
    lambda actor: queries.explain(actor, email="", kind_name="", public_id="", action=""),
]


@pytest.mark.parametrize("act", ACTS)
def test_only_operators_may(network, acting, act):
    for person in (network.member, network.staff):
        with pytest.raises(Forbidden):
            act(acting(person))
    assert deeds() == []
