"""The main job in real browsers: a question and its answer, live, between two districts; hidden, and restored."""

import re

from tests.browser.people import until_true
from tests.browser.threads import SPACE, TITLE, hide, open_thread, reply, restore, titles

QUESTION = "How do you find time for small groups in grade 2"
BODY = "Our teachers ask for a schedule that survives assemblies. Zephyrtimetable is what we call ours."


def settled(reader, path="/"):
    """What a person has before something happens: bell and unread, after the page is up to date."""
    reader.go(path)
    return reader.bell, reader.unread(TITLE)


def test_a_question_is_heard_and_answered_while_both_look_on(people):
    asks, answers = people.member("Alder Creek"), people.member("Mirasol", 1)
    answers.go("/")
    answers.online()
    loaded = answers.page.evaluate("() => performance.timeOrigin")
    bell, unread = answers.bell, answers.unread(TITLE)

    thread = open_thread(asks, QUESTION, BODY)
    until_true(answers.page, lambda: (answers.bell, answers.unread(TITLE)) == (bell + 1, unread + 1))
    assert answers.page.evaluate("() => performance.timeOrigin") == loaded
    assert answers.page.title().startswith(f"({bell + 1}) ")
    assert not any(QUESTION in frame or "Zephyr" in frame for frame in answers.frames), "sockets carry nudges only"

    answers.page.click("a[href='/notifications/']")
    answers.page.click(f"main a:has-text('{QUESTION}')")
    assert answers.path == thread
    until_true(answers.page, lambda: (answers.bell, answers.unread(TITLE)) == (bell, unread))

    asks.online()
    asks.page.fill("textarea[name=body]", "I am about to add")
    before = asks.page.evaluate("() => [scrollY, document.activeElement.getBoundingClientRect().top]")
    reply(answers, "We trade an assembly for a literacy block every second week.")
    notice = asks.page.locator("[data-watch-notice]")
    notice.get_by_text("1 new reply", exact=True).wait_for()
    assert asks.page.evaluate("() => [scrollY, document.activeElement.getBoundingClientRect().top]") == before
    assert asks.page.locator("text=trade an assembly").count() == 0
    notice.locator("button").click()
    asks.page.locator(".post:has-text('trade an assembly')").wait_for()
    assert asks.page.locator("textarea[name=body]").input_value() == "I am about to add"
    assert not notice.is_visible()
    assert not asks.failures + answers.failures


def everywhere(reader):
    """Every page that a person can reach by links, as text by address. Nothing is changed on the way."""
    waiting, seen = ["/", "/search?q=zephyrtimetable"], {}
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        status, text = reader.get(path)
        seen[path] = text
        assert status < 500, path
        if status == 200:
            found = re.findall(r'href="(/[^"#]*)', text.replace("&amp;", "&"))
            waiting += [one for one in found if not one.startswith(("/static", "/search?", "/files/"))]
        assert len(seen) < 400
    return seen


def test_another_collaboration_meets_it_nowhere(people):
    asks, outside = people.member("Alder Creek"), people.member("Ocotillo Bend")
    outside.go("/")
    outside.online()
    bell, quiet = outside.bell, len(outside.frames)
    thread = open_thread(asks, f"{QUESTION}, asked again", BODY)
    reply(asks, "Nobody outside of us meets zephyrtimetable.")
    public_id = thread.rpartition("/")[2]

    pages = everywhere(outside)
    assert len(pages) > 10
    # The page of results repeats the words that were asked for.
    told = {path: text for path, text in pages.items() if not path.startswith("/search")}
    assert not [path for path, text in told.items() if "ephyrtimetable" in text or QUESTION in text]
    assert not [path for path, text in pages.items() if public_id in text]
    assert "Nothing found" in pages["/search?q=zephyrtimetable"]

    random = "a2b3c4d5e6f7"
    for path in ("", "/edit", "/history"):
        guessed = outside.get(f"/discussions/threads/{public_id}{path}")
        nowhere = outside.get(f"/discussions/threads/{random}{path}")
        assert guessed[0] == nowhere[0] == 404
        assert same_page(guessed[1], public_id) == same_page(nowhere[1], random), path
    status, told = outside.get("/live/catch-up")
    assert status == 200
    assert public_id not in told
    outside.page.evaluate("() => fetch('/live/catch-up')")
    assert not [frame for frame in outside.frames[quiet:] if public_id in frame or "nudge" in frame]
    assert outside.bell == bell
    assert settled(outside)[0] == bell

    visitor = people.visitor()
    anywhere = {visitor.context.request.get(f"{visitor.site.address}/discussions/threads/{one}", max_redirects=0).status
                for one in (public_id, random)}  # fmt: skip
    assert anywhere == {302}


