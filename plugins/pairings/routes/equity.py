"""The page on how fairly feedback travels, for those who facilitate."""

from werkzeug.wrappers import Response

from community.sdk import current_actor, page, space_by_pk
from plugins.pairings.queries import equity as queries
from plugins.pairings.queries import rounds
from plugins.pairings.routes.blueprint import bp


@bp.get("/rounds/<public_id>/equity")
def equity(public_id: str) -> Response:
    """By district, in the order of names."""
    actor = current_actor()
    found = rounds.round_to(actor, "steer", public_id)
    return page(
        "pairings/equity.html", space=space_by_pk(actor, found.space_id), round=found, rows=queries.figures(found)
    )
