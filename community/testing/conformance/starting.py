"""A module starts: alone with what it requires, importing no other module, and together with all that are installed."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from community.app import create_app
from community.config import Settings
from community.host import discovery
from community.testing.apps import OPTIONS
from community.testing.conformance.scene import OnASite, closure

PROGRAM = """
import sys
from pathlib import Path
from community.app import create_app
from community.config import Settings
names = tuple(sys.argv[2].split(","))
create_app(Settings(instance=Path(sys.argv[1]), plugins=names, testing=True, secret_key="only for tests"))
print(",".join(sorted(sys.modules)))
"""


class Starting(OnASite):
    """It starts."""

    def test_it_starts_alone(self, tmp_path: Path) -> None:
        """In a process of its own, with what it requires and no module besides."""
        names = closure(self.plugin)
        command = [sys.executable, "-c", PROGRAM, str(tmp_path), ",".join(names)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=_environment())
        assert done.returncode == 0, done.stderr
        loaded = set(done.stdout.strip().splitlines()[-1].split(","))
        others = {place for name, place in _packages().items() if name not in names}
        assert not loaded & others, f"it loads modules that it does not require: {sorted(loaded & others)}"

    def test_it_starts_with_every_other_module(self, tmp_path: Path) -> None:
        """No two of all installed modules stand in each other's way."""
        host = create_app(Settings(instance=tmp_path, **OPTIONS)).extensions["community.host"]
        assert self.plugin.name in host.plugins
        assert list(host.plugins) == list(
            create_app(Settings(instance=tmp_path, **OPTIONS)).extensions["community.host"].plugins
        )

    def test_it_is_found(self) -> None:
        """In the built-in folder, or as an entry point of an installed distribution."""
        found = {plugin.name: plugin for plugin in discovery.find()}
        if self.plugin.name not in found:
            pytest.fail(f"{self.plugin.name} is not installed: `pip install -e .` brings its entry point")
        assert found[self.plugin.name].title == self.plugin.title


def _packages() -> dict[str, str]:
    """The package of each installed module."""
    built_in = {name: place for name, place, _load in discovery.built_in()}
    outside = {point.name: point.module.rpartition(".")[0] for point in entry_points(group=discovery.GROUP)}
    return built_in | outside


def _environment() -> dict[str, str]:
    import os  # late: optional, only this test starts a program

    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNITY_")}
    return {**kept, "PYTHONPATH": ":".join(path for path in sys.path if path)}
