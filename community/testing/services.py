"""A pytest plugin: PostgreSQL, Redis, Chromium and clamd as fixtures, found or started once per run, also under xdist.

Where one is missing its tests are left out with one line in the summary; COMMUNITY_TEST_REQUIRE=all fails them instead.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from community.testing import network, scanner, servers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MARKERS = {
    "postgres": "needs a PostgreSQL server (found or started)",
    "redis": "needs a Redis server (found or started)",
    "browser": "needs Chromium",
    "scanner": "needs clamd, the virus scanner (found, and started with one signature of its own)",
    "drill": "takes long and breaks things on purpose",
    "slow": "more than a few seconds",
}
FIXTURES = {"postgres_server": "postgres", "redis_url": "redis", "chromium_path": "browser", "clamd": "scanner"}
LEFT_OUT = "left out: "
RUN = pytest.StashKey[Path]()
ALIVE = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder. Servers live until the pipe in it is let go of: at the end, or when we are killed."""
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    given = getattr(config, "workerinput", {}).get("community_run")
    if given:
        config.stash[RUN] = Path(given)
        return
    run = config.stash[RUN] = servers.scratch("run")
    os.mkfifo(run / "alive")
    config.stash[ALIVE] = os.open(run / "alive", os.O_RDWR | os.O_NONBLOCK)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let go of the pipe: the keepers end their servers and clean up behind them."""
    alive = config.stash.get(ALIVE, None)
    if alive is not None:
        os.close(alive)
        shutil.rmtree(config.stash[RUN], ignore_errors=True)
        del config.stash[ALIVE]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Under xdist: tell each worker where the run's folder is."""
    node.workerinput["community_run"] = str(node.config.stash[RUN])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the services that its fixtures ask for, so that `-m postgres` finds them all."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in FIXTURES:
                item.add_marker(FIXTURES[fixture])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out, or fail, a test whose service is not here."""
    for service, program in servers.PROGRAMS.items():
        if item.get_closest_marker(service) and program.path() is None:
            if _required(service):
                pytest.fail(f"COMMUNITY_TEST_REQUIRE asks for {service}: {program.how()}", pytrace=False)
            pytest.skip(f"{LEFT_OUT}{service}")


def _required(service: str) -> bool:
    asked = os.environ.get("COMMUNITY_TEST_REQUIRE", "").replace(",", " ").split()
    return "all" in asked or service in asked


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One plain line for each service that was missing: how many tests, and how to get it."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()) if report.longrepr]
    for service, program in servers.PROGRAMS.items():
        count = sum(reason.endswith(f"{LEFT_OUT}{service}") for reason in reasons)
        if count:
            terminalreporter.write_line(f"{count} tests left out for want of {service}: {program.how()}")


@pytest.fixture(scope="session", autouse=True)
def _on_this_machine() -> Iterator[None]:
    with network.loopback_only():
        yield


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> str:
    """The administrator's address of a PostgreSQL server of this worker's own: what runs there holds up no other."""
    given = os.environ.get(servers.POSTGRES.setting, "")
    return given if "://" in given else servers.start_postgres(request.config.stash[RUN] / "alive")


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database that this worker alone uses, for the whole run."""
    name = _create_database(postgres_server)
    yield _with_database(postgres_server, name)
    _drop_database(postgres_server, name)


@pytest.fixture
def new_postgres_url(postgres_server: str) -> Iterator[Callable[[], str]]:
    """Call it for the address of another empty database. They are dropped after the test."""
    names: list[str] = []

    def make() -> str:
        names.append(_create_database(postgres_server))
        return _with_database(postgres_server, names[-1])

    yield make
    for name in names:
        _drop_database(postgres_server, name)


def _create_database(server: str) -> str:
    name = f"test_{secrets.token_hex(6)}"
    _administer(server, f"CREATE DATABASE {name}")
    return name


def _drop_database(server: str, name: str) -> None:
    _administer(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    import psycopg  # late: optional, only where PostgreSQL is used

    with psycopg.connect(server.replace("postgresql+psycopg://", "postgresql://", 1), autocommit=True) as connection:
        connection.execute(statement.encode())


def _with_database(server: str, name: str) -> str:
    from sqlalchemy import make_url  # late: slow

    return make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def redis_url(request: pytest.FixtureRequest) -> str:
    """The address of a Redis of this worker's own: what one worker publishes reaches no other."""
    given = os.environ.get(servers.REDIS.setting, "")
    return given if "://" in given else servers.start_redis(request.config.stash[RUN] / "alive")


@pytest.fixture(scope="session")
def clamd(request: pytest.FixtureRequest) -> str:
    """The address of a clamd of this worker's own, which knows nothing but the test file of the scanners' makers."""
    known = f"{hashlib.md5(scanner.TEST_VIRUS, usedforsecurity=False).hexdigest()}:{len(scanner.TEST_VIRUS)}:Test.Virus"
    return servers.start_clamd(request.config.stash[RUN] / "alive", known + "\n")


@pytest.fixture
def scanner_peer() -> "Iterator[scanner.Peer]":
    """A peer that speaks as clamd does, on a port of its own."""
    with scanner.Peer() as peer:
        yield peer


@pytest.fixture(scope="session")
def s3_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an S3 service of this worker's own; whoever is started from here on may use it."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "of-the-tests")
        yield servers.start_s3(request.config.stash[RUN] / "alive")


@pytest.fixture
def s3_store(s3_url: str) -> str:
    """The address of an empty bucket there, as the setting `files_store` takes it."""
    import boto3  # late: slow

    bucket = f"test-{secrets.token_hex(6)}"
    boto3.client("s3", endpoint_url=s3_url, region_name="us-east-1").create_bucket(Bucket=bucket)
    return f"s3://{bucket}/site?endpoint={s3_url}&region=us-east-1"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of the Chromium that is installed here."""
    path = servers.CHROMIUM.path()
    assert path, servers.CHROMIUM.how()
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> "Iterator[Browser]":
    """Chromium, running without a window, for the whole run."""
    from playwright.sync_api import sync_playwright  # late: slow

    # As root Chromium refuses its sandbox; the switch for shared memory is for small containers.
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: "Browser") -> "Iterator[Page]":
    """A fresh page with its own cookies. It loads nothing from beyond this machine, and says so when asked to."""
    from urllib.parse import urlsplit  # late: slow, and for browsers alone

    with chromium.new_context() as context:
        context.route(
            lambda url: not network.is_local(urlsplit(url).hostname) and url.startswith("http"),
            lambda route: route.abort("addressunreachable"),
        )
        yield context.new_page()
