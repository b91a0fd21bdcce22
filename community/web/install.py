"""Putting the web room into an app: languages, forms, headers, errors, the frame, slots. Decides no page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from community.config import Settings
from community.data.database import db
from community.web import accepted, assets, errors, filters, headers, i18n, incoming, limits, page, reading
from community.web.forms import errors_for, protection
from community.web.frame import FrameParts
from community.web.reading import Answer
from community.web.session import Loader
from community.web.slots import Slots


@dataclass(frozen=True)
class WebParts:
    """What higher rooms give the pages."""

    catalogues: Sequence[Path]
    actor_loader: Loader
    frame: FrameParts
    slots: Slots
    answers: Mapping[str, Answer]


def install(app: Flask, settings: Settings, parts: WebParts) -> None:
    """Everything that each page needs."""
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(asset=assets.asset, errors_for=errors_for)
    app.extensions["community.actor_loader"] = parts.actor_loader
    app.extensions["community.frame"] = parts.frame
    app.extensions["community.slots"] = parts.slots
    headers.install(app, settings)
    i18n.install(app, parts.catalogues, settings)
    filters.install(app)
    incoming.install(app)  # before the token is asked for
    protection.install(app)
    limits.install(app, settings)
    errors.install(app)
    accepted.install(app)
    reading.install(app, parts.answers)
    if settings.testing or settings.debug:
        page.refuse_queries_while_rendering(db.session)
