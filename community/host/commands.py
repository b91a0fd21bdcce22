"""Commands of the house: database, samples, serving, modules. Each says what it did and ends 0 only on success."""

import importlib
import json
from pathlib import Path

import click
from flask import current_app

from community.config import current
from community.data import migrations
from community.data.migrations import Line
from community.host.contract import Plugin
from community.host.registry import host


def lines() -> list[Line]:
    """The migration lines of this app's modules."""
    outside = [plugin for plugin in host().plugins.values() if not plugin.core]
    return migrations.lines([(plugin.name, folder_of(plugin)) for plugin in outside])


def folder_of(plugin: Plugin) -> Path:
    """Where a module's package lies."""
    file = importlib.import_module(plugin.package).__file__
    return Path(file or "").parent


@click.group("db")
def database() -> None:
    """The database's shape."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to today's shape: the core first, then each module."""
    current().instance.mkdir(parents=True, exist_ok=True)
    for name, before, after in migrations.upgrade(lines()):
        words = "up to date" if before == after else f"{before or 'nothing'} -> {after}"
        click.echo(f"{name}: {words}", err=True)


@database.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(*, as_json: bool) -> None:
    """Where each line stands; ends with 1 while something is pending."""
    found = [{"line": one.name, "at": migrations.position(one), "newest": migrations.head(one)} for one in lines()]
    if as_json:
        click.echo(json.dumps(found, indent=2))
    else:
        for row in found:
            click.echo(f"{row['line']:<16}{row['at'] or '-':<16}{'' if row['at'] == row['newest'] else 'pending'}")
    if any(row["at"] != row["newest"] for row in found):
        raise SystemExit(1)


@database.command("revision", hidden=True)
@click.argument("name")
@click.option("--message", required=True)
def revision(name: str, message: str) -> None:
    """Write a new step for a line, from the difference between models and database."""
    migrations.revise(next(line for line in lines() if line.name == name), message)


@click.group("plugins")
def plugins() -> None:
    """The modules of this site."""


@plugins.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_plugins(*, as_json: bool) -> None:
    """Every module, in the order in which they enter."""
    rows = [
        {"name": one.name, "version": one.version, "core": one.core, "requires": list(one.requires), "package": one.package}
        for one in host().plugins.values()
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        needs = f"  requires {', '.join(row['requires'])}" if row["requires"] else ""
        click.echo(f"{row['name']:<16}{row['version']:<8}{'core' if row['core'] else row['package']}{needs}")


@plugins.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Everything one module adds."""
    plugin = host().plugins.get(name)
    if plugin is None:
        raise click.ClickException(f"no module {name!r}; see `community plugins list`")
    for field, value in vars(plugin).items():
        for one in value if isinstance(value, tuple) else [value]:
            words = getattr(one, "name", None) or getattr(one, "endpoint", None) or one
            if words not in (None, (), {}, ""):
                click.echo(f"{field:<16}{words}")


@click.group("sample")
def sample() -> None:
    """The sample network."""


@sample.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing where there are people already.")
def load_sample(*, if_empty: bool) -> None:
    """Fill an empty database with a network in which everything is invented."""
    from community.host.sample_loading import is_empty, load  # late: slow, only this command needs the samples

    if not is_empty():
        if if_empty:
            click.echo("sample network: left alone, the database is not empty", err=True)
            return
        raise click.ClickException("the database is not empty; samples only go into an empty one")
    load(current_app._get_current_object(), click.echo)  # type: ignore[attr-defined]


commands = (database, plugins, sample)
