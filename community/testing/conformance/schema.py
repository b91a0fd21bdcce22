"""Tables of a module: its migrations go up, down and up again, and give what its models say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect

from community.app import create_app
from community.config import Settings
from community.data import migrations
from community.data.database import db
from community.host.checks.tables import tables_of
from community.host.commands import lines
from community.testing.apps import ENGINES, OPTIONS
from community.testing.conformance.scene import OnASite, closure


class Schema(OnASite):
    """Its tables."""

    @pytest.fixture(params=ENGINES)
    def bare(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
        """A site whose database has no table yet."""
        address = request.getfixturevalue("new_postgres_url")() if request.param == "postgres" else ""
        app = create_app(
            Settings(instance=tmp_path, database_url=address, plugins=closure(self.plugin), sample=False, **OPTIONS)
        )
        yield app
        with app.app_context():
            db.engine.dispose()

    def test_its_migrations_go_up_down_and_up_again(self, bare: Flask) -> None:
        """And give, both times, the tables that the models describe."""
        with bare.app_context():
            line = next(line for line in lines() if line.name == self.plugin.name)
            migrations.upgrade(lines())
            assert migrations.differences(line) == []
            assert self._present() == {table.name for table in tables_of(self.plugin)}
            if migrations.head(line) is not None:
                migrations.downgrade(line)
            assert self._present() == set()
            migrations.upgrade(lines())
            assert migrations.differences(line) == []

    def _present(self) -> set[str]:
        prefix = f"{self.plugin.name}_"
        return {name for name in inspect(db.engine).get_table_names() if name.startswith(prefix)}

    def test_its_steps_are_a_straight_line(self, bare: Flask) -> None:
        """One first step, one last step, each named after the module."""
        with bare.app_context():
            line = next(line for line in lines() if line.name == self.plugin.name)
            files = sorted(line.folder.glob("*.py")) if line.folder.is_dir() else []
            assert migrations.head(line) == (f"{self.plugin.name}_{len(files):04}" if files else None)
            assert all(file.name.startswith(f"{self.plugin.name}_") for file in files)
