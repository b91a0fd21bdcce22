"""A round from its beginning to its end: who may do what when, and nothing that was submitted is lost."""

from collections import Counter
from datetime import timedelta

import pytest

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound
from plugins.artifacts.queries import artifacts as things
from plugins.artifacts.service import artifacts, versions
from plugins.artifacts.service.artifacts import Aim
from plugins.artifacts.service.versions import Because
from plugins.pairings.models import Entry, Partnership, Round, Transition
from plugins.pairings.queries import equity, pairings
from plugins.pairings.queries import rounds as queries
from plugins.pairings.queries.days import today
from plugins.pairings.service import answering, entries, proposing, publishing, rounds
from plugins.pairings.service.answering import Answer, Became, Choice
from plugins.pairings.states import ALL


def test_a_round_goes_all_the_way_and_the_giver_learns_what_became_of_it(world, drain):
    """Each step by whoever may take it, each with its transition."""
    found = world.published()
    for one in world.pairings(found):
        world.given(one)
    for one in world.pairings(found):
        world.answered(one)
    first = world.pairings(found)[0]
    thing = world.things[first.receiver_id].partition(":")[2]
    artifacts.aim_at(world.lead(first.receiver_id), thing, Aim("Better, and sooner"))
    versions.freeze(world.lead(first.receiver_id), thing, "After feedback", [Because("feedback", "They asked")])
    became = Became("We ask two of them now", 2)
    suggestion = world.suggestions(first)[0]
    answering.tell_what_became(world.second(first.receiver_id), first.public_id, suggestion, became)
    drain()
    shown = pairings.pairing_page(world.second(first.giver_id), first.public_id)
    decided = [(one.choice, one.version, one.became) for one in shown.decisions.values()]
    assert (shown.pair.pairing.state, decided) == ("answered", [("now", 2, "We ask two of them now")])
    with unit_of_work():
        steps = session().query(Transition).filter_by(kind="pairing", object_id=first.id).order_by(Transition.id).all()
        assert [one.after for one in steps] == ["active", "drafting", "given", "read", "answered"]
        assert all(one.by_id for one in steps)


def test_every_state_is_reached_by_something_or_is_the_first(world):
    """The tables of states have no dead ends that nobody can come to."""
    del world
    for kind, steps in ALL.items():
        reached = {after for some in steps.values() for after in some}
        first = next(iter(steps))
        assert set(steps) - reached <= {first}, kind
        assert reached <= set(steps), kind


def test_everybody_gives_and_receives_twice(world):
    """And each pair has its reasons."""
    found = world.published()
    live = world.pairings(found)
    assert set(Counter(one.giver_id for one in live).values()) == {2}
    assert set(Counter(one.receiver_id for one in live).values()) == {2}
    assert all(one.why["known"] >= 0 and one.why["rank_for_giver"] >= 1 for one in live)


def test_only_partners_and_those_who_facilitate_read_what_a_team_shows(world, drain):
    """Before pairs are published nobody but the team; then its two givers; never the others."""
    found = world.frozen(partners=1)
    shown = world.teams[0]
    entry = world.entry(found, shown)
    for team in world.teams[1:]:
        with pytest.raises(NotFound):
            queries.entry_to(world.second(team), "read", found.public_id, entry.public_id)
    publishing.publish_pairs(world.staff, found.public_id, proposing.propose(world.staff, found.public_id).number)
    drain()
    giver = next(one.giver_id for one in world.pairings(found) if one.receiver_id == shown.id)
    thing = world.things[shown.id].partition(":")[2]
    for team in world.teams[1:]:
        actor = world.second(team)
        if team.id == giver:
            assert queries.entry_to(actor, "read", found.public_id, entry.public_id)[1].question
            assert things.artifact(actor, thing)
        elif not any(one.giver_id == shown.id and one.receiver_id == team.id for one in world.pairings(found)):
            with pytest.raises(NotFound):
                queries.entry_to(actor, "read", found.public_id, entry.public_id)
            with pytest.raises(NotFound):
                things.artifact(actor, thing)


def test_a_draft_is_the_teams_alone_until_it_is_sent(world, drain):
    """Neither the receiver nor those who facilitate see a word of it."""
    found = world.published()
    one = world.pairings(found)[0]
    world.write(one)
    for actor in (world.lead(one.receiver_id), world.staff):
        shown = pairings.pairing_page(actor, one.public_id)
        assert (shown.feedback, dict(shown.draft), shown.waiting) == (None, {}, False)
    with pytest.raises(Forbidden):
        pairings.pairing_to(world.lead(one.receiver_id), "give", one.public_id)
    world.given(world.pairings(found)[1])
    drain()
    other = world.pairings(found)[1]
    assert pairings.pairing_page(world.lead(other.receiver_id), other.public_id).waiting
    assert pairings.pairing_page(world.staff, other.public_id).feedback is not None


def test_others_are_not_told_that_a_pairing_exists(world):
    """Its address is not found by a team that is not in it."""
    found = world.published(partners=1)
    one = world.pairings(found)[0]
    outside = next(team for team in world.teams if team.id not in {one.giver_id, one.receiver_id})
    with pytest.raises(NotFound):
        pairings.pairing(world.lead(outside), one.public_id)


def test_what_is_late_is_still_welcome(world):
    """Overdue is no closed door; the equity view counts it as given and not as on time."""
    found = world.published()
    late, *others = world.pairings(found)
    for one in others:
        world.given(one)
    world.moved(found, 30)
    rounds.follow_the_calendar()
    assert [one.id for one in world.pairings(found, "overdue")] == [late.id]
    world.given(late)
    row = next(one for one in equity.figures(found) if one.team.id == late.giver_id)
    assert (row.given, row.on_time, row.owed) == (2, 1, 0)


