"""The one commit: everything or nothing, what follows it only once it is safe, writers in the order of asking."""

import threading
from contextlib import suppress

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from community.data.database import db, is_sqlite, session
from community.data.unit_of_work import end_reads, in_unit_of_work, unit_of_work
from community.events.models import Lease
from community.ledger.models import Entry

PATIENCE = 20


class Stop(Exception):
    """Something goes wrong on purpose."""


def write(action="deed"):
    session().add(Entry(action=action))
    session().flush()


def kept():
    """What everybody sees: read by a connection of its own."""
    with db.engine.connect() as connection:
        return connection.scalars(select(Entry.action).order_by(Entry.id)).all()


def test_what_is_inside_is_committed_together(app):
    with unit_of_work():
        write("one")
        write("two")
        assert kept() == []
    assert kept() == ["one", "two"]


def test_an_error_takes_everything_back_and_is_passed_on(app):
    with pytest.raises(Stop), unit_of_work():  # noqa: PT012 - a unit is more than one statement
        write()
        raise Stop
    assert kept() == []
    assert not in_unit_of_work()
    with unit_of_work():
        write("after")
    assert kept() == ["after"]


def test_what_the_database_refuses_takes_everything_back(app):
    with pytest.raises(IntegrityError), unit_of_work():  # noqa: PT012 - a unit is more than one statement
        write()
        session().execute(insert(Entry).values(id=None, action=None))
    assert kept() == []


def test_a_unit_inside_another_joins_it(app):
    with unit_of_work() as outer:
        with unit_of_work() as inner:
            write("inner")
        assert inner is outer
        assert kept() == []
        assert in_unit_of_work()
    assert kept() == ["inner"]


def test_an_error_of_the_outer_unit_takes_the_inner_one_back(app):
    with pytest.raises(Stop), unit_of_work():  # noqa: PT012 - a unit is more than one statement
        with unit_of_work():
            write()
        raise Stop
    assert kept() == []


def test_calls_after_the_commit_see_it_and_come_once_in_order(app):
    seen = []

    def first():
        seen.append(("first", kept(), in_unit_of_work()))

    def second():
        seen.append(("second", kept(), in_unit_of_work()))

    with unit_of_work() as work:
        work.after_commit(first)
        with unit_of_work() as inner:
            inner.after_commit(second)
            inner.after_commit(first)
        write()
        assert seen == []
    assert seen == [("first", ["deed"], False), ("second", ["deed"], False)]
    with unit_of_work():
        write("another")
    assert len(seen) == 2


def test_nothing_is_called_after_a_rollback(app):
    seen = []
    with pytest.raises(Stop), unit_of_work() as work:  # noqa: PT012 - a unit is more than one statement
        work.after_commit(lambda: seen.append("called"))
        raise Stop
    with unit_of_work():
        write()
    assert seen == []


def test_nothing_is_called_when_the_commit_itself_fails(app):
    seen = []
    deferred = "INSERT INTO ledger_note (entry_id, text) VALUES (99, 'of nothing')"
    with pytest.raises(IntegrityError), unit_of_work() as work:  # noqa: PT012 - a unit is more than one statement
        work.after_commit(lambda: seen.append("called"))
        if is_sqlite():
            session().execute(text("PRAGMA defer_foreign_keys=ON"))
        session().execute(text(deferred))
    assert seen == []


def test_a_call_that_fails_takes_neither_the_rows_nor_the_other_calls_with_it(app):
    seen = []

    def fails():
        raise Stop

    with unit_of_work() as work:
        work.after_commit(fails)
        work.after_commit(lambda: seen.append("called"))
        write()
    assert kept() == ["deed"]
    assert seen == ["called"]


def test_a_call_after_the_commit_may_write(app):
    def more():
        with unit_of_work():
            write("more")

    with unit_of_work() as work:
        work.after_commit(more)
        write()
    assert kept() == ["deed", "more"]


