"""Pages of adoptions: another team takes a version up, says what came of it; and the lineage that they make."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from community.sdk import current_actor, page, space_by_pk
from community.sdk import gettext as _
from plugins.artifacts.forms.spread import AdoptForm, ToldForm
from plugins.artifacts.outline import diagram, lines
from plugins.artifacts.queries import adoptions as queries
from plugins.artifacts.queries import artifacts, pages
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, back, edited
from plugins.artifacts.service import adoptions as service
from plugins.artifacts.service.adoptions import Told


def _told(form: Any, **more: str) -> Told:
    return Told(form.context.data or "", form.changed.data or "", **more)


@bp.route("/<public_id>/adopt", methods=["GET", "POST"])
def adopt(public_id: str) -> Response:
    """One of the reader's teams takes up what they read."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "adopt", public_id)
    teams = queries.teams_to_adopt(actor, found)
    if not teams:
        flash(_("Your team has taken this up already."), "info")
        return back(found, "adoptions")
    shown = pages.artifact_page(actor, public_id)
    form = AdoptForm(data={"team": teams[0][0].public_id, "copy": True})
    form.team.choices = [(team.public_id, name) for team, name in teams]

    def save(_since: str | None) -> Response:
        _adoption, made, held = service.adopt(actor, public_id, form.team.data, _told(form), copy=form.copy.data)
        if held:
            flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")
        if made is None:
            return back(found, "adoptions")
        flash(
            _("Here is your team's own record. Say what your aim is, and change what you will do otherwise."), "success"
        )
        return redirect(url_for("artifacts.show", public_id=made.public_id), 303)

    lead = _("You take up version %(number)s.", number=shown.version.number if shown.version else found.version)
    button, title = _("Take it up"), _("Take this up for your team")
    return edited(Editing(found, form, title, save, lead, anchor="adoptions", button=button, name=shown.record.title))


@bp.route("/<public_id>/adoptions/<adoption_id>", methods=["GET", "POST"])
def adoption(public_id: str, adoption_id: str) -> Response:
    """Say what came of an adoption."""
    actor = current_actor()
    found, row = queries.adoption_to_edit(actor, public_id, adoption_id)
    form = ToldForm(obj=row)

    def save(_since: str | None) -> bool:
        told = _told(form, result=form.result.data or "", in_use=form.in_use.data)
        return service.tell(actor, public_id, adoption_id, told)

    name = artifacts.describe(actor, [found.id]).get(found.id, ("", ""))[0]
    return edited(Editing(found, form, _("What came of it with you"), save, anchor="adoptions", name=name))


@bp.get("/<public_id>/lineage")
def lineage(public_id: str) -> Response:
    """Where an artifact comes from, and what was made from it."""
    actor = current_actor()
    shown = pages.artifact_page(actor, public_id)
    found = queries.lineage(actor, shown.artifact)
    return page(
        "artifacts/lineage.html", space=space_by_pk(actor, shown.artifact.space_id), shown=shown, lineage=found,
        lines=lines(found.nodes), diagram=diagram(found.first.text, found.nodes),
    )  # fmt: skip
