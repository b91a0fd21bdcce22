"""The command `community pairings`: a round that stands in a file is paired, and nothing is kept."""

import json
from typing import IO

import click

from plugins.pairings.matching import Infeasible, Unusable, assign, plan_year
from plugins.pairings.matching.reading import as_data, as_lines, instance_in


@click.group("pairings")
def pairings() -> None:
    """Who gives feedback to whom."""


@pairings.command("assign")
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--rounds", type=click.IntRange(1, 12), default=1, help="So many rounds at once: a year.")
def assign_file(*, file: IO[bytes], as_json: bool, rounds: int) -> None:
    """Pair the round in FILE, a JSON object as docs/pairing.md says; ends with 1 where its rules cannot all be kept."""
    try:
        asked = instance_in(file.read())
        found = [assign(asked)] if rounds == 1 else plan_year(asked, rounds)
    except Unusable as why:
        raise click.ClickException("\n".join(f"{field}: {words}" for field, words in why.problems)) from None
    except Infeasible as why:
        if as_json:
            click.echo(json.dumps({"infeasible": why.cut.as_data()}, indent=2))
        else:
            click.echo(f"These rules cannot all be kept: {why}", err=True)
            for lift in why.cut.lifts:
                click.echo(f"  it would help: {' '.join(lift)}", err=True)
        raise SystemExit(1) from None
    if as_json:
        told = [as_data(one) for one in found]
        click.echo(json.dumps(told[0] if rounds == 1 else {"rounds": told}, indent=2))
        return
    for number, one in enumerate(found, 1):
        if rounds > 1:
            click.echo(f"Round {number}")
        for line in as_lines(one):
            click.echo(line)
