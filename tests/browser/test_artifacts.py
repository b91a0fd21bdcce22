"""Two teams in real browsers: one builds a record through three cycles, widens it; the other adopts and adapts it."""

import re
from datetime import date, timedelta

import pytest

from tests.browser.looking import NARROW, sideways
from tests.browser.people import until_true
from tests.browser.test_keyboard import press, tab_to

TITLE, LATER = "Calls that wait until ten", "A later thought of ours."
CHANGED = "We wait until half past nine."
ANSWERS = ("as predicted", "partly", "not")
NUMBERS = "\n".join(f"{date(2026, 8, 31) + timedelta(weeks=n)}\t{9 - n // 3}" for n in range(12))


def fill(reader, **values):
    """Fill fields by name: texts, and what is chosen from a list."""
    for name, value in values.items():
        field = reader.page.locator(f"main [name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def save(reader, button="Save"):
    """Send the form; the page that it leads to."""
    with reader.page.expect_navigation():
        reader.page.locator("main form").get_by_role("button", name=button, exact=True).first.click()
    assert not reader.page.locator("[data-summary]").count(), reader.page.locator("main").inner_text()


def follow(reader, name):
    """Press a link or a button that leads on."""
    with reader.page.expect_navigation():
        reader.page.locator("main").get_by_text(name, exact=True).first.click()


def seen_by(readers, path, words):
    """Who of them reads these words at an address, by name; the others get no such page, or one without them."""
    return {name for name, reader in readers.items() if words in reader.get(path)[1]}


def begun(reader):
    """A new artifact of the reader's team; its path."""
    reader.go("/artifacts/in/alder-creek/new")
    fill(reader, title=TITLE)
    save(reader, "Begin")
    return reader.path


def cycle(reader, path, number, answer):
    """Plan, do and study one cycle."""
    reader.go(f"{path}/cycles/new")
    fill(reader, title=f"Office {number} waits", prediction=f"Fewer than {number} calls could not have waited.")
    save(reader)
    last = reader.page.locator("details.cycle").last
    with reader.page.expect_navigation():
        last.get_by_role("button", name="Begin: lock the prediction").click()
    follow(reader, "Say what happened")
    fill(reader, did=f"{number} calls came before ten.")
    save(reader)
    follow(reader, "Study: answer the prediction")
    assert f"Fewer than {number} calls" in reader.page.locator("main").inner_text(), "study looks at the prediction"
    fill(reader, answer=answer, studied=f"What we learned {number}.", act="adapt")
    save(reader)


@pytest.fixture
def ana(people):
    """Who leads a team, in English."""
    reader = people.role("team lead")
    reader.speak("en")
    return reader


def builds(ana):
    """An aim, three cycles, and a measure with twelve values; its path."""
    path = begun(ana)
    follow(ana, "Write the aim")
    fill(ana, aim="By June two calls a week reach a room before ten.", aim_amount="From 9 to 2", aim_group="Grade 1")
    ana.page.fill("[name=aim_by]", "2027-06-01")
    save(ana)
    assert "The aim does not say yet" not in ana.page.locator("main").inner_text()
    for number, answer in enumerate(ANSWERS, 1):
        cycle(ana, path, number, answer)
    follow(ana, "Add a measure")
    fill(ana, name="Calls before ten", kind="outcome", better="down", goal="2")
    save(ana)
    follow(ana, "Add values")
    fill(ana, rows=NUMBERS)
    save(ana)
    chart = ana.page.locator(".run-chart")
    assert chart.locator(".point").count() == 12
    assert "12 values, median 7.5" in chart.get_attribute("aria-label")
    follow(ana, "Save a version")
    fill(ana, reason="To show where we are.")
    save(ana)
    return path


def widens(ana, path, gains, stays_out):
    """Share it with the collaboration, which says beforehand who gains; then write on at home."""
    ana.go(f"/spaces/share/artifacts.artifact/{path.rpartition('/')[2]}")
    gaining = ana.page.locator("details.gain:has-text('Reading Together')")
    gaining.locator("summary").click()
    assert gains in gaining.inner_text()
    assert stays_out not in gaining.inner_text()
    names = ana.page.locator("[name=space] option").all_inner_texts()
    ana.page.locator("[name=space]").select_option(label=next(one for one in names if "Reading Together" in one))
    save(ana, "Share")
    ana.go(f"{path}/aim")
    fill(ana, aim=LATER)
    save(ana)


def adopts(ben, path):
    """Take it up for the own team, and say what came of it; the path of the team's own record."""
    ben.go("/artifacts/in/reading-together/")
    ben.page.click(f"main a:has-text('{TITLE}')")
    follow(ben, "Take this up for your team")
    fill(ben, context="One office for two buildings.", changed=CHANGED)
    save(ben, "Take it up")
    own = ben.path
    assert own != path
    assert "Adapted from" in ben.page.locator("main").inner_text()
    ben.go(path)
    follow(ben, "Say what came of it")
    fill(ben, result="It holds in one building.", in_use="yes")
    save(ben)
    return own


def recalls(ana, path):
    """Withdraw the share."""
    ana.go(f"/spaces/share/artifacts.artifact/{path.rpartition('/')[2]}")
    ana.page.locator("main").get_by_text("Withdraw", exact=True).first.click()
    with ana.page.expect_navigation():
        ana.page.locator("main details[open] button[type=submit]").first.click()


@pytest.mark.slow
def test_one_team_builds_it_and_another_adopts_and_adapts_it(people, ana):
    """Who could see what at each step is what the rules say: the team, then the collaboration, then the team again."""
    abe, ben = people.member("Alder Creek", 1), people.member("Mirasol", 1)
    olga = people.member("Ocotillo Bend")
    for reader in (abe, ben, olga):
        reader.speak("en")
    everybody = {"ana": ana, "abe": abe, "ben": ben, "olga": olga}
    path = builds(ana)
    assert seen_by(everybody, path, TITLE) == {"ana", "abe"}
    widens(ana, path, ben.account["name"], olga.account["name"])
    assert seen_by(everybody, path, TITLE) == {"ana", "abe", "ben"}
    assert seen_by(everybody, path, LATER) == {"ana", "abe"}
    own = adopts(ben, path)
    assert seen_by(everybody, own, "Adapted from") == {"ben"}
    for reader in (ana, ben):
        reader.go(f"{path}/lineage")
        assert CHANGED in reader.page.locator("main").inner_text()
        assert reader.page.locator(".driver-diagram rect").count() == 2
    assert seen_by(everybody, f"{path}/lineage", CHANGED) == {"ana", "abe", "ben"}
    recalls(ana, path)
    assert seen_by(everybody, path, TITLE) == {"ana", "abe"}
    assert seen_by(everybody, own, "not available to you") == {"ben"}
    assert not ana.failures + ben.failures


def test_a_cycle_is_logged_on_a_phone_in_few_steps(people):
    reader = people.role("team lead", viewport=NARROW)
    reader.speak("en")
    path = begun(reader)
    pressed = []
    reader.page.on("framenavigated", lambda _frame: pressed.append(reader.path))
    cycle(reader, path, 1, "not")
    assert not sideways(reader.page)
    assert len(pressed) <= 8, "a cycle is a form to plan, one press to begin, a form each for do and study"


def test_the_outline_and_the_chart_speak_without_eyes_or_mouse(ana):
    reader, keys = ana, ana.page.keyboard
    path = begun(reader)
    reader.go(f"{path}/drivers/new")
    for words in ("The office knows", "A list on the wall"):
        tab_to(reader, name="text")
        keys.type(words)
        press(reader)
        reader.go(f"{path}/drivers/new")
    reader.go(path)
    names = reader.page.get_by_role("link", name=re.compile("^Edit: ")).all_inner_texts()
    assert len(names) == 2
    tab_to(reader, "Move down")
    press(reader)
    outline = reader.page.locator(".outline > li")
    assert "A list on the wall" in outline.first.inner_text()
    image = reader.page.get_by_role("img", name=re.compile("^Driver diagram"))
    assert image.count() == 1

    reader.post(f"{path}/measures/new", name="Calls", kind="outcome", better="down", baseline="0")
    reader.go(path)
    follow(reader, "Add values")
    tab_to(reader, name="rows")
    keys.insert_text(NUMBERS)
    tab_to(reader, "Save")
    press(reader)
    chart = reader.page.get_by_role("img", name=re.compile("^Calls"))
    assert "12 values" in chart.get_attribute("aria-label")
    tab_to(reader, "Show the numbers")
    keys.press("Enter")
    table = reader.page.get_by_role("table", name=re.compile("Calls"))
    until_true(reader.page, table.is_visible)
    assert table.get_by_role("row").count() == 13
    assert not reader.failures
