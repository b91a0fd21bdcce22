"""What people do in discussions and moderation with a browser, step by step as on the page."""

import re

SPACE = "/spaces/reading-together/"
TITLE = "Reading Together Collaboration"


def open_thread(reader, title, body, space=SPACE):
    """From the space's tab, by the form. Answers the thread's address."""
    reader.go(space)
    reader.page.click("text=New thread")
    reader.page.fill("[name=title]", title)
    reader.page.fill("textarea[name=body]", body)
    reader.page.click("button:has-text('Open the thread')")
    reader.page.wait_for_url(re.compile("/discussions/threads/"))
    return reader.path


def reply(reader, body):
    """In the thread that is open."""
    reader.page.fill("textarea[name=body]", body)
    reader.page.click("button:has-text('Post the reply')")
    reader.page.wait_for_url(re.compile("#r"))


def hide(moderator, thread, reason):
    """By the button beside the opening. Answers the address of the case."""
    moderator.go(thread)
    moderator.page.click("#opening .post-foot >> text=Hide")
    moderator.page.fill("[name=reason]", reason)
    moderator.page.click("button:has-text('Hide it')")
    moderator.page.wait_for_selector("text=Members no longer see it anywhere")
    return moderator.path


def restore(moderator, case):
    """By the button of the case."""
    moderator.go(case)
    moderator.page.click("main button:has-text('Restore it'), main button:has-text('Release it')")
    moderator.page.wait_for_selector("text=It is open to its readers again, as it was.")


def titles(reader):
    """The titles of the list that is open, in order."""
    return reader.page.locator(".row-title a").all_inner_texts()
