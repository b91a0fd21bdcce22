"""The catch-up address and its cursors: for one person, for a week, and about what they may see now."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.access import Actor
from community.clock import frozen, now
from community.data.database import db
from community.live import catch_up, cursors
from community.live.catch_up import CatchUp, Providers
from tests.community.live import sample

ASKED: list[tuple[int, datetime | None]] = []
OFF: set[str] = set()


def bell(actor: Actor, since: datetime | None) -> dict[str, Any]:
    """One module's part."""
    ASKED.append((actor.id, since))
    return {"bell": 3, "unread": {"spaceone": 1}}


def items(actor: Actor, since: datetime | None) -> dict[str, Any]:
    """Another's."""
    item = {"topic": "sample.topic:aaaaaaaaaaaa", "what": "posted", "count": 2, "url": "/topics/1"}
    return {"unread": {"spaceone": 4, "spacetwo": 0}, "items": [item] if since else []}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A site with two modules that have something to tell."""
    ASKED.clear()
    OFF.clear()
    app = sample.make_site(tmp_path, live=False)
    known = [("one", CatchUp("one.bell", bell)), ("two", CatchUp("two.items", items))]
    catch_up.install(app, Providers(known, OFF.__contains__))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def reader(site: Flask, sign_in: int) -> FlaskClient:
    """A signed-in browser."""
    client = site.test_client()
    client.set_cookie("sign-in", str(sign_in))
    return client


def ask(client: FlaskClient, since: str = "") -> dict[str, Any]:
    """What the address answers."""
    answer = client.get("/live/catch-up", query_string={"since": since} if since else {})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    told: dict[str, Any] = answer.get_json()
    return told


def test_a_new_page_gets_counts_and_a_cursor(site: Flask) -> None:
    told = ask(reader(site, 1))
    assert told.pop("cursor")
    assert told == {"bell": 3, "unread": {"spaceone": 5, "spacetwo": 0}, "items": [], "reload": False}
    assert ASKED == [(1, None)]


def test_a_cursor_brings_what_moved_since(site: Flask) -> None:
    client = reader(site, 1)
    sample.post(site, topic=1, by=1)
    first = ask(client)["cursor"]
    told = ask(client, first)
    assert told["reload"] is False
    assert [item["count"] for item in told["items"]] == [2]
    assert ASKED[1][1] is not None


def test_what_is_being_written_while_one_asks_comes_next_time(site: Flask) -> None:
    """A row's time is older than its commit: the cursor stands at the last commit, not at the clock."""
    with frozen() as clock:
        sample.post(site, topic=1, by=1)
        committed = clock.at
        clock.advance(1)
        written_at = clock.at  # a reply is written now, and committed after the question
        clock.advance(1)
        client = reader(site, 1)
        cursor = ask(client)["cursor"]
        ask(client, cursor)
        since = ASKED[-1][1]
        assert since == committed
        assert since < written_at
        sample.post(site, topic=1, by=2)
        ask(client, ask(client, cursor)["cursor"])
        assert ASKED[-1][1] == clock.at


def test_a_cursor_of_somebody_else_a_forged_one_and_an_old_one_say_the_same(site: Flask) -> None:
    """Load the page again: nothing that moved before is told, and a new cursor is given."""
    own, other = reader(site, 1), reader(site, 2)
    with frozen() as clock:
        theirs = ask(other)["cursor"]
        mine = ask(own)["cursor"]
        clock.advance(timedelta(days=7).total_seconds())
        assert ask(own, mine)["reload"] is False
        clock.advance(1)
        fresh = ask(own)["cursor"]
        for cursor in (mine, theirs, fresh[:-1] + ("a" if fresh[-1] != "a" else "b"), "x", "W10.abc", "é", "0" * 5000):
            told = ask(own, cursor)
            assert told["reload"] is True
            assert told["items"] == []
            assert ask(own, told["cursor"])["reload"] is False


def test_a_cursor_tells_nothing_and_is_for_its_person(site: Flask) -> None:
    with site.app_context():
        cursor = cursors.write(1, now())
        assert cursors.read(cursor, 1) is not None
        assert cursors.read(cursor, 2) is None
    site.secret_key = "another"
    with site.app_context():
        assert cursors.read(cursor, 1) is None


def test_a_module_that_is_switched_off_is_not_asked(site: Flask) -> None:
    OFF.add("one")
    assert ask(reader(site, 1))["bell"] == 0
    assert ASKED == []


def test_a_module_that_fails_takes_nothing_from_the_others(site: Flask, tmp_path: Path) -> None:
    """In production; in tests it raises."""

    def broken(_actor: Actor, _since: datetime | None) -> dict[str, Any]:
        raise RuntimeError

    known = [("one", CatchUp("one.broken", broken)), ("two", CatchUp("two.items", items))]
    catch_up.install(site, Providers(known, OFF.__contains__))
    client = reader(site, 1)
    assert client.get("/live/catch-up").status_code == 500
    settings = site.extensions["community.settings"]
    site.extensions["community.settings"] = settings.model_copy(update={"testing": False})
    assert ask(client)["unread"] == {"spaceone": 4, "spacetwo": 0}


def test_visitors_are_sent_to_sign_in(site: Flask) -> None:
    answer = site.test_client().get("/live/catch-up", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/live/catch-up")
