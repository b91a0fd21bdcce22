"""The command `community files`. The work is in upkeep.py and moving.py."""

import json

import click

from community.errors import Conflict
from community.files import moving, upkeep


@click.group("files")
def files() -> None:
    """Files that people brought."""


@files.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(*, as_json: bool) -> None:
    """Compare every stored file with its name; ends with 1 when bytes are missing or damaged.

    Bytes that no file holds (orphans), bytes of uploads that nobody goes on with (strays) and files that wait for the
    virus scanner or their reading for more than a day are listed too; the nightly sweep removes the first two.
    """
    report = upkeep.check(lambda count: click.echo(f"{count} checked", err=True))
    if as_json:
        click.echo(json.dumps({**vars(report), "sound": report.sound}, indent=2))
    else:
        for what in ("missing", "damaged", "orphans", "strays", "waiting"):
            for name in getattr(report, what):
                click.echo(f"{what:<10}{name}")
        click.echo(
            f"{report.checked} checked, {len(report.missing)} missing, {len(report.damaged)} damaged, "
            f"{len(report.orphans)} orphans, {len(report.strays)} strays, {len(report.waiting)} waiting"
        )
    if not report.sound:
        raise SystemExit(1)


@files.command("move")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def move(*, as_json: bool) -> None:
    """Copy every file from files_store_before to files_store, while the site runs with both; safe to repeat.

    Ends with 1 while the old store is still needed: bytes in it are damaged, or uploads that began there are under way.
    """
    try:
        moved = moving.move(lambda count: click.echo(f"{count} looked at", err=True) if count % 100 == 0 else None)
    except Conflict as problem:
        raise click.ClickException(str(problem)) from None
    if as_json:
        click.echo(json.dumps({**vars(moved), "done": moved.done}, indent=2))
    else:
        for name in moved.damaged:
            click.echo(f"damaged   {name}")
        click.echo(
            f"{moved.copied} copied, {moved.there} were there, {len(moved.damaged)} damaged, "
            f"{moved.under_way} uploads under way in the old store"
        )
        if moved.done:
            click.echo("All is in the new store. Take files_store_before out of the settings and start the site again.")
        elif moved.under_way:
            click.echo("Leave files_store_before as it is, and run this again when those uploads have arrived.")
    if not moved.done:
        raise SystemExit(1)


commands = (files,)
