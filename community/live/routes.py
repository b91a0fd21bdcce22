"""The catch-up address: what moved since a cursor, as the reader may see it now. Pages without a socket poll it."""

from datetime import datetime
from typing import Any

import structlog
from flask import current_app, jsonify, request
from werkzeug.wrappers import Response

from community.access import Actor
from community.config import current
from community.live import cursors
from community.live.catch_up import CatchUp, Providers
from community.web.blueprint import GuardedBlueprint, anyone
from community.web.session import current_actor

log = structlog.get_logger("live")
bp = GuardedBlueprint("live", __name__, url_prefix="/live")


@bp.get("/catch-up")
@anyone
def catch_up() -> Response:
    """JSON {cursor, reload, bell, unread, items}. Without `since` the page is new: counts, and a cursor from now on.

    A cursor that is forged, somebody else's or older than a week gets the same answer: load the page again.
    """
    actor = current_actor()
    since = request.args.get("since", "")
    place = cursors.read(since, actor.id) if since else None
    known = cursors.known_now()
    told = _collected(actor, place.known if place else None)
    told |= {"cursor": cursors.write(actor.id, known), "reload": bool(since) and place is None}
    return jsonify(told)


def _collected(actor: Actor, since: datetime | None) -> dict[str, Any]:
    providers: Providers = current_app.extensions["community.live.providers"]
    told: dict[str, Any] = {"bell": 0, "unread": {}, "items": []}
    for owner, provider in providers.known:
        if not providers.is_off(owner):
            _add(told, _asked(provider, actor, since))
    return told


def _asked(provider: CatchUp, actor: Actor, since: datetime | None) -> dict[str, Any]:
    try:
        return dict(provider.collect(actor, since))
    except Exception:
        if current().testing or current().debug:
            raise
        log.exception("catch-up failed", provider=provider.name)
        return {}


def _add(told: dict[str, Any], part: dict[str, Any]) -> None:
    told["bell"] += part.get("bell", 0)
    told["items"] += part.get("items", ())
    for space, count in part.get("unread", {}).items():
        told["unread"][space] = told["unread"].get(space, 0) + count
