"""The listing is the explanation: what may stand at the top, what nothing is called, what no file mentions."""

import re

import pytest

from tests.architecture import repository

TOP = {
    *("community", "plugins", "templates", "migrations", "tests", "docs", ".ci"),
    *("README.md", "CHANGELOG.md", "LICENSE", "Makefile", "wsgi.py", "pyproject.toml"),
    *("requirements.lock", "requirements-dev.lock", "requirements-node.lock"),
    *("package.json", "package-lock.json", ".npmrc", ".gitignore", ".gitattributes", ".editorconfig", ".dockerignore"),
    *("CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "Dockerfile", "compose.yaml"),
}
NO_NAME = {"utils", "util", "helpers", "helper", "common", "core", "misc", "lib"}
# Written apart, so that this file does not mention what none may.
REGISTRIES = re.compile(
    "|".join(
        [r"pypi\.(org|python)", r"python" + "hosted", r"registry\." + "npmjs", "deb" + r"\.debian", "unpkg" + r"\.com"]
    )
)
OF_THE_MACHINE = re.compile(r"(?<![\w.])/(root|work/main|work/shared|home/[a-z]+/\.)" + "/[a-z]")


def strangers(paths):
    """What stands at the top and is not on the list."""
    return sorted({path.partition("/")[0] for path in paths} - TOP)


def nameless(paths):
    """Files and folders whose name says nothing."""
    return [path for path in paths if NO_NAME & {part.partition(".")[0] for part in path.split("/")}]


def test_the_top_is_a_closed_list():
    assert strangers(repository.files()) == []


def test_every_name_says_what_is_in_it():
    assert nameless(repository.files()) == []


def test_nothing_built_is_kept():
    kept = re.compile(r"\.(mo|pyc|min\.js|min\.css|sqlite3?|db)$|(^|/)(node_modules|__pycache__)/|(^|/)uv\.lock$")
    assert [path for path in repository.files() if kept.search(path)] == []


@pytest.mark.parametrize("pattern", [REGISTRIES, OF_THE_MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine(pattern):
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in repository.files()
        for number, line in enumerate(repository.text(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["setup.py", "src/x.py", "community.egg/x"])
def test_a_stranger_at_the_top_is_seen(path):
    assert strangers([path])


@pytest.mark.parametrize("path", ["community/utils.py", "plugins/core/plugin.py", "community/web/helpers/x.py"])
def test_a_name_that_says_nothing_is_seen(path):
    assert nameless([path]) == [path]


@pytest.mark.parametrize("path", ["community/web/markup.py", "docs/scoreboard.md", "community/library.py"])
def test_a_name_that_says_something_passes(path):
    assert nameless([path]) == []


def test_an_address_of_a_registry_is_seen():
    assert REGISTRIES.search("https://files.python" + "hosted.org/x.whl")
    assert OF_THE_MACHINE.search("see /ro" + "ot/x")
    assert not OF_THE_MACHINE.search("https://example.org/home/page")
