"""A new version of a plan takes up suggestions: it cites them, and their givers learn it."""

import pytest

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Invalid
from community.sdk import Ref
from plugins.artifacts.models import Artifact, Cause
from plugins.artifacts.queries import pages
from plugins.artifacts.queries.causes import offers
from plugins.artifacts.service import sharing, versions
from plugins.pairings.queries import pairings


@pytest.fixture
def answered(world):
    """A round in which everybody was given feedback and answered it; the first pairing."""
    found = world.published(partners=1)
    for one in world.pairings(found):
        world.given(one)
        world.answered(one)
    return world.pairings(found)[0]


def shown_by(world, team_id):
    public_id = world.things[team_id].partition(":")[2]
    with unit_of_work():
        return public_id, Ref("artifacts.artifact", session().query(Artifact).filter_by(public_id=public_id).one().id)


def test_a_version_that_takes_up_a_suggestion_tells_its_giver(world, answered, drain):
    public_id, ref = shown_by(world, answered.receiver_id)
    actor = world.second(answered.receiver_id)
    ((key, words),) = offers(actor, ref)
    assert words.endswith(": Ask two.")
    versions.freeze(actor, public_id, "We ask two of them now", cites=[key])
    drain()
    giver = world.second(answered.giver_id)
    decided = pairings.pairing_page(giver, answered.public_id).decisions.values()
    assert [(one.version, one.became) for one in decided] == [(2, "We ask two of them now")]
    newest = pages.artifact_page(giver, public_id).editions[0]
    assert (newest.version.number, len(newest.causes)) == (2, 1)
    assert list(newest.cited.values()) == [pairings.describe(giver, [answered.id])[answered.id]]
    assert offers(world.second(answered.receiver_id), ref) == [], "it is taken up once"


def test_who_may_not_read_the_feedback_reads_that_there_was_some(world, answered):
    public_id, ref = shown_by(world, answered.receiver_id)
    actor = world.second(answered.receiver_id)
    versions.freeze(actor, public_id, "Two of them", cites=[offers(actor, ref)[0][0]])
    sharing.widen(world.lead(answered.receiver_id), public_id, 2, world.space.public_id)
    other = next(one for one in world.teams if one.id not in {answered.receiver_id, answered.giver_id})
    newest = pages.artifact_page(world.second(other), public_id).editions[0]
    assert [one.cause for one in newest.causes] == ["feedback"]
    assert newest.cited == {}


def test_only_what_is_offered_can_be_taken_up(world, answered):
    public_id, ref = shown_by(world, answered.receiver_id)
    other = next(one for one in world.teams if one.id != answered.receiver_id)
    foreign = offers(world.second(other), shown_by(world, other.id)[1])[0][0]
    assert offers(world.second(other), ref) == []
    for key in (foreign, "nothing"):
        with pytest.raises(Invalid):
            versions.freeze(world.second(answered.receiver_id), public_id, "Two of them", cites=[key])
    with unit_of_work():
        assert not session().query(Cause).filter(Cause.object_id.is_not(None)).count()


def test_the_page_offers_what_was_suggested_and_asks_for_no_other_cause_then(world, answered, browse):
    public_id, _ref = shown_by(world, answered.receiver_id)
    browser, address = browse(world.seconds[answered.receiver_id]), f"/artifacts/{public_id}/versions/new"
    text = browser.get(address).text
    assert "Ask two." in text
    assert browser.post(address, {"reason": "Two of them"}).status_code == 422, "some cause is named"
    key = text.partition('name="cites"')[2].partition('value="')[2].partition('"')[0]
    assert browser.post(address, {"reason": "Two of them", "cites": key}).status_code == 303
    page = browser.get(f"/artifacts/{public_id}/changes?before=1&after=2").text
    assert f'href="/pairings/{answered.public_id}"' in page
