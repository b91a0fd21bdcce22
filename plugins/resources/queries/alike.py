"""What is there already: resources of the same bytes, a like title or a like text, among those the reader may see."""

from collections.abc import Sequence

from sqlalchemy import select

from community.sdk import Actor, attached_file, holders_of_twins, session, visible
from plugins.resources import likeness
from plugins.resources.models import Resource, Tag, Version
from plugins.resources.queries import pages
from plugins.resources.queries.pages import Row

TITLES, TEXTS, LETTERS = 3_000, 200, 6_000  # how much is looked through: the newest
SHOWN = 5


def alike(actor: Actor, title: str, body: str = "", file: str = "") -> list[Row]:
    """Up to five resources of the reader's spaces that are like the one described, the most alike first."""
    scores: dict[int, float] = dict.fromkeys(_same_bytes(actor, file), 1.0) if file else {}
    for scored in (_by_title(actor, title), _by_text(actor, body)):
        for one, score in scored:
            scores[one] = max(score, scores.get(one, 0))
    best = sorted(scores, key=lambda one: (-scores[one], one))[:SHOWN]
    found = {one.id: one for one in session().scalars(visible(actor, Resource).where(Resource.id.in_(best)))}
    return pages.rows(actor, [found[one] for one in best if one in found])


def _same_bytes(actor: Actor, file: str) -> Sequence[int]:
    attached_file(actor, file)  # theirs to ask about
    held = holders_of_twins(file, "resources.version")
    versions = visible(actor, Version).where(Version.id.in_(held)).with_only_columns(Version.resource_id)
    return list(session().scalars(versions))


def _by_title(actor: Actor, title: str) -> list[tuple[int, float]]:
    if len(title) < 4:
        return []
    at_home = (actor.within("space.member", Resource.space_id), Resource.removed_at.is_(None))
    query = visible(actor, Resource).where(*at_home).with_only_columns(Resource.id, Resource.title)
    rows = session().execute(query.order_by(Resource.id.desc()).limit(TITLES))
    scored = [(one, likeness.titles(title, other)) for one, other in rows]
    return [(one, score) for one, score in scored if score >= likeness.ALIKE_TITLES]


def _by_text(actor: Actor, body: str) -> list[tuple[int, float]]:
    own = likeness.shingles(body[:LETTERS])
    if len(own) < 8:
        return []
    newest = (Version.resource_id == Resource.id) & (Version.number == Resource.version)
    query = visible(actor, Version).join(Resource, newest).where(Version.form == "text", Resource.removed_at.is_(None))
    rows = session().execute(
        query.with_only_columns(Version.resource_id, Version.body).order_by(Version.id.desc()).limit(TEXTS)
    )
    scored = [(one, likeness.texts(own, likeness.shingles(other[:LETTERS]))) for one, other in rows]
    return [(one, score) for one, score in scored if score >= likeness.ALIKE_TEXTS]


def tags_said(words: str) -> list[str]:
    """The public ids of tags whose name stands in these words, in either language."""
    said = f" {' '.join(likeness.words_of(words))} "
    found = session().scalars(select(Tag).where(Tag.retired_at.is_(None)))
    return [one.public_id for one in found if _stands(one.name_en, said) or _stands(one.name_es, said)]


def _stands(name: str, said: str) -> bool:
    return f" {' '.join(likeness.words_of(name))} " in said
