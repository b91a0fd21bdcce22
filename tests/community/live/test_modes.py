"""The same room in its other modes: under gevent, and in several processes that share a Redis."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from community.data.database import db
from community.events.runner import drain
from community.live.connections import close_sign_in
from community.live.nudges import nudge
from community.testing import served
from community.testing.servers import free_port
from tests.community.live import sample
from tests.community.live.conftest import PATIENCE, Opener, served_by

ROOT = Path(__file__).parents[3]
POSTED = {"topic": "sample.topic:aaaaaaaaaaaa", "what": "sample.posted", "spread": 0}


@pytest.fixture
def gevent_address(tmp_path: Path) -> Iterator[str]:
    """Where a site under gevent listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.community.live.gevent_site", str(tmp_path), str(port)]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    yield f"http://127.0.0.1:{port}"
    program.terminate()
    program.wait(PATIENCE)
    program.stdout.close()


def test_gevent_serves_the_same(gevent_address: str, opener: Opener) -> None:
    """Nudges to readers alone, and an ended sign-in closes its sockets."""
    member, stranger = opener(gevent_address, 1), opener(gevent_address, 3)
    assert member.watch(POSTED["topic"])
    assert not stranger.watch(POSTED["topic"])
    urllib.request.urlopen(f"{gevent_address}/post", timeout=PATIENCE).close()
    assert member.next() == POSTED
    assert stranger.nudges.empty()
    urllib.request.urlopen(f"{gevent_address}/sign-out/1", timeout=PATIENCE).close()
    assert member.closed.wait(PATIENCE)


def test_processes_share_a_redis(tmp_path: Path, redis_url: str, opener: Opener) -> None:
    """A process without sockets, such as a worker, nudges and closes those of another."""
    database = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    web = sample.make_site(tmp_path / "web", redis_url=redis_url, database_url=database)
    worker = sample.make_site(tmp_path / "worker", redis_url=redis_url, database_url=database, filled=True)
    with served_by(web, consumers=False) as address:
        first, second = opener(address, 1), opener(address, 2)
        with worker.app_context():
            nudge([1], "from", "worker")
        assert first.next() == {"topic": "from", "what": "worker", "spread": 0}
        sample.post(worker, topic=1, by=2)
        drain(worker)
        assert second.next() == POSTED
        with worker.app_context():
            close_sign_in(1)
        assert first.closed.wait(PATIENCE)
        assert not second.closed.is_set()
    for app in (web, worker):
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.mark.slow
def test_the_command_serves_with_gevent_wherever_it_is_installed(tmp_path: Path) -> None:
    """A wheel has no wsgi.py: what stands in its place here must not be asked for. SIGTERM ends it in order."""
    (tmp_path / "wsgi.py").write_text("raise ImportError('not in a wheel')")
    settings = {**os.environ, "COMMUNITY_INSTANCE": str(tmp_path / "site"), "COMMUNITY_LOG_LEVEL": "ERROR"}
    settings["PYTHONPATH"] = os.pathsep.join((str(tmp_path), str(ROOT)))
    command = [sys.executable, "-m", "community.cli"]
    subprocess.run([*command, "db", "upgrade"], env=settings, cwd=tmp_path, check=True, capture_output=True)
    port = free_port()
    serve = [*command, "serve", "--mode", "gevent", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("w") as out:
        program = subprocess.Popen(serve, env=settings, cwd=tmp_path, stdout=out, stderr=out)
    try:
        served._wait(f"http://127.0.0.1:{port}/readyz", program, log)
    finally:
        program.terminate()
        program.wait(timeout=60)
    assert program.returncode == 0, log.read_text()
    assert f"http://127.0.0.1:{port}" in log.read_text(), "the greeting outlives becoming gunicorn"
