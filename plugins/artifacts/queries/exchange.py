"""An artifact as text and as data: names of people and terms instead of their numbers."""

from collections.abc import Mapping
from typing import Any

from plugins.artifacts.exchange.markdown import Names, written
from plugins.artifacts.queries import words
from plugins.artifacts.queries.pages import ArtifactPage
from plugins.artifacts.record import codec


def as_text(shown: ArtifactPage) -> str:
    """What the reader sees of an artifact, as Markdown in their language."""
    return written(shown.record, _names(shown))


def as_data(shown: ArtifactPage) -> Mapping[str, Any]:
    """The same as JSON's own types, with the names that its numbers stand for."""
    return {
        "address": f"/artifacts/{shown.artifact.public_id}",
        "version": shown.version.number if shown.version else None,
        "record": codec.to_dict(shown.record),
        "people": {str(one): face.name for one, face in shown.people.items()},
        "terms": {str(one): term.title for one, term in shown.terms.items()},
    }


def kinds_by_word() -> Mapping[str, str]:
    """What kinds of lines are called in the reader's language, in small letters, and the kinds."""
    return {str(title).casefold(): kind for kind, title in words.NODE.items()} | {kind: kind for kind in words.NODE}


def _names(shown: ArtifactPage) -> Names:
    values: dict[str, Mapping[str, str]] = {
        "status": words.STATUS, "node": words.NODE, "state": words.STATE, "answer": words.ANSWER, "act": words.ACT,
        "measure": words.MEASURE, "evidence": words.EVIDENCE, "small": words.SMALL, "commitment": words.COMMITMENT,
    }  # fmt: skip
    people = {one: face.name for one, face in shown.people.items()}
    return Names(
        {**words.FIELD, **words.HEADING}, values, people, {one: term.title for one, term in shown.terms.items()}
    )
