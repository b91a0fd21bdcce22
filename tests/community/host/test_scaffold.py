"""`community plugins new`: what it writes passes its own tests, style and types as written; wrong names are refused."""

import sys

import pytest

from community.errors import Conflict, Invalid
from community.host import scaffold
from tests.community.host.outsiders import BIN, install, must, run, run_tests_of

COMMUNITY = (sys.executable, "-m", "community.cli")


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """A module as the command writes it."""
    folder = tmp_path_factory.mktemp("written")
    instance = str(folder / "instance")
    done = run(*COMMUNITY, "plugins", "new", "kudos", "--folder", folder, cwd=folder, COMMUNITY_INSTANCE=instance)
    assert "pip install -e" in must(done)
    return folder / "community-plugin-kudos"


@pytest.fixture(scope="module")
def site(module, tmp_path_factory):
    """A folder into which it is installed."""
    return install(module, tmp_path_factory.mktemp("kudos") / "site")


@pytest.mark.slow
def test_it_passes_its_own_tests(module, site, postgres_server):
    """On PostgreSQL; the module of docs/plugins.md, which is this one and more, does so on SQLite."""
    assert " passed" in must(run_tests_of(module, site, "-m", "postgres", COMMUNITY_TEST_POSTGRES=postgres_server))


@pytest.mark.slow
def test_its_types_are_sound(module):
    must(run(BIN / "mypy", "--cache-dir", module.parent / "types", cwd=module))


@pytest.mark.parametrize("name", ["ab", "kudos2", "celebrationsofschools", "abcdefghijklmnopqrstuvwxyzabcd"])
def test_its_style_is_clean_whatever_it_is_called(tmp_path, name):
    place = scaffold.write(name, tmp_path)
    must(run(BIN / "ruff", "check", "--no-cache", ".", cwd=place))
    must(run(BIN / "ruff", "format", "--no-cache", "--check", ".", cwd=place))
    assert not [file for file in place.rglob("*") if file.is_file() and "$" in file.read_text()]


@pytest.mark.parametrize("name", ["Kudos", "my-kudos", "my_kudos", "1st", "", "../kudos", "files", "home", "a" * 31])
def test_a_name_that_no_module_can_have_is_refused(tmp_path, name):
    with pytest.raises(Invalid, match="is no name for a module"):
        scaffold.write(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path):
    scaffold.write("kudos", tmp_path)
    with pytest.raises(Conflict, match="is there already"):
        scaffold.write("kudos", tmp_path)


def test_the_command_says_what_is_wrong_in_one_line(tmp_path):
    for name, said in (
        ("discussions", "there is a module 'discussions'"),
        ("My-Kudos", "is no name for a module"),
        ("teams", "the name 'teams' belongs to the core"),
        ("roster", "the name 'roster' belongs to the core"),
    ):
        done = run(*COMMUNITY, "plugins", "new", name, cwd=tmp_path, COMMUNITY_INSTANCE=str(tmp_path / "instance"))
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr
