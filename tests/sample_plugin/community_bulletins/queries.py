"""Reads of bulletins. Every one starts from visible(...); counts count what the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, literal, select

from community.sdk import (
    Actor,
    Face,
    NotFound,
    Page,
    Ref,
    Space,
    faces,
    host,
    newest_first,
    rules,
    session,
    visible,
    visible_ids,
)
from community_bulletins.models import Bulletin, Editor, Embargo, Lead, Reading


@dataclass(frozen=True)
class Footer:
    """What other modules contribute to `bulletins.footer`: a line below every bulletin."""

    words: str


@dataclass(frozen=True)
class Row:
    """A bulletin in a list, for one reader."""

    bulletin: Bulletin
    face: Face
    unread: bool


def bulletin(actor: Actor, public_id: str) -> Bulletin:
    """The bulletin at an address. Raises NotFound when it is absent, hidden or not for this reader."""
    query = visible(actor, Bulletin).where(Bulletin.public_id == public_id)
    found: Bulletin | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def bulletins_in(actor: Actor, space_id: int, after: str | None = None) -> Page[Row]:
    """The bulletins of a space, newest first: three queries."""
    return _listed(actor, visible(actor, Bulletin).where(Bulletin.space_id == space_id), after)


def bulletins(actor: Actor, after: str | None = None) -> Page[Row]:
    """All bulletins that the reader sees, newest first: three queries."""
    return _listed(actor, visible(actor, Bulletin), after)


def _listed(actor: Actor, query: Select[tuple[Bulletin]], after: str | None) -> Page[Row]:
    page = newest_first(query, (Bulletin.id,), after=after)
    known = faces([one.author_id for one in page.items])
    mine = Reading.person_id == actor.id
    read = set(session().scalars(select(Reading.bulletin_id).where(mine)))
    rows = [Row(one, known[one.author_id], one.id not in read) for one in page.items]
    return Page(rows, page.more)


def unread(actor: Actor) -> Select[tuple[Bulletin]]:
    """Bulletins that the reader sees and has not opened."""
    opened = exists(select(literal(1)).where(Reading.bulletin_id == Bulletin.id, Reading.person_id == actor.id))
    return visible(actor, Bulletin).where(~opened)


def newest_unread(actor: Actor, limit: int) -> list[Bulletin]:
    """The newest of them."""
    return list(session().scalars(unread(actor).order_by(Bulletin.id.desc()).limit(limit)))


def unread_by_space(actor: Actor, space_ids: Sequence[int]) -> Mapping[int, int]:
    """How many the reader has not opened, in each space; the mark in the menu."""
    query = unread(actor).where(Bulletin.space_id.in_(space_ids)).with_only_columns(Bulletin.space_id, func.count())
    return {row[0]: row[1] for row in session().execute(query.group_by(Bulletin.space_id))}


def posted_since(actor: Actor, since: datetime) -> list[str]:
    """The public ids of bulletins that the reader sees and that are younger than a moment."""
    newer = visible(actor, Bulletin).where(Bulletin.created_at > since).order_by(Bulletin.id.desc()).limit(50)
    return list(session().scalars(newer.with_only_columns(Bulletin.public_id)))


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)} of those that the actor may see, for cards, notices and the ledger."""
    rows = session().scalars(visible(actor, Bulletin).where(Bulletin.id.in_(ids)))
    return {one.id: (one.title, f"/bulletins/{one.public_id}") for one in rows}


def footers() -> list[str]:
    """The lines that modules add below every bulletin."""
    return [str(footer.words) for footer in host().contributions("bulletins.footer")]


def newsroom() -> Select[tuple[int, int]]:
    """(space, person): every editor is in the newsroom."""
    everywhere = literal(value=True)
    return select(Space.id, Editor.person_id).join(Editor, everywhere).where(Space.kind == "newsroom").distinct()


def itself(bulletin_id: int) -> Select[tuple[int]]:
    """The id of one bulletin, as a Select for an IN."""
    return select(Bulletin.id).where(Bulletin.id == bulletin_id)


def leads(actor: Actor) -> list[tuple[str, str]]:
    """Title and address of what happened in the spaces that the actor edits, as far as they see it."""
    where = actor.within("bulletins.editor", Lead.space_id)
    found: list[tuple[str, str]] = []
    for name in session().scalars(select(Lead.kind).where(where).distinct().order_by(Lead.kind)).all():
        kind = rules().kinds.get(name)
        if kind is not None and kind.describe is not None:
            ids = select(Lead.object_id).where(where, Lead.kind == name, Lead.object_id.in_(visible_ids(actor, kind)))
            found += kind.describe(actor, list(session().scalars(ids))).values()
    return found


def embargoes_ended(since: datetime, until: datetime) -> list[Ref]:
    """What comes open by the clock in (since, until]."""
    query = select(Embargo.kind, Embargo.object_id).where(Embargo.until > since, Embargo.until <= until)
    return [Ref(kind, thing) for kind, thing in session().execute(query)]
