"""The main job without a mouse: everything is reached by Tab, one always sees where one is, and errors speak."""

from tests.browser.people import until_true
from tests.browser.threads import SPACE, TITLE, open_thread, reply

MOST_TABS = 60
# What a ring around the focus is: an outline, on the element or on the part of it that stands for it.
RING = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const ring = [one, one.closest(".composer") ?? one].map((part) => getComputedStyle(part));
  return {
    text: (one.labels?.[0]?.innerText ?? one.innerText ?? "").trim() || one.getAttribute("aria-label") || "",
    name: one.getAttribute("name") ?? "",
    ring: ring.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    body: one === document.body,
  };
}"""


def tab_to(reader, text="", name=""):
    """Press Tab until the focus stands on what has this text or name; it must be visible all the way."""
    for _ in range(MOST_TABS):
        reader.page.keyboard.press("Tab")
        here = reader.page.evaluate(RING)
        assert here["body"] or (here["ring"] and here["seen"]), here
        if (text and here["text"].startswith(text)) or (name and here["name"] == name):
            return
    raise AssertionError(f"{MOST_TABS} times Tab do not lead to {text or name}")


def press(reader, key="Enter"):
    """Press a key that leads to another page."""
    with reader.page.expect_navigation():
        reader.page.keyboard.press(key)


def test_the_main_job_by_keyboard_alone(people):
    asks, answers = people.visitor(people.site.account("team member", "Alder Creek")), people.member("Mirasol", 1)
    keys = asks.page.keyboard
    asks.go("/")
    keys.type(asks.account["email"])
    tab_to(asks, name="password")
    keys.type(asks.account["password"])
    press(asks)

    tab_to(asks, "Skip to the text")
    keys.press("Enter")
    assert asks.page.evaluate("() => document.activeElement.id") == "main"
    asks.go("/")
    tab_to(asks, TITLE)
    press(asks)
    tab_to(asks, "New thread")
    press(asks)

    tab_to(asks, name="title")
    keys.type("   ")
    tab_to(asks, name="body")
    keys.type("We would like to know.")
    tab_to(asks, "Open the thread")
    press(asks)
    assert asks.page.evaluate("() => document.activeElement.matches('[role=alert]')")
    keys.press("Tab")
    keys.press("Enter")
    assert asks.page.evaluate("() => document.activeElement.name") == "title"
    keys.press("Control+a")
    keys.type("Where do your interns sit")
    tab_to(asks, name="body")
    press(asks, "Control+Enter")
    thread = asks.path
    assert thread.startswith("/discussions/threads/")

    asks.online()
    answers.go(thread)
    reply(answers, "Beside the reading coach.")
    until_true(asks.page, lambda: asks.page.locator("[data-announce]").inner_text() == "1 new reply")
    tab_to(asks, "1 new reply")
    keys.press("Enter")
    until_true(asks.page, lambda: "reading coach" in asks.page.evaluate("() => document.activeElement.innerText"))
    assert asks.page.locator("[data-announce]").inner_text() == "New replies are shown below."


def test_menus_the_drawer_and_search_by_keyboard(people):
    reader = people.member("Alder Creek")
    keys = reader.page.keyboard
    open_thread(reader, "How long is your reading block", "Ours is ninety minutes.")
    tab_to(reader, "More")
    keys.press("Enter")
    keys.press("ArrowDown")
    assert reader.page.evaluate("() => document.activeElement.innerText.trim()") == "Edit"
    keys.press("Escape")
    assert reader.page.evaluate("() => document.activeElement.innerText.trim()") == "More"
    assert not reader.page.locator("details.menu[open]").count()
    reader.page.locator("body").press("/")
    keys.type("ninety minutes")
    press(reader)
    assert reader.path == "/search?q=ninety+minutes"

    reader.page.set_viewport_size({"width": 390, "height": 800})
    reader.go(SPACE)
    tab_to(reader, "My spaces")
    keys.press("Enter")
    assert reader.page.evaluate("() => document.querySelector('#menu').contains(document.activeElement)")
    keys.press("Escape")
    assert reader.page.evaluate("() => document.activeElement.innerText.trim()") == "My spaces"
