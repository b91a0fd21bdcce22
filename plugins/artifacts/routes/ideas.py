"""The page of the bank of change ideas."""

from flask import request
from werkzeug.wrappers import Response

from community.sdk import anyone, current_actor, page
from plugins.artifacts.queries import ideas as queries
from plugins.artifacts.queries import terms
from plugins.artifacts.routes.blueprint import bp


@bp.get("/ideas")
@anyone
def ideas() -> Response:
    """What teams try, and what their tests came to, as far as the reader may read."""
    term = request.args.get("term", "")
    listed = queries.bank(current_actor(), term, request.args.get("after"))
    return page("artifacts/ideas.html", listed=listed, term=term, drivers=terms.offered("driver"))
