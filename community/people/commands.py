"""The command line of people: `community import districts` and `import roster`. Reads files, says what it did.

Exit status 0: all rows are in. 1: some rows were bad, the others are in. 2: a file is no such file, nothing was done.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import click

from community.access import System
from community.mail.service import link
from community.people.imports import districts as state
from community.people.imports import lines, rows
from community.people.imports import roster as people
from community.people.imports.lines import NotTheFile, Problem
from community.people.service.imported_districts import take_directory, take_districts
from community.people.service.imported_roster import take_roster
from community.people.service.invitations import OF_THE_NETWORK, Invite, invite, link_for

BATCH = 300
BAD_ROWS, WRONG_FILE = 1, 2
PATHS = click.Path(path_type=Path)
Take = Callable[[Sequence[Any]], tuple[Counter[str], list[Problem]]]


@dataclass
class Report:
    """What became of one file."""

    file: str
    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The same for machines."""
        bad = [{"line": one.line, "message": one.message} for one in self.problems]
        counts = {name: self.counts[name] for name in COUNTED}
        return {"file": self.file, "rows": self.rows, **counts, "bad": len(bad), "problems": bad}

    def sentence(self) -> str:
        """The same for people, in one line."""
        parts = [f"{self.counts[name]} {words}" for name, words in COUNTED.items() if self.counts[name]]
        changes = sum(number for name, number in self.counts.items() if name not in UNTOUCHED)
        parts += [f"{len(self.problems)} bad rows left out"] if self.problems else []
        return f"{self.file}: {', '.join(parts) or 'no rows'}{'' if changes else '. Nothing to change'}."


COUNTED = {
    "added": "added",
    "joined": "joined",
    "changed": "changed",
    "unchanged": "unchanged",
    "older": "left as they are, since newer figures are here",
    "unknown": "districts of the directory not known here",
    "accounts": "accounts opened",
    "teams": "teams added",
}
UNTOUCHED = frozenset({"unchanged", "older", "unknown"})


@click.group("import")
def bring_in() -> None:
    """Bring in files: districts, rosters and what modules add."""


@bring_in.command("districts")
@click.argument("files", nargs=-1, required=True, type=PATHS)
@click.option("--dry-run", is_flag=True, help="Read and count, change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts and bad rows as JSON.")
def import_districts(files: tuple[Path, ...], *, dry_run: bool, as_json: bool) -> None:
    """Take in the state's FILES: figures by district, and the directory of districts and county offices."""
    kinds = {file: _kind_of(file) for file in files}
    # Figures first: the directory speaks of the districts that they make known.
    in_order = sorted(files, key=lambda file: kinds[file] != "figures")
    reports = [_taken(file, *_ways(file, kinds[file], dry_run=dry_run)) for file in in_order]
    _finish(reports, dry_run=dry_run, as_json=as_json)


def _ways(file: Path, kind: str, *, dry_run: bool) -> tuple[Iterable[Any], Take]:
    """How one of the state's files is read, and how its rows are taken in."""
    by = System("import of districts")
    if kind == "figures":
        found = rows.judged(lines.rows(file), state.district, lambda row: f"code {row.cds_code}")
        return found, lambda batch: (take_districts(by, batch, dry_run=dry_run), [])
    found = rows.judged(lines.rows(file), state.directory, lambda row: f"code {row.cd_code}")
    return found, lambda batch: (take_directory(by, batch, dry_run=dry_run), [])


@bring_in.command("roster")
@click.argument("file", type=PATHS)
@click.option("--dry-run", is_flag=True, help="Read and count, change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts and bad rows as JSON.")
def import_roster(file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take in a FILE of team members.

    Columns: collaboration, district (code or name), email, name, role (central office, site, classroom), and perhaps
    decision maker, lead, from, until. The collaboration must be there; accounts and teams are made where missing.
    """
    by = System("import of a roster")
    columns = _header(file)
    if not people.is_roster(columns):
        _refuse(file, "is no roster: it needs the columns collaboration, district, email, name, role")
    found = rows.judged(lines.rows(file), people.parser(columns), lambda row: str(row.key))
    _finish(
        [_taken(file, found, lambda batch: take_roster(by, batch, dry_run=dry_run))], dry_run=dry_run, as_json=as_json
    )


def _header(file: Path) -> list[str]:
    try:
        return lines.header(file)
    except NotTheFile as error:
        _refuse(file, str(error))


def _kind_of(file: Path) -> str:
    kind = state.kind_of(_header(file))
    if kind is None:
        _refuse(file, "is neither the state's file of district figures nor its directory: its columns are others")
    return kind


def _refuse(file: Path, why: str) -> NoReturn:
    click.echo(f"{file} {why}.", err=True)
    raise SystemExit(WRONG_FILE)


def _taken(file: Path, found: Iterable[Any], take: Take) -> Report:
    """Take the rows in, batch by batch, each in a commit of its own; say how far it is."""
    report = Report(str(file))
    rows = iter(found)
    while batch := list(islice(rows, BATCH)):
        good = [one for one in batch if not isinstance(one, Problem)]
        bad = [one for one in batch if isinstance(one, Problem)]
        counts, refused = take(good)
        report.rows += len(batch)
        report.counts += counts
        _say(report, sorted([*bad, *refused], key=lambda problem: problem.line))
    return report


def _say(report: Report, problems: Sequence[Problem]) -> None:
    report.problems += problems
    for problem in problems:
        click.echo(f"{report.file}, line {problem.line}: {problem.message}", err=True)
    click.echo(f"{report.file}: {report.rows} rows read", err=True)


def _finish(reports: Sequence[Report], *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"dry_run": dry_run, "files": [report.as_json() for report in reports]}, indent=2))
    else:
        for report in reports:
            click.echo(f"{'Would be: ' if dry_run else ''}{report.sentence()}")
    if any(report.problems for report in reports):
        raise SystemExit(BAD_ROWS)


@click.command("invite")
@click.argument("address")
@click.option("--name", default="", help="How the page should address them.")
@click.option("--role", type=click.Choice(OF_THE_NETWORK), default="administrator", show_default=True)
@click.option("--locale", default="en", show_default=True, help="The language that they read.")
def invite_into_network(address: str, name: str, role: str, locale: str) -> None:
    """Ask ADDRESS to run the network, and print the link that opens their account.

    This is how the first administrator gets in. No mail is sent: whoever holds the link can use it, once.
    """
    by = System("command line")
    asked = Invite(email=address, name=name, locale=locale, role=role)
    row = invite(by, asked, by_mail=False)
    click.echo(link(f"/join/{link_for(row.id, f'command:{row.id}')}"))


commands = (bring_in, invite_into_network)
