"""How every change of a working record goes: the team's people only, screened, never over somebody else's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.sdk import RENDERER_VERSION as RENDERER
from community.sdk import (
    Actor,
    Conflict,
    Ref,
    attach_files,
    now,
    publish,
    record,
    render,
    screen,
    session,
    take_turn,
)
from community.sdk import lazy_gettext as _l
from plugins.artifacts.events import RecordChanged
from plugins.artifacts.models import Artifact
from plugins.artifacts.queries import artifacts as queries
from plugins.artifacts.queries import records
from plugins.artifacts.stamp import stamp
from plugins.artifacts.status import status

KIND = queries.KIND


class ClashError(Conflict):
    """Somebody changed the same part meanwhile. `values` are what stands there now, and nothing was written."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(_l("Somebody changed this while you were writing. Nothing is lost: compare both below."))
        self.values = values


@dataclass(frozen=True)
class At:
    """Where a part is: the public ids of its artifact and its own."""

    artifact: str
    part: str


@dataclass(frozen=True)
class Text:
    """A text in markup with its HTML, rendered before any transaction."""

    body: str = ""
    html: str = ""


def written(body: str | None) -> Text:
    """A text as people wrote it. Call it outside of the unit of work."""
    return Text(body or "", str(render(body)) if body else "")


def opened(actor: Actor, public_id: str) -> Artifact:
    """The artifact to be changed, in turn with whoever else changes it. Raises NotFound or Forbidden.

    Inside the unit of work; what else the change rests on is loaded after it.
    """
    found = queries.artifact_to(actor, "edit", public_id)
    take_turn("artifacts.record", found.id)
    session().refresh(found)
    return found


def put(row: Any, values: Mapping[str, Any], since: str | None) -> None:
    """Write values into a row, if nobody changed them since the stamp `since`; None asks nothing. Raises ClashError."""
    before = {name: getattr(row, name) for name in values}
    if since is not None and since != stamp(before) and any(before[name] != values[name] for name in values):
        raise ClashError(before)
    for name, value in values.items():
        setattr(row, name, value)


def put_html(actor: Actor, found: Artifact, row: Any, text: Text, *, column: str = "html") -> None:
    """Keep what a text in markup was rendered to; the artifact holds the files that it names."""
    setattr(row, column, text.html)
    row.renderer = RENDERER
    attach_files(actor, text.html, Ref(KIND, found.id))


def done(actor: Actor, found: Artifact, what: str, words: Sequence[str] = ()) -> bool:
    """Screen what was written, derive the status, record and publish. Returns whether it is held. Raises Invalid."""
    verdict = screen(
        actor, KIND, {"title": found.title, "body": "\n".join(filter(None, words)), "space_id": found.space_id}
    )
    session().flush()
    found.changed_at = now()
    found.status = status(records.record(found))
    verdict.settle(Ref(KIND, found.id))
    record("artifacts.record_changed", Ref(KIND, found.id), actor)
    publish(RecordChanged(found.id, what), actor.id)
    return verdict.held
