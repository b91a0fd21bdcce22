"""What a member on a phone does while others write: nothing of theirs is lost, and what is new is led to."""

import pytest

from tests.browser.people import until_true
from tests.browser.threads import TITLE, hide, open_thread, reply, restore, titles

PHONE = {"width": 390, "height": 844}
NEWS = "[data-watch-notice] button"


def test_a_text_outlives_the_hiding_of_its_thread_and_is_forgotten_once_it_is_there(people):
    asks, moderator = people.member("Alder Creek"), people.role("moderator")
    writer = people.member("Mirasol", 1, viewport=PHONE)
    thread = open_thread(asks, "Which morning song do your classes know", "We need a second one.")
    writer.go(thread)
    writer.page.fill("textarea[name=body]", "Ours is about a heron.")
    case = hide(moderator, thread, "It names a child.")
    writer.page.click("button:has-text('Post the reply')")
    writer.page.wait_for_selector("text=Code 404")
    restore(moderator, case)

    writer.go(thread)
    area = writer.page.locator("textarea[name=body]")
    assert area.input_value() == "Ours is about a heron."
    assert writer.page.locator("text=Your draft is back.").is_visible()
    writer.page.click("button:has-text('Post the reply')")
    writer.page.locator(".post:has-text('about a heron')").wait_for()
    assert area.input_value() == ""
    writer.go(thread)
    assert area.input_value() == ""

    until_true(asks.page, lambda: asks.go("/notifications/") and asks.page.locator("text=which you wrote").count())
    settled = asks.bell
    asks.page.click("a:has-text('opened “Which morning song do your classes know”, which you wrote')")
    asks.page.wait_for_url("**/moderation/*")
    until_true(asks.page, lambda: asks.bell < settled)
    assert not asks.failures + moderator.failures


@pytest.mark.slow  # more replies than a page holds
def test_many_new_replies_are_led_to_and_counted(people):
    asks, answers = people.member("Alder Creek", viewport=PHONE), people.member("Mirasol", 1)
    thread = open_thread(asks, "What stands on your word wall", "Send one word each.")
    asks.online()
    answers.go(thread)
    form = {"csrf_token": answers.page.locator("main [name=csrf_token]").first.input_value(), "language": "en"}
    for n in range(52):
        url = answers.site.address + f"{thread}/replies"
        sent = answers.context.request.post(url, form={**form, "body": f"Word number {n}."}, max_redirects=0)
        assert sent.status == 303
    asks.page.locator(f"{NEWS}:has-text('52 new replies')").wait_for()
    asks.page.click(NEWS)
    asks.page.locator(f"{NEWS}:has-text('More on the next page: 2')").wait_for()
    assert asks.page.locator("#replies-title").inner_text() == "52 replies"
    first = asks.page.locator(".post:has-text('Word number 0.')").bounding_box()
    assert 0 <= first["y"] < PHONE["height"] / 2
    asks.page.click(NEWS)
    asks.page.wait_for_url("**?from=51")
    assert asks.page.locator(".posts .post").count() == 2

    answers.go("/")
    answers.post(f"{thread}/read", number=0)
    asks.post(f"{thread}/replies", body="Thank you all.", language="en")
    until_true(answers.page, lambda: answers.go("/") and "What stands on your word wall" in titles(answers))
    answers.page.click("main a:has-text('What stands on your word wall')")
    answers.page.wait_for_url("**#r*")
    assert not asks.failures + answers.failures


def test_open_lists_offer_what_is_new(people):
    asks, reader = people.member("Alder Creek"), people.member("Mirasol", 1, viewport=PHONE)
    tabs = {
        "/discussions/in/reading-together/": "1 new thread",
        "/notifications/": "1 new notice",
        "/": "Show what is new",
    }
    pages = {path: reader.page if path == "/" else reader.open() for path in tabs}
    for path, page in pages.items():
        page.goto(reader.site.address + path)
    until_true(reader.page, lambda: sum(frame.startswith("40") for frame in reader.frames) == len(tabs))
    open_thread(asks, "Who reads to whom in your house", "A survey of ours.")
    for path, page in pages.items():
        page.bring_to_front()
        page.locator(f"{NEWS}:has-text('{tabs[path]}')").wait_for()
        assert page.locator("main a:has-text('Who reads to whom')").count() == 0
        page.click(NEWS)
        page.locator("main a:has-text('Who reads to whom')").first.wait_for()
        assert not page.locator(NEWS).is_visible()
    assert not reader.failures


def test_the_drawer_keeps_the_keyboard_and_forms_speak_for_themselves(people):
    reader = people.member("Mirasol", 1, viewport={"width": 360, "height": 740})
    reader.go("/discussions/in/reading-together/new")
    reader.page.focus("[data-drawer-open]")
    reader.page.keyboard.press("Enter")
    for _ in range(30):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("() => document.activeElement.closest('.head, .page, .foot') === null")
    reader.page.keyboard.press("Escape")
    assert reader.page.evaluate("() => document.activeElement.matches('[data-drawer-open]')")

    reader.page.fill("[name=title]", "x" * 165)
    assert reader.page.locator("text=Too long by this many characters: 5").is_visible()
    reader.page.fill("[name=title]", "")
    reader.page.click("button:has-text('Open the thread')")
    said = reader.page.locator("[data-summary]")
    said.wait_for()
    assert "Title: Please fill this in." in said.inner_text()
    assert TITLE in reader.page.inner_text(".space-name")


def test_a_menu_lies_over_the_page(people):
    asks = people.member("Alder Creek", viewport=PHONE)
    open_thread(asks, "Where do your books sleep", "Ours in crates.")
    reply(asks, "And on the sill.")
    asks.page.evaluate("() => scrollTo(0, 0)")
    below = asks.page.locator("#opening").bounding_box()
    asks.page.click("summary:has-text('More')")
    panel = asks.page.locator(".page .menu-panel").bounding_box()
    assert asks.page.locator("#opening").bounding_box() == below
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= PHONE["width"]
    assert asks.page.locator("button:has-text('Close the thread')").is_visible()
