"""A whole round in real browsers, with all that goes wrong in one; and two people on one draft."""

import pytest

from community.testing import served
from tests.browser.looking import NARROW, sideways
from tests.browser.people import People
from tests.browser.rounds import (
    GONE,
    LATE,
    PARTS,
    TIRED,
    VETOED,
    Everybody,
    answer,
    begun_by,
    districts,
    give,
    hand_in,
    more_at,
    paired,
    pairs,
    repaired,
    started,
    state,
    stood_in,
)
from tests.browser.test_artifacts import fill, follow, save


@pytest.fixture(scope="module")
def site(sample_made, tmp_path_factory):
    """A sample network of these tests' own: a round changes who owes what to whom."""
    folder = tmp_path_factory.mktemp("rounds") / "site"
    served.copy_sample(sample_made, folder)
    with served.serving(folder) as found:
        yield found


@pytest.fixture
def everybody(chromium, site):
    """Opens browsers at that site, one a person."""
    with People(chromium, site) as opened:
        yield Everybody(opened, site)


def leaves(reader, path):
    """A team leaves the round."""
    reader.go(path)
    follow(reader, "Leave the round")
    fill(reader, reason="Our principal left.")
    save(reader, "Leave the round")


FEW = (GONE, LATE, TIRED, "Alder Creek", "Santa Brisa")


@pytest.mark.drill
@pytest.mark.parametrize("count", [len(FEW), 12])
def test_a_round_with_a_drop_out_a_veto_a_late_giver_and_a_stand_in(everybody, count):
    """Nothing that was submitted is lost, and every feedback ends in an answer that the giver sees.

    With twelve districts, two partners and so 24 feedbacks it takes some minutes: a drill, as is the small one.
    """
    staff, partners = everybody.staff, 2 if count > len(FEW) else 1
    path = started(staff, partners)
    paired(everybody, path, districts(everybody.site) if count > len(FEW) else FEW)
    first = pairs(staff, path)
    assert len(first) == count * partners
    assert VETOED not in first.values()

    early = next(address for address, pair in first.items() if GONE not in pair and pair[0] not in {TIRED, LATE})
    give(everybody.lead(first[early][0]), early)
    leaves(everybody.lead(GONE), path)
    left = repaired(everybody.staff, path)
    hand_in(everybody.lead(GONE), path)  # they come back: as late as anybody
    back = repaired(everybody.staff, path)
    assert (left <= 3, back <= 4) == (True, True)
    live = {address: pair for address, pair in pairs(staff, path).items() if state(staff, address) != "Released"}
    assert len(live) == count * partners
    assert early in live

    tired = next(address for address, pair in live.items() if pair[0] == TIRED)
    give(everybody.lead(TIRED), tired, send=False)
    more_at(everybody.lead(TIRED), tired, "We cannot give this feedback")
    fill(everybody.lead(TIRED), reason="Two of us are ill.")
    save(everybody.lead(TIRED), "Hand it back")
    stands_in = stood_in(everybody, tired)

    late = next(address for address, pair in live.items() if pair[0] == LATE)
    everybody.day_passes([late.rpartition("/")[2]])
    assert state(everybody.staff, late) == "Overdue"
    for address, (giver, _receiver) in live.items():
        if address not in {early, tired}:
            give(everybody.lead(giver), address)
    give(everybody.expert, stands_in)

    given = {**live, stands_in: ("", live[tired][1])}
    del given[tired]
    for address, (_giver, receiver) in given.items():
        answer(everybody.lead(receiver), address)
    seen = 0
    for address, (giver, _receiver) in given.items():
        _status, text = (everybody.lead(giver) if giver else everybody.expert).get(address)
        seen += "We use it now" in text and PARTS["suggestion-1"] in text
    print(f"{count} districts: {left} new pairs when one left, {back} when it came back; {seen} answers seen by givers")
    assert seen == count * partners
    assert PARTS["cool"] in everybody.lead(TIRED).get(f"{tired}/draft/earlier")[1]


def test_two_people_write_on_one_draft_at_once_and_both_texts_survive(everybody):
    """In different paragraphs both are there; in the same one both wordings stand, and the page says so."""
    lead = everybody.lead("Pinyon Gate")
    address = begun_by(lead, "Pinyon Gate")
    give(lead, address, send=False)
    other = everybody.member("Pinyon Gate")
    for reader in (lead, other):
        reader.go(f"{address}/draft")  # both pages are open at once
    fill(lead, warm=PARTS["warm"] + "\n\nAnd your aim has a day.", cool="We wonder who looks after it at noon.")
    save(lead, "Save for the team")
    fill(other, warm="To begin with: thank you.\n\n" + PARTS["warm"], cool="We wonder who counts.")
    save(other, "Save for the team")
    assert "Both wordings are there" in other.page.locator("div.banners").inner_text()
    texts = {name: other.page.locator(f"[name={name}]").input_value() for name in ("warm", "cool")}
    assert texts["warm"].split("\n\n") == [
        "To begin with: thank you.", *PARTS["warm"].split("\n\n"), "And your aim has a day.",
    ]  # fmt: skip
    assert {"We wonder who looks after it at noon.", "We wonder who counts."} <= set(texts["cool"].split("\n\n"))
    everything = other.get(f"{address}/draft/earlier")[1]
    assert "We wonder who counts." in everything


def test_giving_and_answering_fit_a_phone(everybody):
    """No page of a pairing is wider than the phone, and nothing needs a mouse."""
    lead = everybody.lead("Pinyon Gate")
    lead.page.set_viewport_size(NARROW)
    address = begun_by(lead, "Pinyon Gate")
    for path in ("/pairings/in/reading-together/", address, f"{address}/draft", f"{address}/paper?language=es"):
        lead.go(path)
        assert not sideways(lead.page), path
