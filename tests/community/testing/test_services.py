"""The services plugin, used as an outsider would: real servers, several workers, a missing program, a killed run."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import redis as redis_client
from sqlalchemy import create_engine, text

from community.testing import network, servers

ASKING = """
def test_one(postgres_url): assert postgres_url
def test_two(postgres_url): assert postgres_url
def test_three(): pass
"""


def run_pytest(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the plugin over the tests in a folder of their own."""
    command = [sys.executable, "-m", "pytest", "-p", "community.testing.services", "-p", "no:cacheprovider", "-q"]
    root = str(Path(servers.__file__).parents[2])
    settings = {**os.environ, "PYTHONPATH": root, "COMMUNITY_TEST_REQUIRE": "", **environment}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_ADDOPTS"):
        settings.pop(name, None)
    return subprocess.run([*command, *arguments], cwd=folder, env=settings, capture_output=True, text=True, check=False)


@pytest.fixture
def asking(tmp_path):
    (tmp_path / "test_asking.py").write_text(ASKING)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


@pytest.fixture
def without_programs():
    """An environment in which no program of any service is found."""
    return {program.setting: "none" for program in servers.PROGRAMS.values()}


def test_a_database_is_empty_and_speaks_utf8(new_postgres_url):
    engine = create_engine(new_postgres_url())
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 0
    engine.dispose()


def test_each_call_gives_a_database_of_its_own(new_postgres_url):
    assert len({new_postgres_url(), new_postgres_url(), new_postgres_url()}) == 3


def test_redis_answers(redis_url):
    with redis_client.Redis.from_url(redis_url) as client:
        assert client.ping()


def test_each_worker_has_a_server_of_its_own(tmp_path):
    (tmp_path / "test_sharing.py").write_text(
        "import os, pathlib, pytest\n"
        "@pytest.mark.parametrize('n', range(8))\n"
        "def test_n(n, postgres_server, postgres_url):\n"
        "    here = pathlib.Path('seen')\n"
        "    here.mkdir(exist_ok=True)\n"
        "    (here / os.environ['PYTEST_XDIST_WORKER']).write_text(postgres_server + ' ' + postgres_url)\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    done = run_pytest(tmp_path, "-n", "2", "--dist", "each")
    assert done.returncode == 0, done.stdout + done.stderr
    seen = [path.read_text().split() for path in (tmp_path / "seen").iterdir()]
    assert len({server for server, _ in seen}) == 2
    assert len({url for _, url in seen}) == 2


def test_a_missing_service_leaves_its_tests_out_with_one_line(asking, without_programs):
    done = run_pytest(asking, **without_programs)
    assert done.returncode == 0
    line, closing = done.stdout.splitlines()[-2:]
    assert line == "2 tests left out for want of postgres: apt-get install postgresql, or set COMMUNITY_TEST_POSTGRES"
    assert closing.startswith("1 passed, 2 skipped")


def test_the_line_stands_once_under_xdist_too(asking, without_programs):
    done = run_pytest(asking, "-n", "2", **without_programs)
    assert done.stdout.count("tests left out for want of postgres") == 1


def test_a_required_service_that_is_missing_fails_its_tests(asking, without_programs):
    done = run_pytest(asking, **without_programs, COMMUNITY_TEST_REQUIRE="all")
    assert done.returncode == 1
    assert "COMMUNITY_TEST_REQUIRE asks for postgres: apt-get install postgresql" in done.stdout
    assert "1 passed, 2 errors" in done.stdout.splitlines()[-1]


def test_servers_end_when_the_run_is_killed(tmp_path):
    (tmp_path / "test_killed.py").write_text(
        "import os, signal\n"
        "def test_n(redis_url, postgres_server):\n"
        "    open('servers', 'w').write(redis_url + ' ' + postgres_server)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    assert run_pytest(tmp_path).returncode == -signal.SIGKILL
    redis_address, postgres_address = (tmp_path / "servers").read_text().split()
    folder = postgres_address.partition("host=")[2]
    port = redis_address.rpartition(":")[2].partition("/")[0]
    left = [process for process in psutil.process_iter(["cmdline"]) if _mentions(process, folder, f"--port {port}")]
    _, alive = psutil.wait_procs(left, timeout=30)
    assert not alive, alive


def _mentions(process, *words: str) -> bool:
    line = " ".join(process.info["cmdline"] or ())
    return any(word in line for word in words)


def test_far_addresses_are_refused():
    with socket.socket() as probe, pytest.raises(network.NetworkRefused, match="192"):
        probe.connect(("192.0.2.1", 80))
    with pytest.raises(network.NetworkRefused, match="example"):
        socket.getaddrinfo("www.example.org", 80)


def test_this_machine_is_reached():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5),
    ):
        server.accept()[0].close()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "a.localhost", None, "", "0.0.0.0", b"localhost"])
def test_local_hosts(host):
    assert network.is_local(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "example.org", "2001:db8::1", "localhost.example.org", "127.evil.org"])
def test_far_hosts(host):
    assert not network.is_local(host)


def test_a_program_that_does_not_start_says_why():
    alive, folder = servers.scratch("run") / "alive", servers.scratch("broken")
    os.mkfifo(alive)
    held = os.open(alive, os.O_RDWR)
    with pytest.raises(RuntimeError, match="no such thing"):
        servers.keep(["/bin/sh", "-c", "echo no such thing"], alive=alive, folder=folder, ready="never")
    os.close(held)


def test_a_page_opens_and_stays_on_this_machine(browser_page):
    failed = []
    browser_page.on("requestfailed", lambda request: failed.append(request.url))
    browser_page.set_content("<h1>Here</h1><img src='http://www.example.org/x.png'>", wait_until="load")
    assert browser_page.inner_text("h1") == "Here"
    assert failed == ["http://www.example.org/x.png"]
