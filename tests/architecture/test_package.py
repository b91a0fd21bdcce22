"""What leaves the repository: the wheel carries everything the site needs, and starting it loads nothing heavy."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.architecture import repository

HEAVY = ("scipy", "numpy", "PIL", "pypdf", "pypdfium2", "boto3", "pytest", "moto", "playwright")


@pytest.mark.slow
def test_the_wheel_carries_templates_migrations_and_catalogues(tmp_path):
    # The browser files have their own build, which would want the network.
    settings = {**os.environ, "BUILD_ASSETS": "skip"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=repository.ROOT, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = set(wheel.namelist())
    wanted = [path for path in repository.files() if path.startswith(("community/", "plugins/"))]
    wanted += [f"community/{path}" for path in repository.files() if path.startswith(("templates/", "migrations/"))]
    wanted += [path.removesuffix("po") + "mo" for path in wanted if path.endswith(".po")]
    assert [path for path in wanted if path not in inside] == []
    assert [path for path in inside if path.startswith(("tests/", "docs/", "templates/", "migrations/"))] == []


def test_starting_the_site_loads_nothing_heavy():
    program = f"import sys, community.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
