"""Pages of reviews and removal: what waits, what is answered, what goes and comes back."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, Invalid, current_actor, page, space_by_pk
from community.sdk import gettext as _
from plugins.resources.forms.reviews import AnswerForm, RemovalForm
from plugins.resources.queries import resources, reviews
from plugins.resources.routes.blueprint import bp
from plugins.resources.routes.resources import show_page
from plugins.resources.service import removal
from plugins.resources.service import reviews as service


@bp.get("/reviews")
def waiting() -> Response:
    """What waits for the reader's review."""
    return page("resources/reviews.html", rows=reviews.waiting(current_actor()))


@bp.post("/<public_id>/review")
def review(public_id: str) -> Response:
    """A reviewer asks for changes, publishes or declines; whoever brought it answers."""
    actor = current_actor()
    resources.resource(actor, public_id)
    form, what = AnswerForm(), request.form.get("what", "")
    if form.validate_on_submit():
        try:
            if what == "answered":
                service.answer(actor, public_id, form.text.data or "")
            else:
                service.review(actor, public_id, what, form.text.data or "", number=form.seen)
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            flash(str(error), "warning")
            return redirect(url_for("resources.show", public_id=public_id), 303)
        else:
            flash(_said(what), "success")
            return redirect(url_for("resources.show", public_id=public_id), 303)
    return show_page(public_id, None, form, 422)


def _said(what: str) -> str:
    return {
        "published": _("Published. Everybody in the space sees it now."),
        "declined": _("Declined. Its author reads why."),
    }.get(what, _("Sent."))


@bp.route("/<public_id>/remove", methods=["GET", "POST"])
def remove(public_id: str) -> Response:
    """Remove a resource, with a word on why."""
    actor = current_actor()
    found = resources.resource_to(actor, "remove", public_id)
    form = RemovalForm()
    if form.validate_on_submit():
        try:
            removal.remove(actor, public_id, form.why.data or "")
        except Invalid as error:
            form.refuse(error)
        except Conflict:
            return redirect(url_for("resources.show", public_id=public_id), 303)
        else:
            flash(_("Removed. It can be brought back for thirty days."), "success")
            return redirect(url_for("resources.show", public_id=public_id), 303)
    space = space_by_pk(actor, found.space_id)
    return page("resources/remove.html", status=422 if form.errors else 200, space=space, form=form, resource=found)


@bp.post("/<public_id>/restore")
def restore(public_id: str) -> Response:
    """Bring a removed resource back."""
    removal.restore(current_actor(), public_id)
    flash(_("It is back, with all its versions."), "success")
    return redirect(url_for("resources.show", public_id=public_id), 303)
