"""The websocket door, with real clients: who comes in, who is told what, and who is put out."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from socketio.exceptions import ConnectionError as Refused

from community.clock import frozen, now
from community.events.runner import drain
from community.live import gateway, nudges
from community.live.connections import close_person
from tests.community.live import sample
from tests.community.live.conftest import Open, Served

TOPIC = "sample.topic:aaaaaaaaaaaa"
OTHER_TOPIC = "sample.topic:bbbbbbbbbbbb"
BOARD = "sample.board:cccccccccccc"
POSTED = {"topic": TOPIC, "what": "sample.posted", "spread": 0}
END = {"topic": "end", "what": "of test", "spread": 0}


def tell(app: Flask, *people: int, topic: str = "end", what: str = "of test") -> None:
    """Nudge directly."""
    with app.app_context():
        nudges.nudge(people, topic, what)


def test_an_event_reaches_readers_alone(served: Served, open_page: Open) -> None:
    """Person 3 is in another space and person 4 in none: they hear of the end only."""
    pages = {number: open_page(number) for number in (1, 2, 3, 4)}
    sample.post(served.app, topic=1, by=1)
    assert [pages[number].next() for number in (1, 2)] == [POSTED, POSTED]
    tell(served.app, 3, 4)
    assert [pages[number].next() for number in (3, 4)] == [END, END]


def test_all_pages_of_a_person_are_told(served: Served, open_page: Open) -> None:
    first, second = open_page(2), open_page(2)
    sample.post(served.app, topic=1, by=1)
    assert first.next() == second.next() == POSTED


def test_who_has_lost_the_right_is_told_nothing_more(served: Served, open_page: Open) -> None:
    """The socket is the same one; the rules are asked when something moves."""
    stays, leaves = open_page(1), open_page(2)
    assert leaves.watch(TOPIC)
    sample.leave(served.app, person=2, space=1)
    sample.post(served.app, topic=1, by=1)
    assert stays.next() == POSTED
    tell(served.app, 2)
    assert leaves.next() == END


def test_reading_tells_the_readers_own_pages_only(served: Served, open_page: Open) -> None:
    own, others = open_page(1), open_page(2)
    sample.happen(served.app, sample.TopicRead(1), by=1)
    assert own.next() == {"topic": TOPIC, "what": "sample.topic_read", "spread": 0}
    tell(served.app, 2)
    assert others.next() == END


def test_things_outside_of_spaces_reach_those_who_have_them_open(served: Served, open_page: Open) -> None:
    has_it_open, has_not = open_page(1), open_page(2)
    assert has_it_open.watch(BOARD)
    sample.happen(served.app, sample.BoardMoved(1))
    assert has_it_open.next() == {"topic": BOARD, "what": "sample.board_moved", "spread": 0}
    assert has_it_open.client.call("unwatch", BOARD)
    sample.happen(served.app, sample.BoardMoved(1))
    sample.happen(served.app, sample.TopicRead(1), by=2)
    assert has_not.next() == {"topic": TOPIC, "what": "sample.topic_read", "spread": 0}
    tell(served.app, 1)
    assert has_it_open.next() == END


def test_only_what_may_be_read_can_be_watched(open_page: Open) -> None:
    page = open_page(3)
    assert page.watch(OTHER_TOPIC)
    for ref in (TOPIC, BOARD, "sample.topic:zzzzzzzzzzzz", "sample.nothing:aaaaaaaaaaaa", "site:0", "", "x" * 500):
        assert not page.watch(ref)
    for strange in (None, 7, {"a": 1}, ["sample.topic:bbbbbbbbbbbb"]):
        assert page.client.call("watch", strange, timeout=10) is False
        assert page.client.call("unwatch", strange, timeout=10) is False


def test_one_person_asks_only_so_much(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """By all their sockets, old and new; whoever goes on is put out, and others are not."""
    monkeypatch.setattr("community.live.connections.MOST_CALLS", 5)
    first, second, other = open_page(1), open_page(1), open_page(2)
    assert [page.watch(TOPIC) for page in (first, second, first, second, first)] == [True] * 5
    second.client.emit("watch", TOPIC)
    assert second.closed.wait(10)
    again = open_page(1)
    again.client.emit("unwatch", TOPIC)
    assert again.closed.wait(10)
    assert other.watch(TOPIC)


def test_a_socket_is_answered_one_call_after_the_other(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many it sends at once, they take one thread."""
    at_once, most = [], []

    def asked(*_: object) -> None:
        at_once.append(1)
        most.append(len(at_once))
        threading.Event().wait(0.01)
        at_once.pop()

    monkeypatch.setattr(gateway, "readable_ref", asked)
    page = open_page(1)
    for _ in range(20):
        page.client.emit("watch", TOPIC)
    assert not page.watch(TOPIC)
    assert most == [1] * 21


