"""An artifact on paper, as text and as data; and one begun from a text that its team has."""

from flask import flash, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Invalid, current_actor, current_locale, page, require
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.artifacts.exchange.markdown import read
from plugins.artifacts.forms.exchange import BringForm
from plugins.artifacts.queries import exchange, pages
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.showing import shown_page
from plugins.artifacts.service.artifacts import About
from plugins.artifacts.service.bringing import bring as begin_from


def _shown(public_id: str) -> pages.ArtifactPage:
    typed = request.args.get("version", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else None
    return pages.artifact_page(current_actor(), public_id, number)


@bp.get("/<public_id>/paper")
def paper(public_id: str) -> Response:
    """The whole artifact with everything open and nothing to press, for printing."""
    return shown_page(_shown(public_id), paper=True)


@bp.get("/<public_id>/text")
def as_text(public_id: str) -> Response:
    """The artifact as Markdown."""
    shown = _shown(public_id)
    return _download(Response(exchange.as_text(shown), mimetype="text/markdown"), shown, "md")


@bp.get("/<public_id>/data")
def as_data(public_id: str) -> Response:
    """The artifact as JSON."""
    shown = _shown(public_id)
    return _download(jsonify(exchange.as_data(shown)), shown, "json")


def _download(answer: Response, shown: pages.ArtifactPage, ending: str) -> Response:
    number = f"-{shown.version.number}" if shown.version else ""
    name = f"artifact-{shown.artifact.public_id}{number}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.route("/in/<slug>/bring", methods=["GET", "POST"])
def bring(slug: str) -> Response:
    """Begin an artifact or a plan from a text in Markdown."""
    actor = current_actor()
    space = space_at(actor, slug)
    require(actor, "artifacts.add", space)
    form = BringForm(data={"language": current_locale()})
    if form.validate_on_submit():
        told = read(form.text.data or "", exchange.kinds_by_word())
        about = About(form.title.data or "", form.language.data)
        try:
            found, held = begin_from(actor, slug, form.form.data, about, told=told)
        except Invalid as error:
            form.refuse(error)
        else:
            if held:
                flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")
            return redirect(url_for("artifacts.show", public_id=found.public_id), 303)
    return page("artifacts/bring.html", status=422 if form.errors else 200, space=space, form=form)
