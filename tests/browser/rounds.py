"""A round of feedback as people go through it in browsers: who sits where, and each step by the pages."""

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

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
