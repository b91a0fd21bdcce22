"""The lock files: everything pinned with its hash, nothing that says where it was fetched or by whom."""

import json
import re
import tomllib

import pytest

from tests.architecture import repository

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(\[[a-z,-]+\])?==(?P<version>\S+)")
PLACE = re.compile(r"://|file:|^\s*-(?!-hash=sha256:)|(^|\s)/\w")


def faults(lock: str) -> list[str]:
    """What is wrong with a requirements lock: lines that say a place or set an option, packages not pinned by hash."""
    entries = re.split(r"\n(?=\S)", lock.strip())
    loose = [entry for entry in entries if not (PINNED.match(entry) and "--hash=sha256:" in entry)]
    return [line for line in lock.splitlines() if PLACE.search(line)] + [entry.splitlines()[0] for entry in loose]


def pins(lock: str) -> dict[str, str]:
    """Name -> version."""
    return {found["name"]: found["version"] for line in lock.splitlines() if (found := PINNED.match(line))}


def normal(requirement: str) -> str:
    """The name in a requirement, as lock files write it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement).group()).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_and_without_an_address(name):
    assert faults(repository.text(name)) == []


@pytest.mark.parametrize(
    "bad",
    [
        "--index-url https://example.org/simple\n",
        "--find-links /opt/wheels\n",
        "flask==3.1.3\n",
        "flask>=3 \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "flask @ file:///tmp/flask.whl \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "flask==3.1.3 \\\n    --hash=sha256:" + "0" * 64 + "\n    # from https://example.org/simple\n",
    ],
)
def test_a_bad_lock_is_seen(bad):
    assert faults(bad)


def test_a_good_lock_passes():
    assert (
        faults("flask==3.1.3 ; sys_platform == 'linux' \\\n    --hash=sha256:" + "0" * 64 + "\n    # via throughline\n")
        == []
    )


def test_the_locks_hold_what_pyproject_asks_for():
    project = tomllib.loads(repository.text("pyproject.toml"))
    asked = set(project["project"]["dependencies"]) | set(project["dependency-groups"]["build"])
    for extra in project["project"]["optional-dependencies"].values():
        asked |= set(extra)
    run, dev = (pins(repository.text(name)) for name in LOCKS[:2])
    assert {normal(each) for each in asked} - set(run) == set()
    assert {normal(each) for each in project["dependency-groups"]["dev"]} - set(dev) == set()
    assert {name: dev.get(name) for name in run} == run


def test_whoosh_is_the_version_that_was_read():
    assert pins(repository.text("requirements.lock"))["whoosh3"] == "3.54.0"


def test_the_scripts_lock_has_hashes_and_no_addresses():
    lock = json.loads(repository.text("package-lock.json"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert "://" not in repository.text("package-lock.json")
    assert lock["packages"][""]["dependencies"] == json.loads(repository.text("package.json"))["dependencies"]
    assert "omit-lockfile-registry-resolved=true" in repository.text(".npmrc").splitlines()
