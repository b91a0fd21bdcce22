"""Pages of notifications: the reader's own notices. HTTP in, HTTP out."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import GuardedBlueprint, anyone, current_actor, page
from plugins.notifications import service
from plugins.notifications.queries import lines, notices

bp = GuardedBlueprint("notifications", __name__)
LARGEST = 2**31 - 1  # what a database takes for a number


@bp.get("/")
@anyone
def index() -> Response:
    """The reader's notices by day and thing. Reading this list settles nothing: opening what it names does."""
    actor = current_actor()
    listed = notices.listed(actor, request.args.get("after"))
    newest = listed.items[0].newest.seq if listed.items else 0
    return page(
        "notifications/index.html",
        days=lines.days(actor, listed.items),
        older=url_for(".index", after=listed.more) if listed.more else "",
        newest=newest,
        unread=notices.bell(actor),
        first="after" not in request.args,
    )


@bp.post("/read")
@anyone
def read_all() -> Response:
    """Mark as read everything up to the newest notice that the reader saw."""
    service.read_all(current_actor(), min(max(request.form.get("up_to", 0, type=int), 0), LARGEST))
    return _done()


@bp.post("/<int(max=2147483647):seq>/read")
@anyone
def read(seq: int) -> Response:
    """Mark as read one notice and the earlier ones about the same thing."""
    service.read_thing(current_actor(), seq)
    return _done()


def _done() -> Response:
    if request.headers.get("X-Requested-With") == "fetch":
        return Response(status=204)
    return redirect(url_for(".index"), 303)
