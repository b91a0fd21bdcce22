"""What nobody gets round: conflicts in confidence, ends of passes, rounds that are over, moderators who look first."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.people.models import ExpertPass
from community.sdk import Share, now, shares_now, withdraw_share
from plugins.pairings.models import Pairing, Round
from plugins.pairings.queries import pairings
from plugins.pairings.queries.days import today
from plugins.pairings.service import answering, drafting, entries, proposing, publishing, repairing, rounds
from plugins.pairings.service.answering import Became
from plugins.pairings.service.drafting import Typed
from plugins.pairings.service.entries import Declared, HandedIn
from plugins.pairings.service.sharing import SENT


def declare(world, first, second, reason="A dispute", until=None):
    entries.declare_conflict(world.lead(first), first.slug, Declared(second.public_id, reason, until))


def apart(world, found):
    """Two teams of a round that are not paired."""
    pairs = {(one.giver_id, one.receiver_id) for one in world.pairings(found)}
    return next((a, b) for a in world.teams for b in world.teams if a is not b and (a.id, b.id) not in pairs)


def test_no_pin_holds_together_whom_a_conflict_keeps_apart(world):
    found = world.published(partners=1)
    first, second = apart(world, found)
    declare(world, first, second)
    for pair in ((first.slug, second.slug), (second.slug, first.slug)):
        with pytest.raises(Conflict):
            proposing.rule(world.staff, found.public_id, ("pin", pair))


def test_a_conflict_that_is_declared_after_a_pin_wins(world):
    found = world.published(partners=1)
    first, second = apart(world, found)
    proposing.rule(world.staff, found.public_id, ("pin", (first.slug, second.slug)))
    declare(world, second, first)
    change = repairing.difference(repairing.propose(world.staff, found.public_id))
    assert (first.slug, second.slug) not in change.new


def test_a_repair_does_not_make_a_pair_that_is_forbidden_meanwhile(world):
    found = world.published(partners=1)
    entries.withdraw(world.lead(world.teams[0]), found.public_id, world.entry(found, world.teams[0]).public_id, "Away")
    proposal = repairing.propose(world.staff, found.public_id)
    giver, receiver = repairing.difference(proposal).new[0]
    named = {one.slug: one for one in world.teams}
    declare(world, named[receiver], named[giver])
    with pytest.raises(Conflict):
        repairing.accept(world.staff, found.public_id, proposal.number)


def test_whoever_facilitates_and_is_in_the_other_team_does_not_read_the_conflict(world, browse):
    first, second = world.teams[:2]
    declare(world, first, second, "The reason in confidence")
    world.make.role("facilitator", world.collaboration, world.seconds[second.id])
    found = world.frozen(partners=1)
    address = f"/pairings/rounds/{found.public_id}/workbench"
    assert "The reason in confidence" in browse(world.fay).get(address).text
    assert "The reason in confidence" not in browse(world.seconds[second.id]).get(address).text


def test_a_conflict_that_has_ended_is_none_and_none_ends_in_the_past(world):
    first, second = world.teams[:2]
    with pytest.raises(Invalid):
        declare(world, first, second, until=today() - timedelta(days=1))
    declare(world, first, second, until=today())
    with pytest.raises(Conflict):
        declare(world, first, second)


def stood_in(world):
    found = world.published(partners=1)
    first = world.pairings(found)[0]
    drafting.hand_back(world.second(first.giver_id), first.public_id, "No time")
    return publishing.stand_in(world.staff, first.public_id, world.eve.public_id, "They are short of people")


def test_an_expert_whose_pass_has_ended_reads_and_writes_nothing_more(world):
    made = stood_in(world)
    drafting.save(world.acting(world.eve), made.public_id, [Typed("warm", 0, "Clear.")])
    with unit_of_work():
        session().execute(update(ExpertPass).values(ends_at=now() - timedelta(hours=1)))
    with pytest.raises(NotFound):
        drafting.save(world.acting(world.eve), made.public_id, [Typed("warm", 0, "Clearer.")])


def test_both_teams_read_why_somebody_stands_in(world, browse):
    made = stood_in(world)
    with unit_of_work():
        late = session().query(Pairing).filter_by(replaced_by_id=made.id).one()
    for person in (world.seconds[late.giver_id], world.seconds[late.receiver_id]):
        text = browse(person).get(f"/pairings/{late.public_id}").text
        assert "They are short of people" in text
        assert "No time" not in text, "handing back is in confidence"


def test_why_a_round_was_called_off_is_read_by_the_teams(world, browse):
    found = world.invited()
    rounds.advance(world.staff, found.public_id, "cancelled", "Fires in the county")
    page = browse(world.seconds[world.teams[0].id]).get(f"/pairings/rounds/{found.public_id}")
    assert "Fires in the county" in page.text


def test_nobody_leaves_a_round_that_is_over(world):
    found = world.published(partners=1)
    entry = world.entry(found, world.teams[0])
    for state in ("open", "responding"):
        rounds.advance(world.staff, found.public_id, state)
    with pytest.raises(Conflict):
        entries.withdraw(world.lead(world.teams[0]), found.public_id, entry.public_id, "Away")


def test_what_was_given_stays_given_when_the_round_is_called_off(world):
    found = world.published(partners=1)
    first = world.pairings(found)[0]
    world.given(first)
    rounds.advance(world.staff, found.public_id, "cancelled", "Fires in the county")
    with pytest.raises(Conflict):
        drafting.take_back(world.lead(first.giver_id), first.public_id)
    assert world.pairings(found)[0].state == "given"


def test_what_feedback_was_about_stays_what_it_was_about(world):
    found = world.published(partners=1)
    first = world.pairings(found)[0]
    world.given(first)
    team = next(one for one in world.teams if one.id == first.receiver_id)
    entry = world.entry(found, team)
    entries.withdraw(world.lead(team), found.public_id, entry.public_id, "Away")
    with pytest.raises(Conflict):
        entries.hand_in(world.lead(team), found.public_id, entry.public_id, HandedIn(world.things[team.id], 1, "Else?"))
    world.hand_in(found, team)
    assert world.entry(found, team).question == "What do you see?"


def test_what_was_let_go_is_not_proposed_again(world):
    found = world.published(partners=1)
    first = world.pairings(found)[0]
    publishing.waive(world.staff, first.public_id, "Nobody can")
    assert repairing.difference(repairing.propose(world.staff, found.public_id)).new == []


def test_a_suggestion_that_is_not_for_them_has_no_sequel(world):
    found = world.published(partners=1)
    first = world.pairings(found)[0]
    world.given(first)
    world.answered(first, "no")
    with pytest.raises(NotFound):
        answering.tell_what_became(
            world.second(first.receiver_id), first.public_id, world.suggestions(first)[0], Became("We did")
        )


def test_what_is_handed_back_is_paired_anew(world):
    """The team that could not give to this one gives to another, and nothing that was begun is touched."""
    found = world.published(partners=1)
    begun, first = world.pairings(found)[:2]
    world.write(begun)
    drafting.hand_back(world.second(first.giver_id), first.public_id, "We know them too well")
    proposal = repairing.propose(world.staff, found.public_id)
    named = {one.id: one.slug for one in world.teams}
    pair = named[first.giver_id], named[first.receiver_id]
    change = repairing.difference(proposal)
    assert pair in change.gone
    assert pair not in change.new
    repairing.accept(world.staff, found.public_id, proposal.number)
    live = world.pairings(found, "active", "drafting")
    assert {one.receiver_id for one in live} == {one.giver_id for one in live} == set(named)
    assert begun.id in {one.id for one in live}


def test_pairs_are_repaired_until_the_promised_day_and_not_after(world):
    found = world.published(partners=1)
    for state in ("open", "responding"):
        rounds.advance(world.staff, found.public_id, state)
    assert repairing.propose(world.staff, found.public_id)
    world.moved(found, 35)
    with pytest.raises(Conflict):
        repairing.propose(world.staff, found.public_id)


def test_taking_in_more_lasts_longer_than_an_hour(world):
    found = world.invited()
    world.moved(found, 10)
    rounds.follow_the_calendar()
    rounds.advance(world.staff, found.public_id, "collecting")
    rounds.follow_the_calendar()
    with unit_of_work():
        assert session().get_one(Round, found.id).state == "collecting"


def test_a_pin_that_came_after_the_proposal_holds_publishing_up(world):
    found = world.frozen(partners=1)
    proposal = proposing.propose(world.staff, found.public_id)
    pairs = {(one["giver"], one["receiver"]) for one in proposal.outcome["pairs"]}
    names = [one.slug for one in world.teams]
    pin = next((a, b) for a in names for b in names if a != b and (a, b) not in pairs)
    proposing.rule(world.staff, found.public_id, ("pin", pin))
    with pytest.raises(Conflict):
        publishing.publish_pairs(world.staff, found.public_id, proposal.number, "All the same")


def test_what_a_moderator_took_out_is_not_there_to_open(world):
    found = world.published(partners=1)
    first = world.pairings(found)[0]
    world.given(first)
    with unit_of_work():
        shared = session().scalars(select(Share).where(Share.kind == "pairings.feedback", shares_now())).one()
        withdraw_share(SENT, shared.public_id)
    with pytest.raises(Conflict):
        answering.open_it(world.second(first.receiver_id), first.public_id)
    assert not pairings.pairing_page(world.second(first.receiver_id), first.public_id).waiting
    drafting.take_back(world.lead(first.giver_id), first.public_id)
    assert world.pairings(found)[0].state == "drafting"
