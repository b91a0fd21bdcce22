"""An outsider's module: installed as outsiders install, found by its entry point, and keeping every promise."""

import json
import sys

import pytest

from tests.community.host.outsiders import SAMPLE, checkout, install, must, run, run_tests_of

LIST = (sys.executable, "-m", "community.cli", "plugins", "list", "--json")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder into which the sample is installed."""
    place = tmp_path_factory.mktemp("outsider")
    return install(checkout(SAMPLE, place / "sources"), place / "site")


@pytest.fixture
def its_tests(tmp_path):
    """Its tests alone, far from its sources."""
    folder = checkout(SAMPLE, tmp_path / "sample")
    for package in folder.glob("community_*"):
        package.rename(tmp_path / "out_of_reach")
    return folder


def test_it_is_found_by_its_entry_point_and_gone_without_it(site, tmp_path):
    instance = {"COMMUNITY_INSTANCE": str(tmp_path)}
    found = {row["name"]: row for row in json.loads(must(run(*LIST, cwd=tmp_path, path=[site], **instance)))}
    assert found["bulletins"]["package"] == "community_bulletins"
    assert "bulletins" not in must(run(*LIST, cwd=tmp_path, **instance))


def test_a_module_that_is_left_out_is_not_even_imported(site, tmp_path):
    names = {"COMMUNITY_INSTANCE": str(tmp_path), "COMMUNITY_PLUGINS": "discussions"}
    program = "from community.app import create_app; create_app(); import sys; print([*sys.modules])"
    loaded = must(run(sys.executable, "-c", program, cwd=tmp_path, path=[site], **names))
    assert "plugins.discussions.plugin" in loaded
    assert "community_bulletins" not in loaded


@pytest.mark.slow
def test_it_keeps_its_promises_on_both_databases(site, its_tests, postgres_server):
    assert " passed" in must(run_tests_of(its_tests, site, COMMUNITY_TEST_POSTGRES=postgres_server))
