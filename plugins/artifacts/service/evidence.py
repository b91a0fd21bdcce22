"""Evidence: what was seen, asked or read, with how, when and of how many."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from community.sdk import Actor, Conflict, Invalid, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.models import Artifact, Commitment, Cycle, Evidence
from plugins.artifacts.queries.parts import part
from plugins.artifacts.service import writing
from plugins.artifacts.service.writing import At, Text, done, opened


def attach(actor: Actor, public_id: str, values: Mapping[str, Any], text: Text) -> Evidence:
    """Attach evidence, by the columns of Evidence; `cycle` is a public id or "". Raises as `change` does."""
    with unit_of_work():
        found = opened(actor, public_id)
        row = Evidence(artifact_id=found.id, by_id=actor.id, kind="observation", title="")
        _put(actor, found, row, values, text=text)
        session().add(row)
        done(actor, found, "evidence", [values["title"], values.get("method", ""), text.body])
    return row


def change(actor: Actor, at: At, values: Mapping[str, Any], text: Text, *, since: str | None = None) -> None:
    """Change it. Raises NotFound, Forbidden, Invalid or ClashError."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        _put(actor, found, part(Evidence, found, at.part), values, text=text, since=since)
        done(actor, found, "evidence", [values["title"], values.get("method", ""), text.body])


def _put(
    actor: Actor, found: Artifact, row: Evidence, values: Mapping[str, Any], *, text: Text, since: str | None = None
) -> None:
    if not values.get("title"):
        raise Invalid({"title": _l("Please fill this in.")})
    begins, ends = values.get("begins_on"), values.get("ends_on")
    if begins and ends and ends < begins:
        raise Invalid({"ends_on": _l("The last day is before the first one.")})
    kept = {name: value for name, value in values.items() if name != "cycle"}
    if "cycle" in values:
        kept["cycle_id"] = part(Cycle, found, values["cycle"]).id if values["cycle"] else None
    writing.put(row, {**kept, "body": text.body}, since)
    writing.put_html(actor, found, row, text)


def take_out(actor: Actor, at: At) -> None:
    """Take it out; frozen versions keep it. Raises NotFound, Forbidden, or Conflict while a commitment rests on it."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        row = part(Evidence, found, at.part)
        if session().scalar(select(func.count()).where(Commitment.evidence_id == row.id)):
            raise Conflict(_l("A commitment rests on this evidence, so it stays."))
        session().delete(row)
        done(actor, found, "evidence")
