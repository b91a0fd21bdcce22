"""Bringing a database to today's shape: the core's line, then each module's, each with its own version table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from community.data.database import Base, db

HERE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Line:
    """A straight line of steps: whose it is, where they lie, which tables it owns."""

    name: str
    folder: Path
    owns: Callable[[str], bool]

    @property
    def version_table(self) -> str:
        """Where this line's position is kept."""
        return "alembic_version" if self.name == "core" else f"alembic_version_{self.name}"


def environment() -> Path:
    """The folder of the Alembic environment: the checkout's, else the one inside the package."""
    checkout = HERE.parent / "migrations"
    return checkout if (checkout / "env.py").is_file() else HERE / "migrations"


def lines(modules: Sequence[tuple[str, Path]]) -> list[Line]:
    """The core's line and one for each of `modules` (name, folder of the package), in order."""
    prefixes = tuple(f"{name}_" for name, _ in modules)

    def is_core(table: str) -> bool:
        return not table.startswith((*prefixes, "alembic_version"))

    found = [Line("core", environment() / "versions", is_core)]
    for name, folder in modules:
        found.append(Line(name, folder / "migrations", _owner(f"{name}_")))
    return found


def _owner(prefix: str) -> Callable[[str], bool]:
    return lambda table: table.startswith(prefix)


def _config(line: Line, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(environment()))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(line.folder))
    config.attributes.update(connection=connection, version_table=line.version_table, owns=line.owns)
    return config


def upgrade(all_lines: Sequence[Line]) -> list[tuple[str, str | None, str | None]]:
    """Bring every line to its newest step. Returns (line, from, to) for each."""
    moved = []
    for line in all_lines:
        before = position(line)
        if line.folder.is_dir():
            with db.engine.begin() as connection:
                command.upgrade(_config(line, connection), "head")
        moved.append((line.name, before, position(line)))
    return moved


def downgrade(line: Line, to: str = "base") -> None:
    """Take one line back."""
    with db.engine.begin() as connection:
        command.downgrade(_config(line, connection), to)


def position(line: Line) -> str | None:
    """The step that the database is at."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": line.version_table})
        return context.get_current_revision()


def head(line: Line) -> str | None:
    """The newest step of a line."""
    return ScriptDirectory.from_config(_config(line)).get_current_head() if line.folder.is_dir() else None


def revise(line: Line, message: str) -> None:
    """Write a new step from the difference between models and database. For developers; read what it wrote."""
    line.folder.mkdir(parents=True, exist_ok=True)
    number = f"{line.name}_{len(list(line.folder.glob('*.py'))) + 1:04}"
    with db.engine.connect() as connection:
        command.revision(_config(line, connection), message, autogenerate=True, rev_id=number)


def differences(line: Line) -> list[Any]:
    """Where the migrated tables of a line differ from its models. Empty when they agree."""
    with db.engine.connect() as connection:
        options = {
            "version_table": line.version_table,
            "compare_type": True,
            "include_object": lambda thing, name, kind, _r, _c: line.owns(
                name if kind == "table" else getattr(getattr(thing, "table", None), "name", "") or name
            ),
        }
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))
