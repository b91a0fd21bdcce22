"""What a thread is about: a thing of another module, which the thread's space reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from community.sdk import (
    Actor,
    Ref,
    Share,
    Space,
    can,
    described,
    readable_thing,
    rules,
    session,
    shares_now,
    spaces_of,
    visible,
)
from plugins.discussions.models import Thread
from plugins.discussions.queries import pages
from plugins.discussions.queries.pages import Row

OWN = "discussions."
SHOWN = 20


@dataclass(frozen=True)
class Thing:
    """Something that a thread can be about, as one reader sees it. `key` names it in addresses and forms."""

    ref: Ref
    key: str
    kind: Any
    title: str
    url: str
    row: Any


def thing(actor: Actor, key: str) -> Thing | None:
    """The thing that a key ("artifacts.artifact:" and its public id) names; None for what is not for this reader."""
    kind_name, _colon, public_id = key.partition(":")
    kind = rules().kinds.get(kind_name)
    if kind is None or not kind.in_space or kind.describe is None or kind_name.startswith(OWN):
        return None
    row = readable_thing(actor, kind_name, public_id)
    return _thing(actor, Ref(kind_name, row.id), row) if row is not None else None


def of_thread(actor: Actor, thread: Thread) -> Thing | None:
    """What a thread is about, where the reader may see it."""
    if thread.about_id is None or thread.about_kind not in rules().kinds:
        return None
    ref = Ref(thread.about_kind, thread.about_id)
    model = rules().kind(ref.kind).model
    row = session().scalars(visible(actor, model).where(model.id == ref.id)).one_or_none()
    return _thing(actor, ref, row) if row is not None else None


def _thing(actor: Actor, ref: Ref, row: Any) -> Thing | None:
    words = described(actor, [ref]).get(ref)
    if words is None:
        return None
    return Thing(ref, f"{ref.kind}:{row.public_id}", rules().kind(ref.kind).title, words[0], words[1], row)


def version_in(about: Thing, space: Space) -> int | None:
    """The newest version of a thing that a space reads: 0 where it is at home, None where it reads none."""
    if about.row.space_id == space.id:
        return 0
    there = Share.kind == about.ref.kind, Share.object_id == about.ref.id, Share.space_id == space.id, shares_now()
    return session().scalar(select(func.max(Share.version)).where(*there))


@dataclass(frozen=True)
class Conversations:
    """The threads about a thing that the reader may see, where they could open one, and whether they may share it."""

    about: Thing
    rows: Sequence[Row]
    places: Sequence[Space]
    may_share: bool


def conversations(actor: Actor, ref: Ref, row: Any) -> Conversations | None:
    """Everything for the part of a thing's page that is about conversations. A fixed number of queries."""
    about = _thing(actor, ref, row)
    if about is None:
        return None
    query = visible(actor, Thread).where(Thread.about_kind == ref.kind, Thread.about_id == ref.id)
    found = session().scalars(query.order_by(Thread.active_at.desc(), Thread.id.desc()).limit(SHOWN)).all()
    shared = select(Share.space_id).where(Share.kind == ref.kind, Share.object_id == ref.id, shares_now())
    read_by = {row.space_id, *session().scalars(shared)}
    places = [one for one in spaces_of(actor) if one.id in read_by]
    return Conversations(about, pages.rows(actor, found), places, can(actor, "share", row))


@dataclass(frozen=True)
class Answered:
    """How many conversations others take part in about a thing, and the newest version that they are about."""

    count: int
    version: int


def answered(actor: Actor, ref: Ref) -> Answered:
    """The same for whoever is about to change it; conversations that they alone wrote in do not count."""
    query = visible(actor, Thread).where(Thread.about_kind == ref.kind, Thread.about_id == ref.id)
    others = query.where((Thread.author_id != actor.id) | (Thread.last_number > 0))
    counted = others.with_only_columns(Thread.id, Thread.about_version).subquery()
    row = session().execute(select(func.count(), func.max(counted.c.about_version)).select_from(counted)).one()
    return Answered(row[0], row[1] or 0)
