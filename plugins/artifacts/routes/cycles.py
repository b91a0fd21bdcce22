"""Pages of PDSA cycles: planned, begun, done, studied. Each is one short form, for a phone in a corridor."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, current_actor
from community.sdk import gettext as _
from plugins.artifacts.forms.parts import DoForm, PlanForm, StudyForm, offer
from plugins.artifacts.queries import artifacts, parts, records
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, back, edited
from plugins.artifacts.service import cycles as service
from plugins.artifacts.service.cycles import Planned, Studied
from plugins.artifacts.service.writing import At

PLANNED = ("title", "question", "plan", "prediction", "starts_on", "ends_on")


def _form(found: Any, values: dict[str, Any]) -> PlanForm:
    form = PlanForm(data=values)
    ideas = records.record(found).ideas
    offer(form.node, ((one.id, one.text) for one in ideas))
    return form


def _planned(form: PlanForm) -> Planned:
    return Planned(
        form.title.data or "", form.prediction.data or "", form.question.data or "", form.plan.data or "",
        form.node.data or "", form.starts_on.data, form.ends_on.data,
    )  # fmt: skip


@bp.route("/<public_id>/cycles/new", methods=["GET", "POST"])
def new_cycle(public_id: str) -> Response:
    """Plan a cycle."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = _form(found, {})

    def save(_since: str | None) -> None:
        service.plan(actor, public_id, _planned(form))

    lead = _("One change, one classroom, one week. Two lines are enough to begin.")
    return edited(Editing(found, form, _("Plan a cycle"), save, lead, anchor="cycles"))


@bp.route("/<public_id>/cycles/<cycle_id>", methods=["GET", "POST"])
def cycle(public_id: str, cycle_id: str) -> Response:
    """Change the plan of a cycle that has not begun."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.cycle(found, cycle_id)
    if row.locked_at is not None and request.method == "GET":
        flash(_("This cycle has begun: what you planned and predicted stays as it is."), "warning")
        return back(found, f"cycle-{cycle_id}")
    stood = {name: getattr(row, name) for name in (*PLANNED, "node_id")}
    node = next((one.node for one in records.record(found).cycles if one.id == cycle_id), "")
    form = _form(found, {name: stood[name] for name in PLANNED} | {"node": node})

    def save(since: str | None) -> None:
        service.replan(actor, At(public_id, cycle_id), _planned(form), since=since)

    out = {
        "label": _("Take it out"),
        "question": _("The plan of this cycle goes."),
        "url": url_for("artifacts.drop_cycle", public_id=public_id, cycle_id=cycle_id),
    }
    anchor = f"cycle-{cycle_id}"
    return edited(Editing(found, form, _("Change the plan"), save, stood=stood, anchor=anchor, tools=(out,)))


@bp.post("/<public_id>/cycles/<cycle_id>/begin")
def begin_cycle(public_id: str, cycle_id: str) -> Response:
    """Begin to do it: plan and prediction are locked."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    try:
        service.begin(actor, At(public_id, cycle_id))
    except Conflict as error:
        flash(str(error), "warning")
    return back(found, f"cycle-{cycle_id}")


@bp.post("/<public_id>/cycles/<cycle_id>/drop")
def drop_cycle(public_id: str, cycle_id: str) -> Response:
    """Take out a cycle that never began."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    try:
        service.drop(actor, At(public_id, cycle_id))
    except Conflict as error:
        flash(str(error), "warning")
    return back(found, "cycles")


@bp.route("/<public_id>/cycles/<cycle_id>/do", methods=["GET", "POST"])
def tell_cycle(public_id: str, cycle_id: str) -> Response:
    """Say what happened."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.cycle(found, cycle_id)
    form = DoForm(data={"did": row.did})

    def save(since: str | None) -> None:
        service.tell(actor, At(public_id, cycle_id), form.did.data or "", since=since)

    title = _("Cycle %(number)s: what happened", number=row.number)
    return edited(Editing(found, form, title, save, row.title, {"did": row.did}, anchor=f"cycle-{cycle_id}"))


@bp.route("/<public_id>/cycles/<cycle_id>/study", methods=["GET", "POST"])
def study_cycle(public_id: str, cycle_id: str) -> Response:
    """Answer the prediction, and say what is next."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.cycle(found, cycle_id)
    stood = {name: getattr(row, name) for name in ("answer", "studied", "act", "next")}
    form = StudyForm(data=stood)

    def save(since: str | None) -> None:
        said = Studied(form.answer.data, form.studied.data or "", form.act.data, form.next.data or "")
        service.study(actor, At(public_id, cycle_id), said, since=since)

    title = _("Cycle %(number)s: study", number=row.number)
    lead = _("You predicted: %(words)s", words=row.prediction)
    return edited(Editing(found, form, title, save, lead, stood, anchor=f"cycle-{cycle_id}"))