def test_reads_see_one_moment_until_they_end(app):
    def count():
        return session().scalar(select(func.count()).select_from(Entry))

    if not is_sqlite():
        pytest.skip("on PostgreSQL each statement is its own moment")
    assert count() == 0
    elsewhere(app, write)
    assert count() == 0
    end_reads()
    assert count() == 1


def test_a_unit_ends_reads_first_and_sees_what_others_wrote(app):
    assert session().scalars(select(Entry)).all() == []
    elsewhere(app, write)
    with unit_of_work():
        assert session().scalars(select(Entry.action)).all() == ["deed"]


def test_ending_reads_inside_a_unit_does_nothing(app):
    with unit_of_work():
        write()
        end_reads()
    assert kept() == ["deed"]


def test_rows_read_before_are_kept_but_no_longer_attached(app):
    with unit_of_work():
        write()
    row = session().scalars(select(Entry)).one()
    end_reads()
    assert row.action == "deed"
    assert row not in session()


@pytest.mark.parametrize("change", ["new", "dirty", "deleted"])
def test_rows_changed_outside_a_unit_are_refused(app, change):
    with unit_of_work():
        write()
    row = session().scalars(select(Entry)).one()
    if change == "new":
        session().add(Entry(action="by the back door"))
    elif change == "dirty":
        row.action = "by the back door"
    else:
        session().delete(row)
    with pytest.raises(RuntimeError, match="outside a unit of work"), unit_of_work():
        write("never")
    with pytest.raises(RuntimeError, match="outside a unit of work"):
        end_reads()
    session().close()
    assert kept() == ["deed"]


def test_writers_of_one_process_take_turns_in_the_order_of_asking(app):
    if not is_sqlite():
        pytest.skip("PostgreSQL lets writers write at once")
    from community.data.unit_of_work import _writers  # the order of asking can be seen nowhere else

    started, go = threading.Event(), threading.Event()

    def slow():
        with unit_of_work():
            started.set()
            go.wait(PATIENCE)
            write("slow")

    threads = [in_thread(app, slow)]
    assert started.wait(PATIENCE)
    for n in range(8):
        threads.append(in_thread(app, lambda n=n: unit(f"number {n}")))
        _until(lambda n=n: len(_writers._waiting) == n + 2)
    go.set()
    for one in threads:
        one.join(PATIENCE)
    assert kept() == ["slow", *(f"number {n}" for n in range(8))]


def test_a_writer_that_fails_lets_the_next_one_in(app):
    def fails():
        with suppress(Stop), unit_of_work():
            raise Stop

    threads = [in_thread(app, fails if n % 2 else lambda n=n: unit(f"number {n}")) for n in range(8)]
    for one in threads:
        one.join(PATIENCE)
    assert sorted(kept()) == [f"number {n}" for n in range(0, 8, 2)]


def test_many_writers_lose_no_count(app):
    with unit_of_work():
        session().add(Lease(name="count", holder="0", until=_moment()))

    def add():
        for _ in range(10):
            with unit_of_work():
                row = session().get(Lease, "count", with_for_update=True)
                row.holder = str(int(row.holder) + 1)

    threads = [in_thread(app, add) for _ in range(4)]
    for one in threads:
        one.join(PATIENCE)
    assert session().get(Lease, "count").holder == "40"


def unit(action):
    with unit_of_work():
        write(action)


def _moment():
    from community.clock import now

    return now()


def in_thread(app, call):
    def run():
        with app.app_context():
            call()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def elsewhere(app, call):
    """Do it in a unit of another thread, and wait for it."""

    def run():
        with unit_of_work():
            call()

    in_thread(app, run).join(PATIENCE)


def _until(true):
    """Wait for what another thread is about to do."""
    pause = threading.Event()
    for _ in range(PATIENCE * 200):
        if true():
            return
        pause.wait(0.005)
    raise AssertionError("it never came true")
