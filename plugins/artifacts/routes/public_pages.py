"""Pages for everybody: made and taken back by the team, read by any visitor."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, current_actor, page, public, setting, space_by_pk
from community.sdk import gettext as _
from plugins.artifacts.queries import artifacts, publications
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.showing import drawn
from plugins.artifacts.service import publishing


@bp.route("/<public_id>/page", methods=["GET", "POST"])
def publication(public_id: str) -> Response:
    """Show the newest version to everybody."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "share", public_id)
    if request.method == "POST":
        try:
            publishing.show_everybody(actor, public_id)
        except Conflict as error:
            flash(str(error), "warning")
        else:
            flash(_("Everybody can read it now."), "success")
        return redirect(url_for("artifacts.publication", public_id=public_id), 303)
    return page(
        "artifacts/publication.html", space=space_by_pk(actor, found.space_id), artifact=found,
        published=publications.of(found), allowed=setting("artifacts.public_pages"),
    )  # fmt: skip


@bp.post("/<public_id>/page/end")
def unpublish(public_id: str) -> Response:
    """Take the public page back."""
    publishing.take_back(current_actor(), public_id)
    flash(_("The page is gone. Its address answers nobody any more."), "success")
    return redirect(url_for("artifacts.publication", public_id=public_id), 303)


@bp.get("/public/<publication_id>")
@public
def public_page(publication_id: str) -> Response:
    """A version for everybody."""
    shown = publications.published(publication_id)
    return page("artifacts/public.html", shown=shown, paper=True, **drawn(shown.record))