def same_page(text, public_id):
    """A page without what is different each time: form tokens, cursors, and its own address."""
    text = re.sub(r'(name="csrf-token" content|name="csrf_token" value|data-cursor)="[^"]*"', r"\1", text)
    return text.replace(public_id, "")


def test_what_a_moderator_hides_is_gone_everywhere_and_comes_back_as_it_was(people):
    asks, reads, moderator = people.member("Alder Creek"), people.member("Mirasol", 1), people.role("moderator")
    reads.go("/")
    reads.online()
    bell = reads.bell
    word = "quibblewick"
    title = f"What {word} did to our pacing guide"
    thread = open_thread(asks, title, f"We followed {word} for six weeks.")
    until_true(reads.page, lambda: reads.bell == bell + 1)
    before = view(reads, thread, word)
    assert title in before["list"]
    assert before["thread"] == 200

    case = hide(moderator, thread, "It names a vendor; please say it without the name.")
    until_true(reads.page, lambda: word not in "".join(everything(reads, thread, word)))
    gone = view(reads, thread, word)
    assert (gone["thread"], gone["bell"]) == (404, before["bell"] - 1)
    assert gone["list"] == [one for one in before["list"] if one != title]
    assert gone["unread"] == before["unread"] - 1
    told = len(reads.frames)
    moderator.go(thread)
    reply(moderator, f"A word to the author about {word}.")
    assert view(reads, thread, word) == gone
    assert not [frame for frame in reads.frames[told:] if thread.rpartition("/")[2] in frame]

    asks.go(thread)
    assert asks.page.locator("text=There is no page here for you").count() == 1
    asks.go("/notifications/")
    asks.page.click("main a:has-text('read why')")
    assert asks.page.locator("text=It names a vendor").count() == 1
    assert asks.page.locator("main").get_by_text("Nothing was deleted").count() == 1

    moderator.go("/console/ledger?action=moderation")
    entry = moderator.page.locator("main tr, main li").filter(has_text="It names a vendor")
    assert moderator.account["name"] in entry.first.inner_text()

    restore(moderator, case)
    until_true(reads.page, lambda: reads.get(thread)[0] == 200)
    until_true(reads.page, lambda: word in reads.get(f"/search?q={word}")[1].split("<main", 1)[1])
    back = view(reads, thread, word)
    # The moderator's reply while it was hidden is the one thing that is new.
    assert {**back, "list": sorted(back["list"])} == {**before, "list": sorted(before["list"])}


def everything(reader, thread, word):
    """Texts in which a member could meet something."""
    yield reader.get(SPACE.replace("/spaces/", "/discussions/in/"))[1]
    yield reader.get("/")[1]
    yield reader.get("/notifications/")[1]
    found = reader.get(f"/search?q={word}")[1]
    yield found.split('id="found"', 1)[-1].split("empty-title", 1)[0]


def view(reader, thread, word):
    """What a member sees of the network now, on fresh pages."""
    reader.go(SPACE)
    seen = {"list": titles(reader), "unread": reader.unread(TITLE), "bell": reader.bell}
    reader.go("/")
    seen["work"] = [one for one in titles(reader) if word in one]
    reader.go("/notifications/")
    seen["notices"] = [one for one in titles(reader) if word in one]
    seen["thread"] = reader.get(thread)[0]
    return seen


def test_a_post_with_many_links_waits_for_a_moderator_and_then_its_followers_are_told(people):
    asks, follows, moderator = people.member("Alder Creek"), people.member("Mirasol", 1), people.role("moderator")
    bell, _unread = settled(follows)
    thread = open_thread(asks, "Which decodable books are worth buying", "Please send what you use.")
    follows.go(thread)
    follows.page.click("button:has-text('Follow')")
    follows.page.wait_for_selector("text=You will be told of new replies.")
    until_true(follows.page, lambda: follows.bell == bell)

    writer = people.member("Harrow Bridge")
    writer.go(thread)
    links = " ".join(f"https://books.example/{n}" for n in range(6))
    reply(writer, f"Six good ones: {links}")
    writer.page.wait_for_selector("text=A moderator will look at this first.")
    assert writer.page.locator(".post:has-text('Six good ones')").count() == 1
    follows.go(thread)
    assert follows.page.locator("text=Six good ones").count() == 0
    assert follows.bell == bell
    follows.online()

    moderator.go("/")
    moderator.page.click("main a:has-text('for a moderator')")
    moderator.page.click("main .row-title a >> nth=0")
    assert moderator.page.locator("text=It has many links").count() == 1
    restore(moderator, moderator.path)
    until_true(follows.page, lambda: follows.bell == bell + 1)
    follows.go("/notifications/")
    follows.page.click("main a:has-text('Which decodable books')")
    assert follows.page.locator(".post:has-text('Six good ones')").count() == 1
