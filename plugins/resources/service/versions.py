"""Versions: what a resource consists of at a time. A new one says what changed for those who use it."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select

from community.sdk import RENDERER_VERSION as RENDERER
from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    Ref,
    attach_file,
    attach_files,
    attached_file,
    publish,
    record,
    render,
    screen,
    session,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import ResourceEdited
from plugins.resources.models import Resource, Version
from plugins.resources.queries import resources as queries
from plugins.resources.service import reviews

KIND, VERSION = "resources.resource", "resources.version"
EMPTY = {"file": "file_id", "link": "url", "text": "body"}
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


def a_file(public_id: str | None) -> Content:
    """A file that was received before."""
    return Content("file", file=public_id or "")


def title_from(name: str) -> str:
    """A title for a file: its name without its ending, as words."""
    words = " ".join(PurePath(name).stem.replace("_", " ").replace("-", " ").split())
    return (words[:1].upper() + words[1:])[:160] or name[:160]


def screened(title: str, summary: str, content: Content) -> dict[str, Any]:
    """What moderators' screens look at."""
    return {"title": title, "body": "\n".join(filter(None, (summary, content.body, content.url)))}


def keep(actor: Actor, found: Resource, content: Content, *, number: int, note: str) -> Version:
    """Write a version down, inside the unit of work: it holds its files from here on.

    Raises Invalid when there is nothing, or a file that was refused; NotFound for a file that is not the actor's.
    """
    if not (content.body or content.url or content.file):
        raise Invalid({EMPTY[content.form]: _l("Please fill this in.")})
    version = Version(
        space_id=found.space_id, resource_id=found.id, number=number, form=content.form, title=found.title,
        summary=found.summary, url=content.url, body=content.body, html=content.html,
        renderer=RENDERER if content.html else "", note=note, by_id=actor.id, state=found.state,
    )  # fmt: skip
    session().add(version)
    session().flush()
    ref = Ref(VERSION, version.id)
    if content.file:
        attach_file(actor, content.file, ref)
    attach_files(actor, content.html, ref)
    return version


def add_version(actor: Actor, public_id: str, content: Content, note: str) -> tuple[Version, bool]:
    """Add a version; `note` says what changed for those who use it. Returns it and whether it is held.

    Where the space wants it, it waits for review, and the resource stays as it is meanwhile. Raises NotFound,
    Forbidden, Invalid, or Conflict while somebody else's waits.
    """
    if not note:
        raise Invalid({"note": _l("Say what changed for those who use it.")})
    with unit_of_work():
        found = queries.resource_to(actor, "edit", public_id)
        _replace_waiting(actor, found.id)
        verdict = screen(actor, KIND, {**screened(found.title, note, content), "space_id": found.space_id})
        number = session().scalar(select(func.max(Version.number)).where(Version.resource_id == found.id)) or 0
        version = keep(actor, found, content, number=number + 1, note=note)
        ref = Ref(KIND, found.id)
        verdict.settle(ref)
        record("resources.version_added", ref, actor)
        if reviews.wanted(actor, found.space_id):
            version.state = "review"
            reviews.submit(actor, found, version)
        else:
            reviews.bring_out(found, version)
    return version, verdict.held


def add_captions(actor: Actor, public_id: str, file: str) -> Version:
    """Give the newest version of a film or a recording its captions.

    Raises NotFound, Forbidden, Invalid, or Conflict where what is added is reviewed first.
    """
    if attached_file(actor, file).kind.family != "captions":
        raise Invalid({"file_id": _l("Captions are a file of the kind WebVTT (.vtt).")})
    with unit_of_work():
        found = queries.resource_to(actor, "edit", public_id)
        reviews.refuse_around(actor, found.space_id)
        version = (
            session()
            .scalars(select(Version).where(Version.resource_id == found.id, Version.number == found.version))
            .one()
        )
        attach_file(actor, file, Ref(VERSION, version.id))
        record("resources.captions_added", Ref(KIND, found.id), actor)
        publish(ResourceEdited(found.id), actor.id)
    return version


def _replace_waiting(actor: Actor, resource_id: int) -> None:
    """What the actor brought before and nobody has published yet makes room; what another brought does not."""
    waiting = select(Version).where(Version.resource_id == resource_id, Version.state == "review")
    for version in session().scalars(waiting):
        if version.by_id != actor.id:
            raise Conflict(_l("Another version waits for review. Wait for the answer first."))
        version.state = "declined"
