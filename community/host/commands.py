"""Commands of the house: database, samples, serving, modules. Each says what it did and ends 0 only on success."""

import json
import signal
import threading
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app

from community.config import SAMPLE_ACCOUNTS, current
from community.data import migrations
from community.data.migrations import Line
from community.host import inventory, scaffold
from community.host.checks.app import core_addresses
from community.host.checks.files import package_folder
from community.host.checks.names import core_blueprints
from community.host.registry import host


def lines() -> list[Line]:
    """The migration lines of this app's modules."""
    outside = [plugin for plugin in host().plugins.values() if not plugin.core and plugin.package]
    places = [(plugin.name, package_folder(plugin)) for plugin in outside]
    return migrations.lines([(name, folder) for name, folder in places if folder is not None])


def pending() -> list[str]:
    """The lines whose tables are not of today's shape yet."""
    return [line.name for line in lines() if migrations.position(line) != migrations.head(line)]


def _app() -> Flask:
    found: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's own way
    return found


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
    rows: list[dict[str, Any]] = [
        {
            "name": one.name,
            "version": one.version,
            "core": one.core,
            "requires": list(one.requires),
            "package": one.package,
        }
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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(name: str, *, as_json: bool) -> None:
    """Everything one module adds."""
    plugin = host().plugins.get(name)
    if plugin is None:
        raise click.ClickException(f"no module {name!r}; see `community plugins list`")
    found = list(inventory.parts(plugin))
    if as_json:
        click.echo(json.dumps([{"part": field, "is": words} for field, words in found], indent=2, ensure_ascii=False))
        return
    before = ""
    for field, words in found:
        click.echo(f"{field if field != before else '':<16}{words}")
        before = field


@plugins.command("new")
@click.argument("name")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), default=".", show_default=True, help="Where."
)
def new_plugin(name: str, folder: Path) -> None:
    """Write a module called NAME: small, whole, and passing its own tests."""
    if name in host().plugins:
        raise click.ClickException(f"there is a module {name!r} on this site already")
    known = list(host().plugins.values())
    if name in core_addresses(_app(), known) | core_blueprints(known):
        raise click.ClickException(f"the name {name!r} belongs to the core: choose another one")
    place = scaffold.write(name, folder)
    click.echo(f"{place} is written. Next:\n")
    click.echo(f"  pip install -e {place}")
    click.echo(f"  community db upgrade && community plugins show {name}")
    click.echo(f"  cd {place} && pytest")


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
    load(_app(), click.echo)


def must_be_migrated() -> None:
    """Refuse to run on a database of another shape."""
    waiting = pending()
    if waiting:
        raise click.ClickException(
            f"the database is not ready ({', '.join(waiting)}): run `community db upgrade` first"
        )


def greet(address: str, port: int) -> None:
    """Say where the site is and, in a sample network, who can sign in."""
    click.echo(f"\n  {current().site_name} is at  http://{address}:{port}\n")
    file = current().instance / SAMPLE_ACCOUNTS
    if not current().sample or not file.is_file():
        return
    accounts = json.loads(file.read_text())
    click.echo("  Sample network: every person and text is invented. Sign in with one click, or as")
    for one in _one_of_each_role(accounts):
        click.echo(f"    {one['email']:<44}{one['role']}, {one['district']}")
    click.echo(f"  all with the password  {accounts[0]['password']}")
    click.echo(f"  all {len(accounts)} accounts: {file}\n")


def _one_of_each_role(accounts: list[dict[str, str]]) -> list[dict[str, str]]:
    """Two people of different districts first, then one for each other role."""
    districts = {one["district"]: one for one in accounts if one["role"] == "team member"}
    roles = {one["role"]: one for one in reversed(accounts) if one["role"] != "team member"}
    return [*list(districts.values())[:2], *roles.values()]


@click.command("worker")
def worker() -> None:
    """Run what follows a commit beside servers: notices, mail, the schedule. Any number may run, by lease.

    The index of search stays with the server that has it in its folder.
    """
    must_be_migrated()
    if current().live and not current().redis_url:
        raise click.ClickException(
            "a worker reaches the pages that are open through Redis: set COMMUNITY_REDIS_URL here and for the servers, "
            "or COMMUNITY_LIVE=false, so that pages ask by themselves"
        )
    from community.events.runner import Runner  # late: optional, only this command needs it

    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_given: stop.set())
    runner = Runner(_app(), local=False).start()
    click.echo("working; stop with Ctrl-C", err=True)
    stop.wait()
    runner.stop()


commands = (database, plugins, sample, worker)
