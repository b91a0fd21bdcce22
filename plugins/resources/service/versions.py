"""Versions: what a resource consists of at a time. A new one says what changed for those who use it."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select

from community.sdk import RENDERER_VERSION as RENDERER
from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    Ref,
    attach_files,
    now,
    publish,
    record,
    render,
    screen,
    session,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import VersionAdded
from plugins.resources.models import Resource, Version
from plugins.resources.queries import resources as queries
from plugins.resources.service import reviews

KIND, VERSION = "resources.resource", "resources.version"
CONTROL = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True)
class Content:
    """The thing itself: a `file` (public id), a `url`, or a `body` with its HTML, rendered before any transaction."""

    form: str
    file: str = ""
    url: str = ""
    body: str = ""
    html: str = ""


def a_text(body: str | None) -> Content:
    """A text written in place. Call it outside of the unit of work."""
    return Content("text", body=body or "", html=str(render(body or "")))


def a_link(url: str | None) -> Content:
    """A link to a page of the web. Raises Invalid for anything else."""
    address = (url or "").strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in {"http", "https"} or parts.username or CONTROL.search(address):
        raise Invalid({"url": _l("Write a web address that begins with https://.")})
    return Content("link", url=address)


def screened(title: str, summary: str, content: Content) -> dict[str, Any]:
    """What moderators' screens look at."""
    return {"title": title, "body": "\n".join(filter(None, (summary, content.body, content.url)))}


def keep(actor: Actor, found: Resource, content: Content, number: int, note: str) -> Version:
    """Write a version down, inside the unit of work: it holds its files from here on."""
    if content.form == "text" and not content.body:
        raise Invalid({"body": _l("Please fill this in.")})
    version = Version(
        space_id=found.space_id, resource_id=found.id, number=number, form=content.form, title=found.title,
        summary=found.summary, url=content.url, body=content.body, html=content.html,
        renderer=RENDERER if content.html else "", note=note, by_id=actor.id, state=found.state,
    )  # fmt: skip
    session().add(version)
    session().flush()
    attach_files(actor, content.html, Ref(VERSION, version.id))
    return version


def add_version(actor: Actor, public_id: str, content: Content, note: str) -> tuple[Version, bool]:
    """Add a version; `note` says what changed for those who use it. Returns it and whether it is held.

    Where the space wants it, it waits for review, and the resource stays as it is. Raises NotFound, Forbidden,
    Invalid, or Conflict while another one waits.
    """
    if not note:
        raise Invalid({"note": _l("Say what changed for those who use it.")})
    with unit_of_work():
        found = queries.resource_to(actor, "edit", public_id)
        _refuse_while_one_waits(found.id)
        verdict = screen(actor, KIND, {**screened(found.title, note, content), "space_id": found.space_id})
        number = session().scalar(select(func.max(Version.number)).where(Version.resource_id == found.id)) or 0
        version = keep(actor, found, content, number + 1, note)
        waits = reviews.wanted(actor, found.space_id)
        version.state = "review" if waits else "published"
        ref = Ref(KIND, found.id)
        verdict.settle(ref)
        record("resources.version_added", ref, actor)
        if waits:
            reviews.submit(actor, found, version)
        else:
            become_newest(found, version)
            publish(VersionAdded(found.id, version.id, version.number), actor.id)
    return version, verdict.held


def _refuse_while_one_waits(resource_id: int) -> None:
    waiting = select(Version.id).where(Version.resource_id == resource_id, Version.state == "review")
    if session().scalar(waiting.limit(1)) is not None:
        raise Conflict(_l("Another version waits for review. Wait for the answer first."))


def become_newest(found: Resource, version: Version) -> None:
    """From here on this is what readers at home get."""
    found.version, found.form, found.changed_at = version.number, version.form, now()
    session().flush()
