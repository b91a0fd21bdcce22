"""Pages of rounds as a browser asks for them: sent twice, sent late, sent by hand."""

from collections import Counter

import pytest
from sqlalchemy import select

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from plugins.notifications.models import Notice
from plugins.pairings.models import Round
from plugins.pairings.service import answering, proposing, rounds


def state_of(found):
    with unit_of_work():
        return session().get_one(Round, found.id).state


def test_going_on_that_is_sent_twice_goes_one_step(world, browse):
    found = world.invited()
    browser = browse(world.fay)
    for _time in range(2):
        browser.post(f"/pairings/rounds/{found.public_id}/next?to=frozen")
        assert state_of(found) == "frozen"


@pytest.mark.parametrize("to", ["", "cancelled", "archived", "nowhere"])
def test_going_on_leads_nowhere_else(world, browse, to):
    found = world.invited()
    assert browse(world.fay).post(f"/pairings/rounds/{found.public_id}/next?to={to}").status_code in {303, 404}
    assert state_of(found) == "collecting"


def test_a_proposal_that_is_no_repair_has_no_page_of_one(world, browse):
    found = world.frozen()
    number = proposing.propose(world.staff, found.public_id).number
    assert browse(world.fay).get(f"/pairings/rounds/{found.public_id}/repair/{number}").status_code == 404


def test_only_a_team_that_joins_later_is_told_that_it_is_asked(world, drain):
    found = world.invited()
    drain()
    late = world.add("L")
    rounds.include(world.staff, found.public_id, late.public_id)
    drain()
    with unit_of_work():
        told = Counter(session().scalars(select(Notice.person_id).where(Notice.name == "pairings.team_invited")))
    assert {told[world.leads[team.id].id] for team in world.teams} == {1}


def test_the_parts_of_a_feedback_are_named_in_the_language_of_whoever_reads(world, browse):
    found = world.published(partners=1)
    first = world.pairings(found)[0]
    world.given(first)
    answering.open_it(world.second(first.receiver_id), first.public_id)
    reader = browse(world.seconds[first.receiver_id])
    reader.post("/language", {"locale": "es"})
    text = reader.get(f"/pairings/{first.public_id}").text
    assert "Qué resalta, y por qué" in text
    assert "What stands out" not in text


def test_why_a_pair_is_proposed_says_its_fit(world, browse):
    found = world.frozen(partners=1)
    proposal = proposing.propose(world.staff, found.public_id)
    one = proposal.outcome["pairs"][0]
    where = f"/pairings/rounds/{found.public_id}/proposals/{proposal.number}/why"
    text = browse(world.fay).get(f"{where}?giver={one['giver']}&receiver={one['receiver']}").text
    assert f"Its fit is {one['fit']:.2f}" in text
    assert "not in the proposal" not in text
