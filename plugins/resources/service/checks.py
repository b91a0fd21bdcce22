"""Looking after links: each is looked at once a week, its author told after two failures, a copy kept on request."""

import tempfile
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    Ref,
    attach_file,
    end_reads,
    now,
    publish,
    receive_file,
    record,
    require,
    session,
    setting,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import LinkBroken
from plugins.resources.models import Check, Resource, Version
from plugins.resources.queries import pages
from plugins.resources.queries import resources as queries
from plugins.resources.service import fetching, reviews

WEEK, AGAIN = timedelta(days=7), timedelta(days=2)
AT_A_TIME = 40
LARGEST_COPY = 50_000_000  # bytes
BROKEN = frozenset({"gone", "unreachable"})
GOOGLE = {"document": "export?format=pdf", "spreadsheets": "export?format=xlsx", "presentation": "export/pdf"}


def check_due() -> None:
    """Look at the links whose time has come, some at a time: a job that may run twice."""
    if not setting("resources.check_links"):
        return
    for version_id, url in _due():
        with unit_of_work():
            _begin(version_id)
        end_reads()
        seen = fetching.look(url)
        with unit_of_work():
            note(version_id, seen)


def _due() -> list[tuple[int, str]]:
    newest = (Version.resource_id == Resource.id) & (Version.number == Resource.version)
    query = select(Version.id, Version.url).join(Resource, newest).outerjoin(Check, Check.version_id == Version.id)
    due = (Check.version_id.is_(None)) | (Check.next_at <= now())
    query = query.where(Version.form == "link", Resource.removed_at.is_(None), due).order_by(Version.id)
    return [(row[0], row[1]) for row in session().execute(query.limit(AT_A_TIME))]


def _begin(version_id: int) -> None:
    """A page at which we break down is not looked at over and over: its next time stands before we go there."""
    row = session().get(Check, version_id)
    if row is None:
        row = Check(version_id=version_id, failures=0, state="", status=0, moved_to="", at=now())
        session().add(row)
    row.next_at = now() + AGAIN


def note(version_id: int, seen: fetching.Seen) -> None:
    """Keep how a link is, inside the unit of work. At the second failure in a row its author is told, once."""
    row = session().get(Check, version_id) or Check(version_id=version_id, failures=0)
    broken = seen.state in BROKEN
    row.state, row.status, row.moved_to, row.at = seen.state, seen.status, seen.moved_to[:2000], now()
    row.failures = row.failures + 1 if broken else 0
    row.next_at = now() + (AGAIN if broken and row.failures < 2 else WEEK)
    session().add(row)
    session().flush()
    if row.failures == 2:
        resource_id = session().scalar(select(Version.resource_id).where(Version.id == version_id))
        publish(LinkBroken(resource_id or 0, version_id))


def keep_copy(actor: Actor, public_id: str) -> None:
    """Keep what the newest link leads to beside it, if it is a file that we take: it stays when the page goes.

    Slow, so never inside a unit of work. Raises NotFound, Forbidden, Conflict for what is no link, or Invalid.
    """
    shown = pages.resource_page(actor, public_id)
    require(actor, "edit", shown.resource)
    reviews.refuse_around(actor, shown.resource.space_id)
    version = shown.version
    if version is None or version.form != "link":
        raise Conflict(_l("Only of a link a copy can be kept."))
    url, version_id, resource_id = version.url, version.id, shown.resource.id
    end_reads()
    with tempfile.TemporaryFile() as file:
        if not fetching.fetch(_file_of(url), file, LARGEST_COPY):
            raise Invalid(
                {"copy": _l("The page could not be fetched, or is too large. Save it yourself and bring it.")}
            )
        file.seek(0)
        taken = receive_file(actor, file, _name(url), purpose="attachment")
    with unit_of_work():
        queries.resource_to(actor, "edit", public_id)
        attach_file(actor, taken.public_id, Ref("resources.version", version_id))
        record("resources.copy_kept", Ref("resources.resource", resource_id), actor)


def _file_of(url: str) -> str:
    """Where a document of Google's can be had as a file; any other address as it is."""
    parts = urlsplit(url)
    steps: list[Any] = parts.path.split("/")
    if parts.hostname == "docs.google.com" and len(steps) > 3 and steps[2] == "d" and steps[1] in GOOGLE:
        return f"https://docs.google.com/{steps[1]}/d/{steps[3]}/{GOOGLE[steps[1]]}"
    return url


def _name(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2] or urlsplit(url).hostname or "copy"
