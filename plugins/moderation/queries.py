"""Reads of moderation. What a person asks for starts from visible(...)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from community.sdk import (
    Actor,
    Draft,
    Face,
    Kind,
    NotFound,
    Page,
    Ref,
    Share,
    Space,
    described,
    faces,
    host,
    newest_first,
    rules,
    session,
    shares_now,
    space_title,
    visible,
)
from community.sdk import lazy_gettext as _l
from plugins.moderation.models import Takedown

# What a screen keeps as its reason, and how it reads: each reader has it in their own language.
SCREENED = {
    "many links": _l("It has many links, so a moderator looks at it first."),
    "watched word": _l("It has a word that moderators watch for, so one looks at it first."),
}


def recallable(actor: Actor, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[tuple[str, Any]]]:
    """Where the actor may take these things out: (public id of the share, title of the space that they moderate)."""
    pairs = [(one.kind, one.id) for one in refs]
    query = select(Share, Space).join(Space, Space.id == Share.space_id).where(shares_now())
    query = query.where(tuple_(Share.kind, Share.object_id).in_(pairs), actor.within("space.moderator", Share.space_id))
    found: dict[Ref, list[tuple[str, Any]]] = {}
    for share, space in session().execute(query.order_by(Share.id)):
        found.setdefault(Ref(share.kind, share.object_id), []).append((share.public_id, space_title(space)))
    return found


@dataclass(frozen=True)
class Item:
    """A takedown as a page shows it, with the thing as the reader may see it; `text` is what they wrote themselves."""

    takedown: Takedown
    title: str
    url: str
    kind: Any
    author: Face
    by: Face
    text: str = ""

    @property
    def why(self) -> Any:
        """The reason: a moderator's own words, or a screen's in the reader's language."""
        reason = self.takedown.reason
        return reason if self.takedown.by_id else SCREENED.get(reason, reason)


def standing() -> ColumnElement[bool]:
    """True for takedowns that count."""
    return Takedown.lifted_at.is_(None)


def takedown(actor: Actor, public_id: str) -> Takedown:
    """The takedown with that public id. Raises NotFound."""
    query = visible(actor, Takedown).where(Takedown.public_id == public_id)
    found: Takedown | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def standing_against(refs: Iterable[Ref]) -> Mapping[Ref, Takedown]:
    """What stands against things that the caller may moderate."""
    pairs = [(ref.kind, ref.id) for ref in refs]
    if not pairs:
        return {}
    query = select(Takedown).where(tuple_(Takedown.kind, Takedown.object_id).in_(pairs), standing())
    return {Ref(row.kind, row.object_id): row for row in session().scalars(query)}


def queue(actor: Actor, *, after: str | None = None, lifted: bool = False) -> Page[Item]:
    """Takedowns in the spaces the actor moderates, the newest first: those that stand, or the lifted ones."""
    query = visible(actor, Takedown, "decide").where(Takedown.lifted_at.is_not(None) if lifted else standing())
    page = newest_first(query, (Takedown.at, Takedown.id), after=after)
    return Page(items(actor, page.items), page.more)


def waiting(actor: Actor) -> int:
    """How many held things wait for the actor."""
    query = visible(actor, Takedown, "decide").where(Takedown.state == "held", standing())
    held = query.with_only_columns(Takedown.id).subquery()
    return session().scalar(select(func.count()).select_from(held)) or 0


def items(actor: Actor, rows: Sequence[Takedown]) -> list[Item]:
    """Takedowns with title and address of their things: one question a kind."""
    known = faces([person for row in rows for person in (row.author_id, row.by_id)])
    titles = described(actor, (Ref(row.kind, row.object_id) for row in rows))
    written = _written_by(actor, rows)
    return [_item(row, titles, written.get(Ref(row.kind, row.object_id)), known) for row in rows]


def _item(
    row: Takedown, titles: Mapping[Ref, tuple[str, str]], own: Draft | None, known: Mapping[int | None, Face]
) -> Item:
    title, url = titles.get(Ref(row.kind, row.object_id), (own.title if own else "", ""))
    kind = rules().kinds[row.kind].title if row.kind in rules().kinds else row.kind
    return Item(row, title, url, kind, known[row.author_id], known[row.by_id], own.body if own else "")


def _written_by(actor: Actor, rows: Sequence[Takedown]) -> Mapping[Ref, Draft]:
    """What the actor wrote, among the things of takedowns: hidden or not, their own words stay theirs to read.

    What lives inside another thing has that thing's title, so it gets it only where the actor may still read it.
    """
    wanted: dict[str, list[int]] = {}
    for row in rows:
        if row.author_id is not None and row.author_id == actor.id:
            wanted.setdefault(row.kind, []).append(row.object_id)
    found = [one for source in host().all("documents") for one in source.load(wanted.get(source.kind, ()))]
    titles = {name: _titles_above(actor, rules().kind(name), ids) for name, ids in wanted.items()}
    return {one.ref: replace(one, title=titles[one.kind].get(one.id, one.title)) for one in found}


def _titles_above(actor: Actor, kind: Kind, ids: Sequence[int]) -> Mapping[int, str]:
    if kind.parent is None:
        return {}
    above: dict[int, int] = dict(
        session().execute(select(kind.model.id, kind.parent.column).where(kind.model.id.in_(ids))).all()
    )
    refs = {one: Ref(kind.parent.kind, parent) for one, parent in above.items()}
    seen = described(actor, refs.values())
    return {one: seen.get(ref, ("", ""))[0] for one, ref in refs.items()}


def author_of(takedown_id: int) -> Select[Any]:
    """The id of whoever wrote the thing that a takedown is about."""
    return select(Takedown.author_id).where(Takedown.id == takedown_id, Takedown.author_id.is_not(None))


def itself(takedown_id: int) -> Select[Any]:
    """The id of one takedown, as a Select for an IN."""
    return select(Takedown.id).where(Takedown.id == takedown_id)


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title of the thing or of the kind, address)} of takedowns."""
    rows = list(session().scalars(visible(actor, Takedown).where(Takedown.id.in_(ids))))
    return {
        one.takedown.id: (one.title or str(one.kind), f"/moderation/{one.takedown.public_id}")
        for one in items(actor, rows)
    }


def moderators_for(takedown_id: int) -> Select[int]:
    """The ids of those who may decide about a takedown."""
    pairs = rules().scopes["space.moderator"].pairs().subquery()
    person, where = tuple(pairs.c)[:2]
    return select(person).where(where == select(Takedown.space_id).where(Takedown.id == takedown_id).scalar_subquery())
