"""`community doctor`, `worker` and `db status` on a real folder: what they find, and how they end."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, text

COMMUNITY = (sys.executable, "-m", "community.cli")


@pytest.fixture
def settings(tmp_path):
    """A fresh folder, and nothing else set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNITY_")}
    return {**kept, "COMMUNITY_INSTANCE": str(tmp_path / "instance")}


@pytest.fixture
def say(settings):
    """Run a command; answers how it ended and all it said."""

    def run(*words, **more):
        done = subprocess.run([*COMMUNITY, *words], env=settings | more, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    return run


def test_nothing_runs_on_a_database_of_another_shape(say):
    for command in (("worker",), ("serve", "--port", "1")):
        status, said = say(*command, COMMUNITY_LIVE="false")
        assert status == 1
        assert "run `community db upgrade` first" in said
    assert say("db", "status")[0] == 1


def test_the_doctor_says_what_is_missing(say):
    status, said = say("doctor")
    assert (status, "WRONG database: pending for core" in said) == (1, True)
    assert say("db", "upgrade")[0] == 0
    assert say("db", "status")[0] == 0
    status, said = say("doctor", COMMUNITY_BASE_URL="http://example.org")
    assert status == 1
    for finding in ("ok    database: up to date", "ok    SQLite: ok", "WRONG address", "WRONG mail", "WRONG admin"):
        assert finding in said


def test_settings_that_are_lists_take_commas_and_wrong_ones_are_named(say):
    status, said = say("plugins", "list", COMMUNITY_PLUGINS="discussions, moderation")
    assert status == 0
    assert "discussions" in said
    assert "notifications" not in said
    status, said = say("plugins", "list", COMMUNITY_SESSION_DAYS="soon")
    assert (status, "COMMUNITY_SESSION_DAYS" in said) == (1, True)


def test_a_worker_does_what_any_process_can_and_ends_in_order(say, settings, tmp_path):
    assert say("db", "upgrade")[0] == 0
    status, said = say("worker")
    assert (status, "set COMMUNITY_REDIS_URL" in said) == (1, True)
    worker = subprocess.Popen(
        [*COMMUNITY, "worker"], env=settings | {"COMMUNITY_LIVE": "false"}, stderr=subprocess.PIPE, text=True
    )
    try:
        assert worker.stderr.readline() == "working; stop with Ctrl-C\n"
        engine = create_engine(f"sqlite:///{tmp_path / 'instance' / 'community.sqlite3'}")
        while not (held := leases(engine)):
            assert worker.poll() is None
        assert not {name for name in held if name.startswith("search")}, "the index is the server's"
    finally:
        worker.send_signal(signal.SIGTERM)
        _out, said = worker.communicate(timeout=60)
    assert (worker.returncode, said) == (0, "")
    assert leases(engine) == []
    engine.dispose()


def leases(engine):
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT name FROM events_lease")).scalars())
