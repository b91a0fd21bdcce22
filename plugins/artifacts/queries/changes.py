"""What changed between two versions of an artifact, as far as a reader may read both."""

from collections.abc import Sequence

from community.sdk import Actor
from plugins.artifacts.difference import Change, changed
from plugins.artifacts.queries import artifacts, records, words
from plugins.artifacts.queries.pages import ArtifactPage
from plugins.artifacts.record import Record, codec


def changes(actor: Actor, shown: ArtifactPage, before: int | None, after: int | None) -> Sequence[Change]:
    """What changed from a version (None: from nothing) to another (None: to the working record). Raises NotFound."""
    old = _of(actor, shown, before) if before is not None else Record(shown.record.form, "")
    new = records.record(shown.artifact) if after is None else _of(actor, shown, after)
    return changed(old, new, _said)


def _said(field: str, text: str) -> str:
    named = {"answer": words.ANSWER, "act": words.ACT}.get(field, {})
    return str(named.get(text, text))


def _of(actor: Actor, shown: ArtifactPage, number: int) -> Record:
    return codec.from_dict(artifacts.version(actor, shown.artifact, number).snapshot)
