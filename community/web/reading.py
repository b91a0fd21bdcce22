"""What people wrote, made ready for its reader. Who and what it mentions, a higher room knows and gives in here."""

from collections.abc import Callable, Iterable

from flask import Flask, current_app
from markupsafe import Markup

from community.access import Actor
from community.web.session import current_actor

Resolve = Callable[[Actor, Iterable[str]], list[Markup]]


def install(app: Flask, resolve: Resolve) -> None:
    """`resolve(actor, texts)` fills the open places of rendered texts as far as the actor may see what is behind."""
    app.extensions["community.reading"] = resolve


def resolved(texts: Iterable[str]) -> list[Markup]:
    """Rendered texts, filled for the reader of this request. Ask once for all texts of a page."""
    resolve: Resolve = current_app.extensions["community.reading"]
    return resolve(current_actor(), texts)
