"""Outsiders' modules in tests: built, installed into a folder of their own, and run in processes of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "tests" / "sample_plugin"
BIN = Path(sys.executable).parent


def run(*command, cwd, path=(), **settings):
    """Run a program with `path` on Python's path and nothing of this run's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMMUNITY_", "PYTEST_"))}
    kept |= {name: value for name, value in os.environ.items() if name.startswith("COMMUNITY_TEST_")}
    kept |= {"PYTHONPATH": os.pathsep.join(map(str, (*path, ROOT))), "PYTHONDONTWRITEBYTECODE": "1", **settings}
    return subprocess.run([*map(str, command)], cwd=cwd, env=kept, capture_output=True, text=True, check=False)


def must(done):
    """The output of a program that did not fail."""
    assert done.returncode == 0, f"{done.args}\n{done.stdout[-8000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def install(distribution, into):
    """Build a wheel and install it into a folder, as an outsider's distribution is: files, metadata, entry points."""
    wheels = into.with_name(f"{into.name}-wheels")
    must(run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels, cwd=distribution))
    wheel = next(wheels.glob("*.whl"))
    options = ("--offline", "--no-deps", "--no-index", "--quiet", "--target", into)
    must(run(BIN / "uv", "pip", "install", "--python", sys.executable, *options, wheel, cwd=into.parent))
    return into


def checkout(distribution, folder):
    """A copy of a distribution's folder, without what runs leave behind."""
    litter = shutil.ignore_patterns("__pycache__", ".*_cache", "*.mo")
    return Path(shutil.copytree(distribution, folder, ignore=litter))


def run_tests_of(folder, site, *arguments, **settings):
    """Run a distribution's own tests against what is installed in `site`; its sources are out of reach."""
    command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)
    return run(*command, cwd=folder, path=[site], **settings)
