"""The main job where scripts are off, and where a proxy lets no websocket through: forms, redirects, polling."""

import re

from tests.browser.people import until_true
from tests.browser.threads import TITLE, open_thread, reply, titles

PHONE = {"width": 390, "height": 844}


def test_all_of_it_works_without_scripts(people):
    asks = people.member("Alder Creek", java_script_enabled=False)
    answers = people.member("Mirasol", 1, java_script_enabled=False)
    answers.go("/")
    bell, unread = answers.bell, answers.unread(TITLE)
    title = "What do you do when two teachers want the same room"
    thread = open_thread(asks, title, "We tried lots. It was *not* loved.")
    assert asks.page.locator("#opening em").inner_text() == "not"

    until_true(answers.page, lambda: answers.go("/") and answers.bell == bell + 1)
    assert answers.unread(TITLE) == unread + 1
    answers.page.click("a[href='/notifications/']")
    answers.page.click(f"main a:has-text('{title}')")
    assert answers.path == thread
    answers.page.click("button:has-text('Mark as read')")
    assert answers.path == thread
    assert answers.page.locator("button:has-text('Mark as read')").count() == 0
    until_true(answers.page, lambda: answers.go(thread) and answers.bell == bell)
    assert answers.unread(TITLE) == unread

    reply(answers, "Ask the younger one to choose first.")
    until_true(asks.page, lambda: asks.go("/") and title in titles(asks))
    asks.page.click(f"main a:has-text('{title}')")
    assert asks.page.locator(".post:has-text('younger one')").count() == 1
    asks.page.click("summary:has-text('More')")
    asks.page.click("button:has-text('Close')")
    asks.page.wait_for_selector("text=Closed. Everybody can read it; nobody can reply.")
    answers.go(thread)
    assert answers.page.locator("textarea").count() == 0


def test_a_wrong_answer_comes_back_with_what_was_written_and_the_menu_opens_without_scripts(people):
    writer = people.member("Alder Creek", java_script_enabled=False, viewport=PHONE)
    writer.go("/")
    writer.page.click("a:has-text('My spaces')")
    writer.page.click(f".rail a:has-text('{TITLE}')")
    writer.page.click("text=New thread")
    writer.page.fill("[name=title]", "  ")
    writer.page.fill("textarea[name=body]", "A text that took me a while.")
    writer.page.click("button:has-text('Open the thread')")
    assert writer.page.locator("[role=alert] a").count() == 1
    assert writer.page.locator("[name=title]").get_attribute("aria-invalid") == "true"
    assert writer.page.locator("textarea[name=body]").input_value() == "A text that took me a while."


def minute_later(reader):
    """Another minute on the page's own clock: whoever asked before the news was there asks again."""
    reader.page.clock.fast_forward(60_000)
    return True


def test_where_no_socket_opens_pages_ask_from_time_to_time(people):
    asks, answers = people.member("Alder Creek"), people.member("Mirasol", 1)
    for one in (asks, answers):
        one.context.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
        one.page.clock.install()
    answers.go("/")
    bell, unread = answers.bell, answers.unread(TITLE)
    thread = open_thread(asks, "Who has a rubric for retelling", "Grade 1, both languages.")
    until_true(answers.page, lambda: minute_later(answers) and answers.bell == bell + 1)
    assert answers.unread(TITLE) == unread + 1
    answers.go(thread)
    reply(answers, "We do: four lines, three pictures.")
    news = asks.page.locator("[data-watch-notice] button:has-text('1 new reply')")
    until_true(asks.page, lambda: minute_later(asks) and news.is_visible())
    news.click()
    asks.page.locator(".post:has-text('four lines')").wait_for()
    assert not asks.frames + answers.frames
