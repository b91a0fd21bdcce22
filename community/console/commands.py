"""Commands of operators: verify the ledger, look after the site. Each ends 0 only on success."""

import json

import click

from community.config import Settings, current
from community.data.database import session
from community.host.commands import pending
from community.ledger import chain
from community.people.scopes import network_role
from community.web.assets import is_built


@click.group("ledger")
def ledger() -> None:
    """The ledger."""


@ledger.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(*, as_json: bool) -> None:
    """Walk the chain: ends with 1 when an entry was changed or is missing; says what is not sealed yet."""
    found = chain.verify()
    if as_json:
        click.echo(json.dumps(vars(found) | {"broken": list(found.broken)}, indent=2))
    else:
        click.echo(f"{found.sealed} sealed, {found.unsealed} not yet sealed, {found.purged} notes purged")
        for words in found.broken:
            click.echo(words)
    if found.broken:
        raise SystemExit(1)


@click.command("doctor")
def doctor() -> None:
    """Look at what a site needs; ends with 1 when something is wrong."""
    findings = list(_findings())
    for good, words in findings:
        click.echo(f"{'ok   ' if good else 'WRONG'} {words}")
    if not all(good for good, _ in findings):
        raise SystemExit(1)


def _findings() -> list[tuple[bool, str]]:
    waiting = pending()
    found = [(not waiting, f"database: {'pending for ' + ', '.join(waiting) if waiting else 'up to date'}")]
    if session().get_bind().dialect.name == "sqlite":
        intact = session().connection().exec_driver_sql("PRAGMA quick_check").scalar()
        found.append((intact == "ok", f"SQLite: {intact}"))
    found.append((is_built(), "scripts: built" if is_built() else "scripts: not built; pages work without them"))
    return [*found, *_of_settings(current()), *([] if waiting or current().sample else [_administrators()])]


def _of_settings(settings: Settings) -> list[tuple[bool, str]]:
    here = settings.base_url.startswith(("http://127.0.0.1", "http://localhost"))
    if settings.sample:
        return [(here, f"address: {settings.base_url}" if here else "sample mode on a public address")]
    found = [(here or settings.base_url.startswith("https://"), f"address: {settings.base_url}")]
    mail = settings.mail_url.partition(":")[0] or "written to files; set COMMUNITY_MAIL_URL"
    found.append((here or bool(settings.mail_url), f"mail: {mail}"))
    return found


def _administrators() -> tuple[bool, str]:
    somebody = session().execute(network_role("administrator").limit(1)).first() is not None
    return somebody, f"administrators: {'there' if somebody else 'none yet; `community invite ADDRESS` lets one in'}"


commands = (ledger, doctor)
