"""Commands of search: build the index anew, look at it, ask it. Each says what it did and ends 0 only on success."""

import json
import time
from typing import Any

import click
from sqlalchemy import select

from community.access import Actor, System, Visibility, rules, visibility
from community.clock import now
from community.data.database import session
from community.events.log import after, head
from community.events.models import LoggedEvent
from community.search import indexer, queries
from community.search.engines.contract import Health
from community.search.forms import Asked
from community.search.install import room


@click.group("search")
def search() -> None:
    """The search index."""


@search.command("rebuild")
def rebuild() -> None:
    """Build the index anew from the database. Searching goes on meanwhile."""
    started = time.monotonic()
    name = indexer.rebuild(lambda words: click.echo(words, err=True))
    found = room().engine.health()
    click.echo(f"{name}: {found.documents} documents in {time.monotonic() - started:.1f} s")


@search.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(*, as_json: bool) -> None:
    """How the index is and how far behind the log; ends with 1 while it cannot be read."""
    found = room().engine.health()
    values = figures(found)
    if as_json:
        click.echo(json.dumps(values, indent=2))
    else:
        for name, value in values.items():
            click.echo(f"{name:<12}{value}")
    if not found.ok:
        raise SystemExit(1)


def figures(found: Health) -> dict[str, Any]:
    """What operators want to know of an index."""
    return {
        "engine": room().engine.name,
        "generation": found.generation,
        "documents": found.documents,
        "segments": found.segments,
        "bytes": found.bytes,
        "event": found.watermark.event_id,
        "newest": head()[1],
        "behind": behind(found),
        "error": found.error,
    }


def behind(found: Health) -> float:
    """Seconds since the oldest event that the index does not know yet; 0 when it knows all."""
    later = select(LoggedEvent.at).where(after(found.watermark.position))
    oldest = session().scalar(later.order_by(LoggedEvent.at).limit(1))
    return round((now() - oldest).total_seconds(), 1) if oldest else 0.0


@search.command("query")
@click.argument("text")
@click.option("--as", "email", metavar="EMAIL", help="Search as this person; else as the operator, who may find all.")
@click.option("--page", default=1, show_default=True, help="Which page of results.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def query(text: str, email: str | None, page: int, *, as_json: bool) -> None:
    """Search, as a person would."""
    actor, visible = _who(email)
    found = queries.search(actor, Asked(text=text, page=max(1, page)), visible)
    rows = [
        {
            "title": "".join(run.text for run in hit.title),
            "kind": hit.kind,
            "url": hit.url,
            "author": hit.author,
            "page": hit.page,
            "snippet": "".join(run.text for run in hit.snippet),
        }
        for hit in found.hits
    ]
    if as_json:
        about = {"total": found.total, "better": found.better, "also": list(found.also), "hits": rows}
        click.echo(json.dumps(about, indent=2, ensure_ascii=False))
        return
    click.echo(f"{found.total} found")
    for row in rows:
        click.echo(f"  {row['title']}  ({row['kind']})  {row['url']}")


def _who(email: str | None) -> tuple[Actor, Visibility | None]:
    if email is None:
        return System("search from the command line"), _everything()
    actor = room().actor_by_email(email)
    if actor is None:
        raise click.ClickException(f"nobody with an open account has the address {email}")
    return actor, None


def _everything() -> Visibility:
    """The tokens of everybody together: what anybody at all may find."""
    tokens = set(visibility(System("search from the command line")).tokens) | {"everybody"}
    for scope in rules().scopes.values():
        pairs = scope.pairs().subquery()
        things = session().scalars(select(tuple(pairs.c)[1]).distinct())
        tokens |= {f"{scope.name}:{thing}" for thing in things}
    for limit in rules().limits:
        tokens |= limit.tokens()
    return Visibility(frozenset(tokens), frozenset(), "operator")


commands = (search,)
