"""Pages of threads, as their readers get them."""

import re

from plugins.moderation import service as moderation


def accepted(text):
    """The draft that a page says was accepted."""
    found = re.search(r'data-accepted="([^"]*)"', text)
    return found.group(1) if found else None


def test_a_draft_is_called_accepted_once_and_only_when_it_was(talk, make, browse, acting):
    thread = talk.open()
    here, key = f"/discussions/threads/{thread.public_id}", f"reply:{thread.public_id}"
    writer = browse(talk.answers)
    assert writer.post(f"{here}/replies", {"body": "", "draft": key}).status_code == 422
    assert accepted(writer.get(here).text) is None

    moderator = acting(make.role("moderator", talk.collaboration))
    case = moderation.hide(moderator, "discussions.thread", thread.public_id, "Not now")
    assert writer.post(f"{here}/replies", {"body": "A long answer.", "draft": key}).status_code == 404
    moderation.lift(moderator, case.public_id)
    assert accepted(writer.get(here).text) is None

    assert writer.post(f"{here}/replies", {"body": "A long answer.", "draft": key}).status_code == 303
    page = writer.get(here).text
    assert accepted(page) == key
    assert key not in re.sub(r"data-(accepted|draft-key)=\S+", "", page)
    assert accepted(writer.get(here).text) is None
