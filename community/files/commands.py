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


commands = (files,)
