"""Times and ids as every database keeps them, and the settings of SQLite that durability stands on."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from community.data.database import db, is_sqlite, session
from community.data.mixins import new_public_id
from community.data.unit_of_work import unit_of_work
from community.ledger.models import Entry, Note

PLACE = timezone(timedelta(hours=-7))
MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - the strategy wants it plain
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.sampled_from([UTC, PLACE, timezone(timedelta(hours=14)), timezone(timedelta(minutes=-570))]),
)


def keep(at):
    with unit_of_work():
        session().execute(delete(Entry))
        session().add(Entry(action="deed", at=at))
    return session().scalars(select(Entry).execution_options(populate_existing=True)).one().at


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=MOMENTS)
def test_a_time_comes_back_as_the_same_moment_in_utc(app, at):
    found = keep(at)
    assert found == at
    assert found.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(app):
    with pytest.raises(StatementError, match="without a zone"):
        keep(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="without a zone"):
        session().scalars(select(Entry).where(Entry.at < datetime(2026, 1, 1))).all()  # noqa: DTZ001 - the same
    session().close()


def test_times_of_different_zones_are_compared_as_moments(app):
    keep(datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert session().scalar(select(Entry.id).where(Entry.at == datetime(2026, 1, 1, 5, tzinfo=PLACE)))
    assert session().scalar(select(Entry.id).where(Entry.at > datetime(2026, 1, 1, 5, tzinfo=PLACE))) is None


def test_no_time_stays_no_time(app):
    from community.events.models import Task

    with unit_of_work():
        session().add(Task(handler="tests.none", key="1"))
    assert session().scalars(select(Task.leased_until)).one() is None


def test_a_row_that_points_nowhere_is_refused(app):
    with pytest.raises(IntegrityError), unit_of_work():
        session().add(Note(entry_id=12345, text="of nothing"))


def test_sqlite_is_durable_and_waits(app):
    if not is_sqlite():
        pytest.skip("settings of SQLite")
    with db.engine.connect() as connection:
        found = [
            connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 30_000]


def test_public_ids_are_twelve_plain_letters_and_never_the_same():
    some = {new_public_id() for _ in range(2_000)}
    assert len(some) == 2_000
    assert all(len(one) == 12 and set(one) <= set("abcdefghijklmnopqrstuvwxyz234567") for one in some)
