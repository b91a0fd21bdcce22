"""Pages of evidence: added, changed, taken out."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, current_actor
from community.sdk import gettext as _
from plugins.artifacts.forms.parts import EvidenceForm, offer
from plugins.artifacts.queries import artifacts, parts, records
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, back, edited
from plugins.artifacts.service import evidence as service
from plugins.artifacts.service.writing import At, written

COLUMNS = ("kind", "title", "method", "begins_on", "ends_on", "sample_size", "small")


def _form(found: Any, values: dict[str, Any]) -> EvidenceForm:
    form = EvidenceForm(data=values)
    cycles = records.record(found).cycles
    offer(form.cycle, ((one.id, f"{one.number}: {one.title}") for one in cycles))
    return form


def _values(form: EvidenceForm) -> dict[str, Any]:
    values = {name: form[name].data for name in COLUMNS}
    return {**values, "method": values["method"] or "", "cycle": form.cycle.data or ""}


@bp.route("/<public_id>/evidence/new", methods=["GET", "POST"])
def new_evidence(public_id: str) -> Response:
    """Add evidence."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = _form(found, {"small": "unchecked"})

    def save(_since: str | None) -> None:
        service.attach(actor, public_id, _values(form), written(form.body.data))

    return edited(Editing(found, form, _("Add evidence"), save, anchor="evidence"))


@bp.route("/<public_id>/evidence/<row_id>", methods=["GET", "POST"])
def evidence(public_id: str, row_id: str) -> Response:
    """Change evidence."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.evidence(found, row_id)
    stood = {name: getattr(row, name) for name in (*COLUMNS, "cycle_id", "body")}
    cycle = next((one.cycle for one in records.record(found).evidence if one.id == row_id), "")
    form = _form(found, stood | {"cycle": cycle})

    def save(since: str | None) -> None:
        service.change(actor, At(public_id, row_id), _values(form), written(form.body.data), since=since)

    out = {
        "label": _("Take it out"),
        "question": _("This evidence goes. Frozen versions keep it."),
        "url": url_for("artifacts.take_out_evidence", public_id=public_id, row_id=row_id),
    }
    anchor = f"evidence-{row_id}"
    return edited(Editing(found, form, _("Change evidence"), save, stood=stood, anchor=anchor, tools=(out,)))


@bp.post("/<public_id>/evidence/<row_id>/out")
def take_out_evidence(public_id: str, row_id: str) -> Response:
    """Take evidence out."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    try:
        service.take_out(actor, At(public_id, row_id))
    except Conflict as error:
        flash(str(error), "warning")
    return back(found, "evidence")
