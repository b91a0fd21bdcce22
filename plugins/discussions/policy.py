"""Who may do what in discussions. Reading follows from spaces and shares; these are the rest."""

from sqlalchemy import ColumnElement, and_, exists, literal, select

from community.sdk import Actor, Policy, Space
from plugins.discussions.models import Reply, Thread

rules = Policy("discussions")


@rules.grant(Space, "discussions.open_thread")
def people_in_the_space(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in a space opens threads there."""
    return actor.within("space.member", Space.id)


@rules.grant(Thread, "reply")
def people_at_home_while_open(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in the thread's own space, while it is open. Through a share one reads."""
    return and_(Thread.closed_at.is_(None), actor.within("space.member", Thread.space_id))


@rules.grant(Thread, "edit")
def its_author_while_open(actor: Actor) -> ColumnElement[bool]:
    """Whoever opened it, while it is open and they are in its space."""
    return and_(actor.is_(Thread.author_id), Thread.closed_at.is_(None), actor.within("space.member", Thread.space_id))


@rules.grant(Thread, "close")
def its_author(actor: Actor) -> ColumnElement[bool]:
    """Whoever opened it, as long as they are in its space."""
    return and_(actor.is_(Thread.author_id), actor.within("space.member", Thread.space_id))


@rules.grant(Thread, "close")
def moderators_of_its_space(actor: Actor) -> ColumnElement[bool]:
    """Whoever moderates its space."""
    return actor.within("space.moderator", Thread.space_id)


@rules.grant(Thread, "follow")
def readers_at_home(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in the thread's own space."""
    return actor.within("space.member", Thread.space_id)


@rules.grant(Reply, "edit")
def its_author_in_an_open_thread(actor: Actor) -> ColumnElement[bool]:
    """Whoever wrote it, while the thread is open and they are in its space."""
    open_thread = exists(select(literal(1)).where(Thread.id == Reply.thread_id, Thread.closed_at.is_(None)))
    return and_(actor.is_(Reply.author_id), open_thread, actor.within("space.member", Reply.space_id))
