"""Pages by position: all of them together are the list, whoever made the position up."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from community.data.database import session
from community.data.paging import newest_first
from community.data.unit_of_work import unit_of_work
from community.events.models import LoggedEvent
from community.ledger.models import Entry

START = datetime(2026, 9, 17, 8, tzinfo=UTC)
BY_TIME = (Entry.at, Entry.id)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fill(moments):
    """An entry for each number of microseconds."""
    with unit_of_work():
        session().execute(delete(Entry))
        if moments:
            session().execute(
                insert(Entry), [{"action": "deed", "at": START + timedelta(microseconds=one)} for one in moments]
            )


def cursor(values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def pages(position, size, most=200):
    found, after = [], None
    for _ in range(most):
        page = newest_first(select(Entry), position, after=after, size=size)
        found.append(page.items)
        if page.more is None:
            return found
        after = page.more
    raise AssertionError("the pages have no end")


@SLOW
@given(moments=st.lists(st.integers(0, 5), max_size=40), size=st.integers(1, 12))
def test_all_pages_together_are_the_list_with_nothing_twice(app, moments, size):
    fill(moments)
    found = pages(BY_TIME, size)
    rows = [(row.at, row.id) for page in found for row in page]
    assert rows == sorted(session().execute(select(Entry.at, Entry.id)).all(), reverse=True)
    assert all(len(page) == size for page in found[:-1])
    session().close()


def test_what_is_added_or_removed_while_paging_moves_nothing_else(app):
    fill(range(10))
    first = newest_first(select(Entry), BY_TIME, size=4)
    seen = [row.id for row in first.items]
    with unit_of_work():
        session().execute(delete(Entry).where(Entry.id == seen[-1]))
        session().add(Entry(action="newer", at=START + timedelta(days=1)))
    second = newest_first(select(Entry), BY_TIME, after=first.more, size=20)
    assert [row.id for row in second.items] == sorted(set(range(min(seen) - 6, min(seen))), reverse=True)


@pytest.mark.parametrize(
    "after",
    [
        "", "x", "====", "\N{SNOWMAN}", "A" * 5_000, cursor([]), cursor({}), cursor(None), cursor(7), cursor("text"),
        cursor([1]), cursor([1, 2]), cursor([1, 2, 3]), cursor([None, None]), cursor([True, True]), cursor([1.5, 1]),
        cursor([START.isoformat(), "1"]), cursor([START.isoformat(), 2**31]), cursor([START.isoformat(), 10**40]),
        cursor([START.isoformat(), True]), cursor([START.replace(tzinfo=None).isoformat(), 1]),
        cursor(["0001-01-01T00:00:00+14:00", 1]), cursor(["9999-12-31T23:59:59-14:00", 1]),
        cursor([START.isoformat(), START.isoformat()]), cursor([[START.isoformat()], 1]),
        base64.urlsafe_b64encode(b"[" * 4_000).decode(), base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)  # fmt: skip
def test_a_position_that_nobody_gave_starts_at_the_top(app, after):
    fill(range(3))
    assert newest_first(select(Entry), BY_TIME, after=after, size=2) == newest_first(select(Entry), BY_TIME, size=2)


@SLOW
@given(after=st.one_of(st.text(max_size=60), st.recursive(st.none() | st.booleans() | st.integers() | st.floats()
                       | st.text(), st.lists, max_leaves=5).map(cursor)))  # fmt: skip
@example(after=cursor([START.isoformat(), -(2**31)]))
@example(after=cursor([2**31 - 1]))
def test_forged_positions_are_harmless(app, after):
    fill(range(3))
    for position in (BY_TIME, (Entry.id,), (Entry.id, Entry.id)):
        page = newest_first(select(Entry), position, after=after, size=2)
        assert len(page.items) <= 2
    session().close()


def test_big_numbers_are_positions_of_big_columns(app):
    with unit_of_work():
        session().execute(
            insert(LoggedEvent), [{"name": "tests.happened", "payload": {}, "xid": 2**40 + n} for n in range(3)]
        )
    position = (LoggedEvent.xid, LoggedEvent.id)
    first = newest_first(select(LoggedEvent), position, size=2)
    assert [row.xid - 2**40 for row in first.items] == [2, 1]
    second = newest_first(select(LoggedEvent), position, after=first.more, size=2)
    assert [row.xid - 2**40 for row in second.items] == [0]
