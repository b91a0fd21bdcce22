"""Giving: taken back, sent by who leads, handed back, and rubbish that changes nothing."""

import pytest

from community.errors import Conflict, Forbidden
from plugins.pairings import slots
from plugins.pairings.queries import pairings
from plugins.pairings.service import answering, drafting
from plugins.pairings.service.drafting import Typed


def test_feedback_is_taken_back_until_it_is_opened_and_not_after(world, drain):
    """In between nobody reads it; sent again it is read as it is then; a replayed send changes nothing."""
    found = world.published()
    one = world.pairings(found)[0]
    world.given(one)
    with pytest.raises(Conflict):
        drafting.send(world.lead(one.giver_id), one.public_id)
    drafting.take_back(world.lead(one.giver_id), one.public_id)
    drain()
    assert pairings.pairing_page(world.lead(one.receiver_id), one.public_id).feedback is None
    with pytest.raises(Conflict):
        answering.open_it(world.lead(one.receiver_id), one.public_id)
    drafting.save(world.second(one.giver_id), one.public_id, [Typed("cool", 1, "On second thought: who asks them?")])
    drafting.send(world.lead(one.giver_id), one.public_id)
    answering.open_it(world.lead(one.receiver_id), one.public_id)
    answering.open_it(world.second(one.receiver_id), one.public_id)
    shown = pairings.pairing_page(world.lead(one.receiver_id), one.public_id)
    assert "On second thought" in str(shown.feedback.parts)
    with pytest.raises(Conflict):
        drafting.take_back(world.lead(one.giver_id), one.public_id)


def test_who_leads_the_team_sends_and_everybody_in_it_writes(world):
    """The others are told whose part that is."""
    found = world.published()
    one = world.pairings(found)[0]
    world.write(one)
    with pytest.raises(Forbidden):
        drafting.send(world.second(one.giver_id), one.public_id)
    with pytest.raises(Forbidden):
        drafting.save(world.lead(one.receiver_id), one.public_id, [Typed("warm", 0, "Mine")])
    drafting.send(world.lead(one.giver_id), one.public_id)


def test_what_a_team_hands_back_is_looked_after_and_can_still_be_given(world, drain):
    """It stands on the My work of those who facilitate until somebody gives it."""
    found = world.published()
    one = world.pairings(found)[0]
    assert slots.owed(world.staff) == []
    drafting.hand_back(world.second(one.giver_id), one.public_id, "Two of us are ill")
    drain()
    assert [item.url for item in slots.owed(world.staff)] == [f"/pairings/{one.public_id}"]
    world.given(one)
    assert slots.owed(world.staff) == []


def test_pages_say_what_is_wrong_and_keep_what_was_typed(world, browse):
    """With rubbish in it: control characters go, nothing breaks, nothing is given."""
    found = world.published()
    one = world.pairings(found)[0]
    browser = browse(world.leads[one.giver_id])
    answer = browser.post(
        f"/pairings/{one.public_id}/draft", {"warm": "Clear.\x00\u202e", "warm-since": "x", "then": "send"}
    )
    assert answer.status_code == 303
    assert pairings.newest(one)["warm"].text == "Clear."
    answer = browser.post(f"/pairings/{one.public_id}/send")
    assert answer.status_code == 422
    assert "Suggest one thing" in answer.text
    answer = browser.post(f"/pairings/{one.public_id}/draft", {"warm": "x" * 8001, "warm-since": "1"})
    assert answer.status_code == 422
    assert "x" * 8001 in answer.text
    assert world.pairings(found, "given") == []
