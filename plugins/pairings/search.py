"""What of rounds can be found: feedback that was given, by all of its words, with its suggestions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from community.sdk import DocumentSource, Draft, Space, faces, plain, session
from community.sdk import lazy_gettext as _l
from plugins.pairings.models import Feedback, Pairing, Round, Suggestion
from plugins.pairings.queries import pairings


def load(ids: Sequence[int]) -> Iterable[Draft]:
    """Drafts of feedback that was given; what is still being written is nobody's to find."""
    query = select(Feedback, Pairing, Round, Space.title).join(Pairing, Pairing.id == Feedback.pairing_id)
    query = query.join(Round, Round.id == Pairing.round_id).join(Space, Space.id == Feedback.space_id)
    rows = session().execute(query.where(Feedback.id.in_(ids), Feedback.version > 0)).all()
    pairs = {one.pairing.id: one for one in pairings.named([(row[1], row[2]) for row in rows])}
    known = faces([row[0].author_id for row in rows])
    suggested: dict[int, list[str]] = {}
    there = (
        select(Suggestion).where(Suggestion.feedback_id.in_([row[0].id for row in rows])).order_by(Suggestion.position)
    )
    for one in session().scalars(there):
        suggested.setdefault(one.feedback_id, []).append(one.text)
    for feedback, found, held, space in rows:
        pair, face = pairs[found.id], known[feedback.author_id]
        texts = [part["text"] for part in feedback.parts] + suggested.get(feedback.id, [])
        yield Draft(
            kind="pairings.feedback",
            id=feedback.id,
            title=f"{pair.from_} → {pair.receiver.short}: {held.title}",
            body="\n".join(plain(text, addresses=False) for text in texts if text),
            tags=(),
            author_id=feedback.author_id,
            author=face.name,
            districts=face.districts,
            district=face.organization,
            space_id=feedback.space_id,
            space=space,
            language=feedback.language,
            created=feedback.given_at or held.created_at,
            updated=feedback.given_at or held.created_at,
        )


def load_versions(wanted: Mapping[int, Sequence[int]]) -> Iterable[Draft]:
    """The same as partners read it: feedback has one version."""
    for draft in load(list(wanted)):
        for number in wanted[draft.id]:
            yield replace(draft, version=number)


def ids(after: int, limit: int) -> Sequence[int]:
    """Ids of feedback in rising order."""
    return session().scalars(select(Feedback.id).where(Feedback.id > after).order_by(Feedback.id).limit(limit)).all()


source = DocumentSource(
    "pairings.feedback", load, ids, _l("Feedback"), ("feedback", "retroalimentación"), versions=load_versions
)
