"""Sections of a plan, and commitments: who does what by when, and how it ended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from community.sdk import Actor, Conflict, Invalid, now, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.models import Artifact, Commitment, Evidence, Section
from plugins.artifacts.queries.parts import part
from plugins.artifacts.queries.people import person_of
from plugins.artifacts.service import writing
from plugins.artifacts.service.writing import At, Text, done, opened

REQUIRED = _l("Please fill this in.")
MOST = 100


@dataclass(frozen=True)
class Promise:
    """What will be done, by whom (the public id of a person of the team, or ""), by when."""

    text: str
    owner: str = ""
    due: date | None = None


def _next(model: type[Section | Commitment], found: Artifact) -> int:
    """The place after the last one."""
    places = session().scalars(select(model.position).where(model.artifact_id == found.id)).all()
    if len(places) >= MOST:
        raise Invalid({"": _l("There are a hundred of these. Take one out first.")})
    return max(places, default=-1) + 1


def add_section(actor: Actor, public_id: str, heading: str, text: Text) -> Section:
    """Add a section at the end. Raises NotFound, Forbidden or Invalid."""
    with unit_of_work():
        found = opened(actor, public_id)
        section = Section(artifact_id=found.id, position=_next(Section, found), heading="")
        _write(actor, found, section, heading, text=text)
        session().add(section)
        done(actor, found, "sections", [heading, text.body])
    return section


def write_section(actor: Actor, at: At, heading: str, text: Text, *, since: str | None = None) -> None:
    """Write a section. Raises NotFound, Forbidden, Invalid or ClashError."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        _write(actor, found, part(Section, found, at.part), heading, text=text, since=since)
        done(actor, found, "sections", [heading, text.body])


def _write(
    actor: Actor, found: Artifact, section: Section, heading: str, *, text: Text, since: str | None = None
) -> None:
    if not heading:
        raise Invalid({"heading": REQUIRED})
    writing.put(section, {"heading": heading, "body": text.body}, since)
    writing.put_html(actor, found, section, text)


def move_section(actor: Actor, at: At, step: int) -> None:
    """Move a section up (-1) or down (1). Raises NotFound or Forbidden."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        section = part(Section, found, at.part)
        query = select(Section).where(Section.artifact_id == found.id).order_by(Section.position, Section.id)
        rows = list(session().scalars(query))
        here = rows.index(section)
        rows.insert(min(max(here + (1 if step > 0 else -1), 0), len(rows) - 1), rows.pop(here))
        for place, one in enumerate(rows):
            one.position = place
        done(actor, found, "sections")


def take_out_section(actor: Actor, at: At) -> None:
    """Take a section out; frozen versions keep it. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        session().delete(part(Section, found, at.part))
        done(actor, found, "sections")


def promise(actor: Actor, public_id: str, said: Promise) -> Commitment:
    """Write down who does what by when. Raises NotFound, Forbidden or Invalid."""
    with unit_of_work():
        found = opened(actor, public_id)
        row = Commitment(artifact_id=found.id, position=_next(Commitment, found), text="", state="open")
        _promise(found, row, said, None)
        session().add(row)
        done(actor, found, "commitments", [said.text])
    return row


def promise_again(actor: Actor, at: At, said: Promise, *, since: str | None = None) -> None:
    """Change a commitment. Raises NotFound, Forbidden, Invalid or ClashError."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        _promise(found, part(Commitment, found, at.part), said, since)
        done(actor, found, "commitments", [said.text])


def _promise(found: Artifact, row: Commitment, said: Promise, since: str | None) -> None:
    if not said.text:
        raise Invalid({"text": REQUIRED})
    owner = person_of(found, said.owner, "owner_id")
    writing.put(row, {"text": said.text, "owner_id": owner, "due": said.due}, since)


def settle(actor: Actor, at: At, state: str, why: str = "", *, evidence: str = "") -> None:
    """End a commitment as "done" or "dropped", and then why; or take it up again as "open"."""
    if state not in {"done", "dropped", "open"}:
        raise Invalid({"state": _l("Choose one from the list.")})
    if state == "dropped" and not why:
        raise Invalid({"why": _l("Say why, so that others can read it.")})
    with unit_of_work():
        found = opened(actor, at.artifact)
        row = part(Commitment, found, at.part)
        if row.state == state:
            raise Conflict(_l("It is so already."))
        row.state, row.why = state, why
        row.ended_at = None if state == "open" else now()
        row.evidence_id = part(Evidence, found, evidence).id if evidence else None
        done(actor, found, "commitments", [why])
