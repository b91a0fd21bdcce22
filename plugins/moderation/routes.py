"""Pages of moderation. HTTP in, HTTP out."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import GuardedBlueprint, Invalid, can, current_actor, described, page
from community.sdk import gettext as _
from plugins.moderation import queries, service
from plugins.moderation.forms import HideForm, LiftForm

bp = GuardedBlueprint("moderation", __name__)


@bp.get("/")
def queue() -> Response:
    """What waits and what is hidden, in the spaces that the reader moderates."""
    lifted = request.args.get("show") == "lifted"
    listed = queries.queue(current_actor(), after=request.args.get("after"), lifted=lifted)
    return page("moderation/queue.html", listed=listed, lifted=lifted)


@bp.route("/hide/<kind_name>/<public_id>", methods=["GET", "POST"])
def hide(kind_name: str, public_id: str) -> Response:
    """Hide a thing, with a reason for its author."""
    actor = current_actor()
    ref, _thing = service.thing(actor, kind_name, public_id)
    form = HideForm()
    if form.validate_on_submit():
        try:
            found = service.hide(actor, kind_name, public_id, form.reason.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("Hidden. Members no longer see it anywhere; the author can read your reason."), "success")
            return redirect(url_for("moderation.show", public_id=found.public_id), 303)
    title, url = described(actor, [ref]).get(ref, ("", ""))
    return page("moderation/hide.html", status=422 if form.errors else 200, form=form, title=title, url=url)


@bp.get("/<public_id>")
def show(public_id: str) -> Response:
    """One takedown: what, why, who, and how to undo it."""
    actor = current_actor()
    found = queries.takedown(actor, public_id)
    item = queries.items(actor, [found])[0]
    may_decide = can(actor, "decide", found)
    return page("moderation/show.html", item=item, may_decide=may_decide, form=LiftForm())


@bp.post("/<public_id>/read")
def read(public_id: str) -> Response:
    """The reader has read a case."""
    service.read(current_actor(), public_id)
    if request.headers.get("X-Requested-With") == "fetch":
        return Response(status=204)
    return redirect(url_for("moderation.show", public_id=public_id), 303)


@bp.post("/<public_id>/lift")
def lift(public_id: str) -> Response:
    """Restore what was hidden, release what was held."""
    form = LiftForm()
    reason = form.reason.data if form.validate() else ""
    service.lift(current_actor(), public_id, reason or "")
    flash(_("It is open to its readers again, as it was."), "success")
    return redirect(url_for("moderation.show", public_id=public_id), 303)
