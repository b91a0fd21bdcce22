"""One served sample network for all browser tests of a worker, and people who are signed in to it."""

import fcntl
import importlib.util

import pytest

from community.testing import served
from community.testing.services import RUN
from tests.browser.day import live_a_day
from tests.browser.people import People

ROOT = served.Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items):
    """Everything here needs Chromium."""
    for item in items:
        if item.path.parent == served.Path(__file__).parent:
            item.add_marker("browser")


def built(script):
    """Run one of the build's scripts in this process: they do nothing where nothing changed."""
    spec = importlib.util.spec_from_file_location(f"build_{script}", ROOT / ".ci" / f"{script}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample_made(request):
    """The folder of the sample network, and the scripts: made once in a run, whichever worker comes first."""
    run = request.config.stash[RUN]
    with (run / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made, done = run / "sample", run / "sample.done"
        if not done.exists():
            built("assets").build()
            built("catalogues").compile_all()
            served.make_sample(made)
            done.touch()
    return made


@pytest.fixture(scope="session")
def served_site(sample_made, tmp_path_factory):
    """The sample network, served by a process of its own."""
    instance = tmp_path_factory.mktemp("served") / "site"
    served.copy_sample(sample_made, instance)
    with served.serving(instance) as site:
        yield site


@pytest.fixture
def people(served_site, chromium):
    """Opens browsers of their own for visitors and people: `people.member("Alder Creek")`."""
    with People(chromium, served_site) as opened:
        yield opened


@pytest.fixture(scope="session")
def lived_in(served_site, chromium):
    """The same site after a day: something reworded, closed, hidden and held, so that every page has its case."""
    with People(chromium, served_site) as opened:
        live_a_day(opened)
    return served_site
