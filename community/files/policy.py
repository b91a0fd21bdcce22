"""Who may read, bring and attach files. A file follows the thing it is attached to; nothing here knows which things."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, true

from community.access import Actor, Kind, Person, Policy, Site, readable
from community.access import rules as all_rules
from community.files.models import File

rules = Policy("files")
_asked: ContextVar[frozenset[str | None] | None] = ContextVar("kinds of holders", default=None)


@rules.grant(File, "read")
def readers_of_what_it_is_attached_to(actor: Actor) -> ColumnElement[bool]:
    """Whoever may read the thing that the file is attached to."""
    asked = _asked.get()
    holders = [kind for kind in all_rules().kinds.values() if kind.model not in (File, Site)]
    return or_(false(), *(_through(actor, kind) for kind in holders if asked is None or kind.name in asked))


@contextmanager
def among(kinds: Collection[str | None]) -> Iterator[None]:
    """Within this, the rule looks at these kinds of things alone: quicker for files known to be attached to no others.

    It only leaves out ways to be allowed, so a file that is attached to something else meanwhile is hidden, not shown.
    """
    token = _asked.set(frozenset(kinds))
    try:
        yield
    finally:
        _asked.reset(token)


def _through(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """The holder stands in a query of its own, also where the statement around it names the same table."""
    holder = select(literal(1)).select_from(kind.model).where(kind.model.id == File.attached_id, readable(actor, kind))
    return and_(File.attached_kind == kind.name, exists(holder.correlate_except(kind.model)))


@rules.grant(File, "read", "attach")
def its_owner_while_unattached(actor: Actor) -> ColumnElement[bool]:
    """Whoever brought the file, until it is attached to something."""
    return and_(File.attached_kind.is_(None), actor.is_(File.owner_id))


@rules.grant(Site, "upload")
def signed_in_people(actor: Actor) -> ColumnElement[bool]:
    """Everybody with an account may bring files; what they are attached to has rules of its own."""
    return true() if isinstance(actor, Person) else false()
