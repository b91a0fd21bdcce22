"""Who may read, bring and attach files. A file follows the things that hold it; nothing here knows which things."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, true

from community.access import Actor, Kind, Person, Policy, Site, readable
from community.access import rules as all_rules
from community.data.database import session
from community.files.models import File, Holder

rules = Policy("files")
_asked: ContextVar[frozenset[str] | None] = ContextVar("kinds of holders", default=None)


@rules.grant(File, "read")
def readers_of_what_holds_it(actor: Actor) -> ColumnElement[bool]:
    """Whoever may read a thing that holds the file."""
    asked = _asked.get()
    kinds = {kind.name: kind for kind in all_rules().kinds.values() if kind.model not in (File, Site)}
    names = _holding_any(kinds) if asked is None else [name for name in kinds if name in asked]
    return or_(false(), *(_through(actor, kinds[name]) for name in names))


def _holding_any(names: Collection[str]) -> list[str]:
    """Those kinds that hold a file at all: with the rules of every kind in it, SQLite cannot take the statement in."""
    questions = [exists(select(literal(1)).where(Holder.kind == name)) for name in names]
    return [name for name, holds in zip(names, session().execute(select(*questions)).one(), strict=True) if holds]


@contextmanager
def among(kinds: Collection[str]) -> Iterator[None]:
    """Within this, the rule looks at these kinds of holders alone: quicker for files known to have no others.

    It only leaves out ways to be allowed, so a file that something else takes meanwhile is hidden, not shown.
    """
    token = _asked.set(frozenset(kinds))
    try:
        yield
    finally:
        _asked.reset(token)


def _through(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """The holder stands in a query of its own, also where the statement around it names the same table."""
    held = and_(Holder.file_id == File.id, Holder.kind == kind.name, kind.model.id == Holder.object_id)
    version = all_rules().reads_version(actor, kind, Holder.since, Holder.until)
    holder = select(literal(1)).select_from(Holder).join(kind.model, held).where(readable(actor, kind), version)
    return exists(holder.correlate_except(Holder, kind.model))


@rules.grant(File, "read")
def its_owner_while_nothing_holds_it(actor: Actor) -> ColumnElement[bool]:
    """Whoever brought the file, until something holds it."""
    held = exists(select(literal(1)).where(Holder.file_id == File.id).correlate_except(Holder))
    return and_(~held, actor.is_(File.owner_id))


@rules.grant(File, "attach")
def its_owner_while_they_read_it(actor: Actor) -> ColumnElement[bool]:
    """Whoever brought the file, as long as they may read it: naming another's file opens it to nobody."""
    readable_still = or_(its_owner_while_nothing_holds_it(actor), readers_of_what_holds_it(actor))
    return and_(actor.is_(File.owner_id), readable_still)


@rules.grant(Site, "upload")
def signed_in_people(actor: Actor) -> ColumnElement[bool]:
    """Everybody with an account may bring files; what they are attached to has rules of its own."""
    return true() if isinstance(actor, Person) else false()
