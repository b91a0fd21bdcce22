"""What those who facilitate do: proposals, pins, vetoes and swaps, repair, somebody who stands in."""

from collections import Counter

import pytest

from community.errors import Conflict, Forbidden, NotFound
from plugins.pairings.queries import checklist, pairings
from plugins.pairings.queries import rounds as queries
from plugins.pairings.queries.days import today
from plugins.pairings.service import drafting, entries, proposing, publishing, repairing, rounds
from plugins.pairings.service.drafting import Typed
from plugins.pairings.service.entries import Declared, HandedIn


def _pairs(proposal):
    return {(one["giver"], one["receiver"]) for one in proposal.outcome["pairs"]}


def _swappable(one, other, taken):
    changed = {(one[0], other[1]), (other[0], one[1])}
    return changed.isdisjoint(taken) and all(giver != receiver for giver, receiver in changed)


def test_conflicts_hold_in_both_directions_and_the_other_team_never_learns_of_them(worlds):
    """They are declared by a team, and read by staff only."""
    world = worlds(6)
    first, second = world.teams[:2]
    entries.declare_conflict(world.second(first), first.slug, Declared(second.public_id, "A dispute"))
    found = world.frozen()
    pairs = _pairs(proposing.propose(world.staff, found.public_id))
    assert not pairs & {(first.slug, second.slug), (second.slug, first.slug)}
    assert queries.conflicts_of(second.id, today()) == []
    with pytest.raises(NotFound):
        entries.own_team(world.lead(second), first.slug)
    with pytest.raises(Forbidden):
        queries.round_to(world.lead(second), "steer", found.public_id)
    entries.lift_conflict(world.lead(first), first.slug, queries.conflicts_of(first.id, today())[0].public_id)
    assert queries.conflicts_of(first.id, today()) == []


def test_pins_and_vetoes_are_kept_and_a_swap_is_a_proposal_of_its_own(worlds):
    """With the same loads; publishing wants a reason where the checklist does not hold."""
    world = worlds(6)
    found = world.frozen()
    first = proposing.propose(world.staff, found.public_id)
    pin = next(
        (a.slug, b.slug)
        for a in world.teams
        for b in world.teams
        if a is not b and (a.slug, b.slug) not in _pairs(first)
    )
    veto = next(iter(sorted(_pairs(first))))
    proposing.rule(world.staff, found.public_id, ("pin", pin))
    proposing.rule(world.staff, found.public_id, ("veto", veto), "They met last week")
    second = proposing.propose(world.staff, found.public_id)
    assert pin in _pairs(second)
    assert veto not in _pairs(second)
    assert second.number == first.number + 1
    pairs = sorted(_pairs(second) - {pin})
    swapped = next((one, other) for one in pairs for other in pairs if _swappable(one, other, _pairs(second) | {veto}))
    third = proposing.swap(world.staff, found.public_id, second.number, swapped)
    assert _pairs(third) ^ _pairs(second) == {*swapped, (swapped[0][0], swapped[1][1]), (swapped[1][0], swapped[0][1])}
    assert Counter(pair[1] for pair in _pairs(third)) == Counter(pair[1] for pair in _pairs(second))
    assert [line.holds for line in checklist.of(found, third) if line.hard] == [True, True, True]
    what, lost, moved = proposing.price(world.staff, found.public_id, second.number, pairs[0])
    assert (what, lost >= 0, moved >= 1) == ("without", True, True)
    with pytest.raises(Conflict):
        proposing.price(world.staff, found.public_id, second.number, veto)


def test_a_cut_names_districts_and_what_would_help(world):
    """Nobody may give to the first team."""
    found = world.frozen()
    for team in world.teams[1:]:
        proposing.rule(world.staff, found.public_id, ("veto", (team.slug, world.teams[0].slug)))
    with pytest.raises(Conflict) as refused:
        proposing.propose(world.staff, found.public_id)
    assert "A District" in str(refused.value)
    assert world.pairings(found) == []


def test_a_proposal_is_not_published_when_a_team_has_left_since(world):
    """What was proposed no longer fits."""
    found = world.frozen()
    number = proposing.propose(world.staff, found.public_id).number
    entries.withdraw(world.lead(world.teams[0]), found.public_id, world.entry(found, world.teams[0]).public_id, "Fire")
    with pytest.raises(Conflict):
        publishing.publish_pairs(world.staff, found.public_id, number)


