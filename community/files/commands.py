"""The command `community files`. The work is in upkeep.py."""

import json

import click

from community.files import upkeep


@click.group("files")
def files() -> None:
    """Files that people brought."""


@files.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(*, as_json: bool) -> None:
    """Compare every stored file with its name; ends with 1 when bytes are missing or damaged.

    Bytes that no file holds (orphans) are listed too; the nightly sweep removes them after a day.
    """
    report = upkeep.check(lambda count: click.echo(f"{count} checked", err=True))
    if as_json:
        click.echo(json.dumps({**vars(report), "sound": report.sound}, indent=2))
    else:
        for what in ("missing", "damaged", "orphans"):
            for name in getattr(report, what):
                click.echo(f"{what:<10}{name}")
        click.echo(
            f"{report.checked} checked, {len(report.missing)} missing, {len(report.damaged)} damaged, "
            f"{len(report.orphans)} orphans"
        )
    if not report.sound:
        raise SystemExit(1)


commands = (files,)
