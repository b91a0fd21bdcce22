"""Who may import whom: the contracts of pyproject.toml hold here, and each is seen to fail on a house built wrong."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# A small house that keeps every contract: module -> the import lines in it.
SOUND = {
    "community": (),
    "community.errors": (),
    "community.data": ("import community.errors",),
    "community.access": ("import community.data",),
    "community.web": ("import flask", "import community.access"),
    "community.search": ("import community.web",),
    "community.mail": ("import community.web",),
    "community.ledger": (),
    "community.spaces": (),
    "community.console": (),
    "community.people": (),
    "community.people.models": ("import community.data",),
    "community.people.queries": ("import community.people.models",),
    "community.people.service": ("import community.people.queries",),
    "community.people.routes": ("import flask", "import community.people.service"),
    "community.sdk": ("import community.web", "import community.people.queries"),
    "community.app": ("import community.people.routes",),
    "community.testing": ("import pytest", "import community.app"),
    "plugins": (),
    "plugins.talk": (),
    "plugins.talk.models": ("import community.sdk",),
    "plugins.talk.matching": (),
    "plugins.talk.queries": ("import community.sdk", "import plugins.talk.models"),
    "plugins.talk.service": ("import plugins.talk.queries", "import plugins.talk.matching"),
    "plugins.talk.routes": ("import flask", "import plugins.talk.service"),
    "plugins.talk.plugin": ("import plugins.talk.routes",),
    "plugins.files": (),
    "plugins.files.models": ("import community.sdk",),
}

# Each breaks one contract: the module, the line too much, and what the report then says.
BREAKS = [
    ("community.data", "import community.access", "community.data is not allowed to import community.access"),
    ("community.search", "import community.mail", "community.search is not allowed to import community.mail"),
    ("community.errors", "import community.app", "community.errors is not allowed to import community.app"),
    ("community.web", "import community.testing", "community.web is not allowed to import community.testing"),
    ("community.utils", "", "community.utils"),
    ("community.app", "import plugins.talk.plugin", "community is not allowed to import plugins"),
    ("plugins.files.models", "import plugins.talk.models", "plugins.files is not allowed to import plugins.talk"),
    ("plugins.files.service", "import community.data", "plugins is not allowed to import community"),
    ("community.people.forms", "import community.sdk", "Illegal imports of protected package community.sdk"),
    ("plugins.talk.models", "import plugins.talk.service", "plugins.talk.models is not allowed to import"),
    (
        "community.people.queries",
        "import community.people.service",
        "community.people.queries is not allowed to import",
    ),
    ("plugins.talk.routes", "import plugins.talk.models", "plugins.talk.routes is not allowed to import"),
    ("plugins.talk.service", "import flask", "plugins.talk.service is not allowed to import flask"),
    ("community.people.policy", "import flask", "community.people.policy is not allowed to import flask"),
    ("community.mail", "import pytest", "community is not allowed to import pytest"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the packages in a folder, by the contracts of its pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    settings = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def build(folder: Path, modules: dict[str, tuple[str, ...]]) -> Path:
    """Write a house of packages; every module is a folder, so that any may have others inside."""
    for name, lines in modules.items():
        place = folder / name.replace(".", "/")
        place.mkdir(parents=True)
        (place / "__init__.py").write_text("\n".join(lines) + "\n")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def report_of_breaks(tmp_path_factory):
    """One house with every fault at once: its report, in one run."""
    modules = {name: list(lines) for name, lines in SOUND.items()}
    for module, line, _ in BREAKS:
        modules.setdefault(module, []).append(line)
    folder = build(tmp_path_factory.mktemp("broken"), {name: tuple(lines) for name, lines in modules.items()})
    done = lint(folder)
    assert done.returncode == 1, done.stdout + done.stderr
    return " ".join(done.stdout.split())


def test_imports_go_one_way():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_sound_house_passes(tmp_path):
    done = lint(build(tmp_path, SOUND))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("module", "line", "said"), BREAKS)
def test_each_wrong_import_is_reported(report_of_breaks, module, line, said):
    assert said in report_of_breaks
    if line:
        assert f"{module} -> {line.removeprefix('import ')}" in report_of_breaks
