"""A whole round of twelve districts in real browsers, with all that goes wrong in one; and two people on one draft."""

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from community.testing import served
from tests.browser.looking import NARROW, sideways
from tests.browser.people import People
from tests.browser.test_artifacts import fill, follow, save

GONE, LATE, TIRED, VETOED = "Tule Harbor", "Mirasol", "Pinyon Gate", ("Alder Creek", "Mirasol")
PARTS = {
    "warm": "You name the children for whom this is meant.\n\nYou began in one room, and say so.",
    "cool": "We wonder who looks after it on a Monday.",
    "suggestion-1": "Let two people count the same morning once.",
}
DAYS = {"plans_by": 7, "feedback_by": 21, "guaranteed_by": 28, "answers_by": 42}
PASSES = """
from datetime import timedelta
from community.app import create_app
with create_app().app_context():
    from community.data.database import session
    from community.data.unit_of_work import unit_of_work
    from plugins.pairings.models import Pairing
    from plugins.pairings.service.rounds import follow_the_calendar
    with unit_of_work():
        found = session().query(Pairing).filter(Pairing.public_id.in_({ids!r})).all()
        assert len(found) == len({ids!r})
        for one in found:
            one.due -= timedelta(days=60)
    follow_the_calendar()
"""


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


class Everybody:
    """Whoever leads each district's team, and those who facilitate, each at a browser of their own."""

    def __init__(self, people, site):
        self.people, self.site, self.known = people, site, {}

    def reader(self, key, account):
        """Whoever is asked for sits at the one open page: fourteen open ones would all listen to every step."""
        for other, reader in self.known.items():
            if other != key and reader.page.url != "about:blank":
                reader.page.goto("about:blank")
        if key not in self.known:
            self.known[key] = self.people.sign_in(account)
            self.known[key].speak("en")
        return self.known[key]

    def lead(self, district):
        return self.reader(district, self.site.account("team lead", district))

    def member(self, district):
        return self.reader(f"{district}, too", self.site.account("team member", district))

    @property
    def staff(self):
        return self.reader("staff", self.site.account("facilitator"))

    @property
    def expert(self):
        return self.reader("expert", self.site.account("expert"))

    def day_passes(self, ids):
        """The last day of these pairings lies behind; the calendar notices."""
        environment = {**os.environ, "COMMUNITY_INSTANCE": str(self.site.instance)}
        subprocess.run([sys.executable, "-c", PASSES.format(ids=list(ids))], env=environment, check=True)


def districts(site):
    """The twelve of the first collaboration, by their short names."""
    leads = [one["district"] for one in site.accounts if one["role"] == "team lead"]
    short = [re.sub(r" (Unified|Elementary|Union|High|Joint).*", "", name) for name in leads]
    return [name for name in short if name != "Ocotillo Bend"]


def started(staff, partners):
    """A new round, and the teams invited; its path."""
    staff.go("/pairings/in/reading-together/new")
    today = datetime.now(tz=ZoneInfo("America/Los_Angeles")).date()
    days = {name: (today + timedelta(days=n)).isoformat() for name, n in DAYS.items()}
    fill(staff, title="Winter feedback", partners=str(partners), **days)
    save(staff, "Prepare the round")
    path = staff.path
    press(staff, "Invite the teams")
    return path


def press(reader, name, within="main"):
    """Press a button that sends its form."""
    with reader.page.expect_navigation():
        reader.page.locator(within).get_by_role("button", name=name, exact=True).first.click()


def more(reader, name):
    """Choose from the menu of the page's head."""
    reader.page.locator(".page-head summary").last.click()
    with reader.page.expect_navigation():
        reader.page.locator(".page-head .menu-panel").get_by_text(name, exact=True).click()


def hand_in(reader, path):
    """Show the first thing that can be shown, with a question."""
    reader.go(f"{path}/mine")
    reader.page.locator("[name=thing]").select_option(index=1)
    fill(reader, question="What would you ask our teachers first?")
    save(reader, "Hand it in")


def pairs(reader, path):
    """Who gives to whom, by the addresses of the pairings that this reader may open."""
    reader.go(path)
    rows = reader.page.locator("#pairs ~ ul a, section[aria-labelledby=pairs] a").all()
    found = {}
    for row in rows:
        giver, _arrow, receiver = row.inner_text().partition(" → ")
        found[row.get_attribute("href")] = (giver.strip(), receiver.strip())
    return found


