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


def test_what_is_new_opens_at_the_first_new_reply(talk, browse, drain):
    thread = talk.open()
    here = f"/discussions/threads/{thread.public_id}"
    reader = browse(talk.answers)
    drain()
    assert reader.get(f"{here}/unread").location == here, "the opening itself is new"
    reader.post(f"{here}/read", {"number": 0})
    assert reader.get(f"{here}/unread").location == here, "nothing is new"

    first, *_rest = [talk.answer(thread, by=talk.asks) for _ in range(58)]
    assert reader.get(f"{here}/unread").location == f"{here}#r{first.public_id}"
    assert f'href="{here}/unread"' in reader.get("/").text
    assert f'href="{here}/unread"' in reader.get(f"/discussions/in/{talk.space.slug}/").text
    reader.post(f"{here}/read", {"number": 55})
    shown = reader.get(f"{here}/unread").location
    assert shown.startswith(f"{here}?from=51#r")


def test_open_lists_hear_of_a_new_thread_and_of_nothing_that_is_not_theirs(talk, make, browse):
    outsider = make.member(make.team(make.collaboration()))
    readers = {who: browse(who) for who in (talk.asks, talk.answers, outsider)}
    since = {who: reader.get("/live/catch-up").json["cursor"] for who, reader in readers.items()}
    talk.open()

    def topics(who):
        return [
            (one["topic"], one["count"]) for one in readers[who].get(f"/live/catch-up?since={since[who]}").json["items"]
        ]

    topic = f"spaces.space:{talk.space.public_id}"
    assert topics(talk.answers) == [(topic, 1)]
    assert topics(talk.asks) == topics(outsider) == []
    assert f'data-watch="{topic}"' in readers[talk.answers].get(f"/discussions/in/{talk.space.slug}/").text