def test_sockets_of_an_ended_sign_in_are_closed(served: Served, open_page: Open) -> None:
    """Other people's stay; and nobody comes back by that sign-in."""
    ended, other = open_page(1), open_page(2)
    sample.end_sign_in(served.app, 1)
    assert ended.closed.wait(10)
    with pytest.raises(Refused):
        open_page(1)
    tell(served.app, 2)
    assert other.next() == END


def test_sockets_of_a_closed_account_are_closed(served: Served, open_page: Open) -> None:
    pages = [open_page(1), open_page(1)]
    sample.happen(served.app, sample.AccountClosed(1))
    assert all(page.closed.wait(10) for page in pages)


def test_a_socket_that_is_just_coming_in_is_closed_too(
    served: Served, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign-in ends after it was asked for the last time, before the connection is complete."""
    real = gateway._signed_in
    asked = []

    def ends_at_the_last_moment() -> object:
        person = real()
        asked.append(person)
        if len(asked) == 2:
            close_person(person.id)
        return person

    monkeypatch.setattr(gateway, "_signed_in", ends_at_the_last_moment)
    assert open_page(1).closed.wait(10)


def nudge_in_vain() -> None:
    """Nudge in a unit of work that fails."""
    with sample.unit_of_work():
        nudges.nudge([1], "never", "sent")
        raise KeyError


def test_a_nudge_waits_for_the_commit(served: Served, open_page: Open) -> None:
    """And one of a unit that is rolled back is never sent."""
    page = open_page(1)
    with served.app.app_context():
        with pytest.raises(KeyError):
            nudge_in_vain()
        with sample.unit_of_work():
            nudges.nudge([1], "after", "commit")
            assert page.nudges.empty()
    assert page.next() == {"topic": "after", "what": "commit", "spread": 0}


def test_a_storm_becomes_few_nudges_and_its_end_arrives(served: Served, open_page: Open) -> None:
    page = open_page(1)
    for number in range(200):
        tell(served.app, 1, topic=f"t{number}", what="x")
    first = page.next()
    assert first == {"topic": "t0", "what": "x", "spread": 0}
    got = [first]
    while got[-1]["topic"] not in {"t199", "*"}:
        got.append(page.next())
    assert len(got) < 200


def test_old_events_nudge_nobody(site: Flask) -> None:
    """After a night without consumers nobody's phone rings two hundred times."""
    sent = []
    site.extensions["community.live.hub"].nudge = lambda rooms, said: sent.append((rooms, said))
    site.extensions["community.live.connections"].add("sid", sample.Person(1, "person000001", "Somebody"))
    with frozen(now() - timedelta(minutes=5)):
        sample.post(site, topic=1, by=2)
    drain(site)
    assert sent == []
    sample.post(site, topic=1, by=2)
    drain(site)
    assert [rooms for rooms, _ in sent] == [["person:1"]]


def test_sites_without_sockets_do_without(tmp_path: Path) -> None:
    app = sample.make_site(tmp_path, live=False)
    sample.post(app, topic=1, by=1)
    tell(app, 1)
    drain(app)
    assert app.test_client().get("/socket.io/").status_code == 404