def test_teams_do_not_steer(world):
    """Each door of the workbench is shut for them."""
    found = world.frozen()
    lead = world.lead(world.teams[0])
    for act in (
        lambda: proposing.propose(lead, found.public_id),
        lambda: proposing.rule(lead, found.public_id, ("pin", (world.teams[0].slug, world.teams[1].slug))),
        lambda: publishing.publish_pairs(lead, found.public_id, 1),
        lambda: rounds.advance(lead, found.public_id, "collecting"),
        lambda: repairing.propose(lead, found.public_id),
    ):
        with pytest.raises(Forbidden):
            act()


@pytest.mark.parametrize("count", [12])
def test_one_who_drops_out_is_repaired_with_few_changes_and_nothing_is_lost(worlds, count):
    """At most three new pairs, in one piece; what was given or begun stays where it is."""
    world = worlds(count)
    found = world.published()
    gone = world.teams[0]
    live = world.pairings(found)
    kept = [one for one in live if gone.id not in {one.giver_id, one.receiver_id}]
    world.given(kept[0])
    world.write(kept[1])
    number = entries.withdraw(world.lead(gone), found.public_id, world.entry(found, gone).public_id, "A strike")
    assert number == 4
    proposal = repairing.propose(world.staff, found.public_id)
    change = repairing.difference(proposal)
    assert len(change.new) <= 3
    assert proposal.outcome["pieces"] == 1
    assert len(world.pairings(found, "active", "drafting", "given")) == len(live) - 4  # nothing happened yet
    repairing.accept(world.staff, found.public_id, proposal.number)
    after = world.pairings(found, "active", "drafting", "given")
    assert set(Counter(one.receiver_id for one in after).values()) == {2}
    assert {one.id for one in after} >= {kept[0].id, kept[1].id}
    with pytest.raises(Conflict):
        repairing.accept(world.staff, found.public_id, proposal.number)


def test_one_who_comes_late_is_taken_in(worlds):
    """By the same repair: two give to it, it gives to two, and each of the others still has two."""
    world = worlds(5)
    found = world.published()
    late = world.add("Z")
    rounds.include(world.staff, found.public_id, late.public_id)
    world.hand_in(found, late)
    change = repairing.accept(world.staff, found.public_id, repairing.propose(world.staff, found.public_id).number)
    after = world.pairings(found, "active", "drafting", "given")
    assert Counter(one.receiver_id for one in after) == Counter({team.id: 2 for team in world.teams})
    assert len(change.new) <= 4
    assert {name for pair in change.new for name in pair} >= {late.slug}


def test_somebody_stands_in_for_what_is_overdue_and_the_first_writer_keeps_the_draft(world, drain):
    """The expert reads, writes and is answered; the receiver has feedback by the day of the guarantee."""
    found = world.published()
    late = world.pairings(found)[0]
    world.write(late)
    with pytest.raises(Conflict):
        publishing.stand_in(world.staff, late.public_id, world.eve.public_id, "Too early")
    world.moved(found, 30)
    rounds.follow_the_calendar()
    made = publishing.stand_in(world.staff, late.public_id, world.eve.public_id, "They are short of people")
    drain()
    eve = world.acting(world.eve)
    shown = pairings.pairing_page(eve, made.public_id)
    assert "give" in shown.may
    assert shown.thing is not None
    drafting.save(eve, made.public_id, [Typed("warm", 0, "Clear."), Typed("suggestion-1", 0, "Ask two.")])
    assert pairings.pairing_page(world.lead(made.receiver_id), made.public_id).feedback is None
    drafting.send(world.acting(world.eve), made.public_id)
    world.answered(made)
    assert pairings.pairing_page(world.acting(world.eve), made.public_id).response.state == "sent"
    assert pairings.newest(late)["warm"].text
    assert world.pairings(found, "replaced")[0].replaced_by_id == made.id


def test_a_wish_decides_between_partners_that_suit_alike(worlds):
    """Nothing is known of these teams, so that every pair fits alike; both wishes of a team are met, and said."""
    world = worlds(6)
    found = world.invited(partners=1)
    for team in world.teams:
        world.hand_in(found, team)
    teacher, first, learner = world.teams[4], world.teams[0], world.teams[2]
    entry = world.entry(found, first)
    wish = HandedIn(
        world.things[first.id], 1, "What do you see?", learn_from=teacher.public_id, help_to=learner.public_id
    )
    entries.hand_in(world.lead(first), found.public_id, entry.public_id, wish)
    rounds.advance(world.staff, found.public_id, "frozen")
    proposed = proposing.propose(world.staff, found.public_id).outcome["pairs"]
    wished = {(one["giver"], one["receiver"]) for one in proposed if "wished" in one["flags"]}
    assert wished == {(teacher.slug, first.slug), (first.slug, learner.slug)}