def give(reader, address, *, send=True):
    """Write the draft and send it."""
    reader.go(f"{address}/draft")
    fill(reader, **PARTS)
    if not send:
        return save(reader, "Save for the team")
    save(reader, "Save, and look at it before sending")
    with reader.page.expect_navigation():
        reader.page.locator("main form button.button-primary").click()
    return None


def answer(reader, address):
    """Open it, say what the team does with each suggestion, send."""
    reader.go(address)
    press(reader, "Open it")
    follow(reader, "Answer it")
    for box in reader.page.locator("input[type=radio][value=now]").all():
        box.check()
    fill(reader, thanks="Thank you.")
    save(reader, "Send the answer")


def repaired(staff, path):
    """Propose a repair and make it: how many new pairs there are."""
    staff.go(path)
    press(staff, "Propose a repair")
    new = staff.page.locator("main .row-title", has_text="+ ").count()
    press(staff, "Make these changes")
    return new


def paired(everybody, path, names):
    """Hand in for everybody, veto a pair, publish."""
    for name in names:
        hand_in(everybody.lead(name), path)
    staff = everybody.staff
    staff.go(path)
    more(staff, "End handing in now")
    follow(staff, "Open the workbench")
    fill(staff, kind="veto")
    for name, field in zip(VETOED, ("giver", "receiver"), strict=True):
        form = staff.page.locator("form[action$='/rules']")
        option = form.locator(f"[name={field}] option", has_text=name).first.get_attribute("value")
        form.locator(f"[name={field}]").select_option(option)
    press(staff, "Note it")
    press(staff, "Propose pairs")
    assert staff.page.locator(".check-no").count() == 0, staff.page.locator(".checks").inner_text()
    staff.page.locator("main summary", has_text="Publish these pairs").click()
    press(staff, "Publish")


FEW = (GONE, LATE, TIRED, "Alder Creek", "Santa Brisa")


@pytest.mark.parametrize("count", [len(FEW), pytest.param(12, marks=pytest.mark.drill)])
def test_a_round_with_a_drop_out_a_veto_a_late_giver_and_a_stand_in(everybody, count):
    """Nothing that was submitted is lost, and every feedback ends in an answer that the giver sees.

    With twelve districts, two partners and so 24 feedbacks it takes some minutes, and is a drill.
    """
    staff, partners = everybody.staff, 2 if count > len(FEW) else 1
    path = started(staff, partners)
    paired(everybody, path, districts(everybody.site) if count > len(FEW) else FEW)
    first = pairs(staff, path)
    assert len(first) == count * partners
    assert VETOED not in first.values()

    early = next(address for address, pair in first.items() if GONE not in pair and pair[0] not in {TIRED, LATE})
    give(everybody.lead(first[early][0]), early)
    gone = everybody.lead(GONE)
    gone.go(path)
    follow(gone, "Leave the round")
    fill(gone, reason="Our principal left.")
    save(gone, "Leave the round")
    assert repaired(everybody.staff, path) <= 3
    hand_in(everybody.lead(GONE), path)  # they come back: as late as anybody
    assert repaired(everybody.staff, path) <= 4
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
        status, text = (everybody.lead(giver) if giver else everybody.expert).get(address)
        seen += status == 200 and "We use it now" in text and PARTS["suggestion-1"] in text
    assert seen == count * partners
    assert PARTS["cool"] in everybody.lead(TIRED).get(f"{tired}/draft/earlier")[1]


def state(reader, address):
    """Where a pairing stands, in words."""
    _status, text = reader.get(address)
    return re.search(r'class="tag[^"]*">(?:<[^>]+>)*([^<]+)<', text.partition("data-read-url")[2]).group(1).strip()


def more_at(reader, address, name):
    """Choose from the menu of a pairing."""
    reader.go(address)
    more(reader, name)


def stood_in(everybody, address):
    """The facilitator lets the expert take over: the address of what they have to write."""
    staff = everybody.staff
    expert = everybody.site.account("expert")["name"]
    more_at(staff, address, "Somebody stands in")
    option = staff.page.locator("[name=person] option", has_text=expert).first.get_attribute("value")
    fill(staff, person=option, reason="They are short of people.")
    save(staff, "Let them stand in")
    return staff.page.locator("main a[href^='/pairings/']", has_text=expert).first.get_attribute("href")


def begun_by(reader, district):
    """The address of a feedback that this district still owes."""
    reader.go("/pairings/in/reading-together/")
    row = reader.page.locator("main .row", has_text=f"{district} →").filter(
        has_text=re.compile("Not begun|Being written")
    )
    return row.first.locator("a").first.get_attribute("href")


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
