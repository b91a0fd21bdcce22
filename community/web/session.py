"""Who is asking in this request: the actor, loaded once in a short transaction of its own. Signs nobody in."""

from collections.abc import Callable

from flask import current_app, g

from community.access import Actor
from community.data.unit_of_work import end_reads

Loader = Callable[[], Actor]


def current_actor() -> Actor:
    """The actor of this request: an immutable Person, or Anonymous."""
    if "community_actor" not in g:
        loader: Loader = current_app.extensions["community.actor_loader"]
        g.community_actor = loader()
        end_reads()
    actor: Actor = g.community_actor
    return actor


def forget_actor() -> None:
    """The person signed in or out in this request: ask anew."""
    g.pop("community_actor", None)