def test_another_last_day_brings_it_back_in_time(world):
    """And a day after the answers is refused."""
    found = world.published()
    late = world.pairings(found)[0]
    world.moved(found, 30)
    rounds.follow_the_calendar()
    with pytest.raises(Invalid):
        publishing.extend(world.staff, late.public_id, today() + timedelta(days=300), "")
    publishing.extend(world.staff, late.public_id, today() + timedelta(days=5), "Illness")
    assert next(one for one in world.pairings(found) if one.id == late.id).state == "active"


def test_the_calendar_moves_a_round_and_says_so(world):
    """Handing in ends, feedback is due, the round closes; what was not given is let go."""
    found = world.invited()
    for team in world.teams[:3]:
        world.hand_in(found, team)
    world.moved(found, 8)
    rounds.follow_the_calendar()
    assert world.entry(found, world.teams[3]).state == "missing"
    publishing.publish_pairs(world.staff, found.public_id, proposing.propose(world.staff, found.public_id).number)
    world.given(world.pairings(found)[0])
    with unit_of_work():
        session().get_one(Round, found.id).published_at -= timedelta(days=2)
    for days in (0, 30, 30):
        world.moved(found, days)
        rounds.follow_the_calendar()
    with unit_of_work():
        assert session().get_one(Round, found.id).state == "closed"
        steps = session().query(Transition).filter_by(kind="round", object_id=found.id).order_by(Transition.id)
        after = [one.after for one in steps]
    assert after == ["collecting", "frozen", "proposed", "published", "open", "responding", "closed"]
    assert [one.state for one in world.pairings(found)] == ["closed"] + ["waived"] * 5


def test_feedback_can_still_be_answered_when_the_round_is_closed(world):
    """Kindly, and the giver sees it."""
    found = world.published()
    one = world.pairings(found)[0]
    world.given(one)
    answering.open_it(world.lead(one.receiver_id), one.public_id)
    for state in ("open", "responding", "closed"):
        rounds.advance(world.staff, found.public_id, state)
    choices = {each: Choice("later") for each in world.suggestions(one)}
    answering.answer(world.lead(one.receiver_id), one.public_id, Answer(choices), send=True)
    assert pairings.pairing_page(world.lead(one.giver_id), one.public_id).response.state == "sent"


def test_an_answer_says_something_to_each_suggestion_and_a_no_says_why(world):
    """Or it is not sent; as a draft it may have gaps."""
    found = world.published()
    one = world.pairings(found)[0]
    world.given(one)
    answering.open_it(world.lead(one.receiver_id), one.public_id)
    suggestion = world.suggestions(one)[0]
    lead = world.lead(one.receiver_id)
    for choices in ({}, {suggestion: Choice("no")}):
        with pytest.raises(Invalid):
            answering.answer(lead, one.public_id, Answer(choices), send=True)
    answering.answer(lead, one.public_id, Answer({}, "Thanks"), send=False)
    answering.answer(lead, one.public_id, Answer({suggestion: Choice("no", "We tried it")}), send=True)
    assert pairings.pairing_page(world.lead(one.giver_id), one.public_id).response.thanks == ""


def test_partners_meet_again_in_the_same_space_and_lose_it_when_all_is_released(worlds, drain):
    """One space for two teams, from round to round; a cancelled round closes what only it had opened."""
    world = worlds(3)
    first, second = world.published(), None
    for state in ("open", "responding", "closed"):
        rounds.advance(world.staff, first.public_id, state)
    second = world.published(title="Spring")
    assert {one.space_id for one in world.pairings(first)} == {one.space_id for one in world.pairings(second)}
    third = worlds(3)
    held = third.published()
    rounds.advance(third.staff, held.public_id, "cancelled", "No time this year")
    drain()
    with unit_of_work():
        ids = {one.space_id for one in third.pairings(held)}
        assert all(one.ended_at for one in session().query(Partnership).filter(Partnership.space_id.in_(ids)))
    released = third.pairings(held)[0]
    giver = third.second(released.giver_id)
    assert pairings.pairing(giver, released.public_id).state == "released"
    with pytest.raises(NotFound):
        things.artifact(giver, third.things[released.receiver_id].partition(":")[2])


def test_entries_change_until_pairs_are_made_and_show_only_what_is_the_teams(world):
    """Another team's artifact cannot be handed in, nor a version that there is not."""
    found = world.invited()
    team, other = world.teams[:2]
    entry = world.entry(found, team)
    lead = world.lead(team)
    for thing, version, question in (
        (world.things[other.id], 1, "?"),
        (world.things[team.id], 2, "?"),
        (world.things[team.id], 1, ""),
    ):
        with pytest.raises(Invalid):
            entries.hand_in(lead, found.public_id, entry.public_id, entries.HandedIn(thing, version, question))
    with pytest.raises(NotFound):
        entries.hand_in(
            world.lead(other), found.public_id, entry.public_id, entries.HandedIn(world.things[other.id], 1, "?")
        )
    for one in world.teams:
        world.hand_in(found, one)
    world.hand_in(found, team, "Another question?")
    rounds.advance(world.staff, found.public_id, "frozen")
    proposing.propose(world.staff, found.public_id)
    with pytest.raises(Conflict):
        world.hand_in(found, team, "Too late?")
    with unit_of_work():
        assert (
            session().query(Entry).filter_by(round_id=found.id, team_id=team.id).one().question == "Another question?"
        )
