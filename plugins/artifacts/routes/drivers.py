"""Pages of the driver outline: a line added, changed, moved, taken out."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, current_actor
from community.sdk import gettext as _
from plugins.artifacts.forms.parts import NodeForm, offer
from plugins.artifacts.outline import lines
from plugins.artifacts.queries import artifacts, parts, records, terms
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, back, edited
from plugins.artifacts.service import drivers as service
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.writing import At

KINDS_BELOW = {"primary": "secondary", "secondary": "idea", "idea": "idea"}


def _form(found: Any, values: dict[str, Any], itself: str = "") -> NodeForm:
    form = NodeForm(data=values)
    drawn = lines(records.record(found).nodes)
    offer(
        form.parent,
        (
            (one.node.id, f"{'– ' * one.depth}{one.node.text}")
            for one in drawn
            if one.node.id != itself and one.node.kind != "idea"
        ),
    )
    offer(form.term, ((one.public_id, one.title) for one in terms.offered("driver")))
    return form


def _line(form: NodeForm) -> Line:
    return Line(form.text.data or "", form.kind.data, form.parent.data or "", form.term.data or "")


@bp.route("/<public_id>/drivers/new", methods=["GET", "POST"])
def new_node(public_id: str) -> Response:
    """Add a line to the outline."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = _form(found, {"kind": "primary"})

    def save(_since: str | None) -> None:
        service.draw(actor, public_id, _line(form))

    lead = _("A driver is what the aim depends on. A change idea is something that you could try next week.")
    return edited(Editing(found, form, _("Add a line"), save, lead, anchor="drivers"))


@bp.route("/<public_id>/drivers/<node_id>", methods=["GET", "POST"])
def node(public_id: str, node_id: str) -> Response:
    """Change a line of the outline."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.node(found, node_id)
    stood = {name: getattr(row, name) for name in ("text", "kind", "parent_id", "term_id")}
    above = next((one.parent for one in records.record(found).nodes if one.id == node_id), "")
    named = terms.labels({row.term_id} if row.term_id else set())
    term = next((one.public_id for one in named.values()), "")
    form = _form(found, {"text": row.text, "kind": row.kind, "parent": above, "term": term}, node_id)

    def save(since: str | None) -> None:
        service.redraw(actor, At(public_id, node_id), _line(form), since)

    out = {
        "label": _("Take it out"),
        "question": _("The line goes; what stands below it moves up. Frozen versions keep it."),
        "url": url_for("artifacts.take_out_node", public_id=public_id, node_id=node_id),
    }
    return edited(Editing(found, form, _("Change a line"), save, stood=stood, anchor="drivers", tools=(out,)))


@bp.post("/<public_id>/drivers/<node_id>/move")
def move_node(public_id: str, node_id: str) -> Response:
    """Move a line before or after its neighbour."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    service.move(actor, At(public_id, node_id), -1 if request.form.get("step") == "-1" else 1)
    return back(found, f"node-{node_id}")


@bp.post("/<public_id>/drivers/<node_id>/out")
def take_out_node(public_id: str, node_id: str) -> Response:
    """Take a line out."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    try:
        service.take_out(actor, At(public_id, node_id))
    except Conflict as error:
        flash(str(error), "warning")
    return back(found, "drivers")
