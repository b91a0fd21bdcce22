"""Pages of measures: what is counted, its values by hand or by paste, and what happened when."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Invalid, current_actor
from community.sdk import gettext as _
from plugins.artifacts.exchange import sheets
from plugins.artifacts.forms.parts import MarkForm, MeasureForm, PasteForm, offer
from plugins.artifacts.queries import artifacts, parts, people, records
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, back, edited
from plugins.artifacts.routes.sheet_words import words_of
from plugins.artifacts.service import measures as service
from plugins.artifacts.service.writing import At

LARGEST = 100_000  # bytes of a file with values
COLUMNS = ("name", "kind", "definition", "unit", "better", "goal", "baseline")


def _form(found: Any, values: dict[str, Any]) -> MeasureForm:
    form = MeasureForm(data=values)
    offer(form.steward_id, people.team_of(found))
    return form


def _values(form: MeasureForm) -> dict[str, Any]:
    values = {name: form[name].data for name in COLUMNS}
    values |= {name: values[name] or "" for name in ("name", "definition", "unit")}
    return {**values, "baseline": values["baseline"] or 0, "steward": form.steward_id.data or ""}


@bp.route("/<public_id>/measures/new", methods=["GET", "POST"])
def new_measure(public_id: str) -> Response:
    """Add a measure."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = _form(found, {})

    def save(_since: str | None) -> None:
        service.add(actor, public_id, _values(form))

    return edited(Editing(found, form, _("Add a measure"), save, anchor="measures"))


@bp.route("/<public_id>/measures/<measure_id>", methods=["GET", "POST"])
def measure(public_id: str, measure_id: str) -> Response:
    """Change what is said about a measure."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.measure(found, measure_id)
    stood = {name: getattr(row, name) for name in (*COLUMNS, "steward_id")}
    steward = people.public_ids([row.steward_id])[row.steward_id]
    form = _form(found, stood | {"steward_id": steward})

    def save(since: str | None) -> None:
        service.change(actor, At(public_id, measure_id), _values(form), since=since)

    out = {
        "label": _("Take it out"),
        "question": _("The measure goes with its values. Frozen versions keep it."),
        "url": url_for("artifacts.take_out_measure", public_id=public_id, measure_id=measure_id),
    }
    anchor = f"measure-{measure_id}"
    return edited(Editing(found, form, _("Change the measure"), save, stood=stood, anchor=anchor, tools=(out,)))


@bp.post("/<public_id>/measures/<measure_id>/out")
def take_out_measure(public_id: str, measure_id: str) -> Response:
    """Take a measure out with its values."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    service.take_out(actor, At(public_id, measure_id))
    return back(found, "measures")


@bp.route("/<public_id>/measures/<measure_id>/values", methods=["GET", "POST"])
def points(public_id: str, measure_id: str) -> Response:
    """Values by hand, pasted from a sheet, or as CSV; and those that are there, to be taken out."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.measure(found, measure_id)
    form = PasteForm()

    def save(_since: str | None) -> None:
        text = "\n".join(filter(None, (form.rows.data or "", _file(form))))
        if not text.strip():
            raise Invalid({"rows": _("Write or paste the values, or choose a file.")})
        table = sheets.read(text)
        if table.faults:
            raise Invalid({"rows": " ".join(words_of(fault) for fault in table.faults[:10])})
        new = service.put_points(actor, At(public_id, measure_id), table.points)
        flash(_("Saved: %(count)s values, %(new)s of them new.", count=len(table.points), new=new), "success")

    there = next((one for one in records.record(found).measures if one.id == measure_id), None)
    editing = Editing(
        found, form, _("Values: %(name)s", name=row.name), save, row.definition, anchor=f"measure-{measure_id}",
        extra={"measure": there}, template="artifacts/points.html",
    )  # fmt: skip
    return edited(editing)


def _file(form: PasteForm) -> str:
    """What is in the file that came with the form; "" without one. Raises Invalid."""
    upload = request.files.get(form.table.name)
    content = upload.stream.read(LARGEST + 1) if upload is not None else b""
    if len(content) > LARGEST:
        raise Invalid({"table": _("The file is too large. One hundred kilobytes are the most.")})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _("The file is not UTF-8 text. In your spreadsheet choose “CSV UTF-8” when you save it.")
        raise Invalid({"table": words}) from error


@bp.post("/<public_id>/measures/<measure_id>/values/out")
def drop_point(public_id: str, measure_id: str) -> Response:
    """Take a day's value out."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    on = sheets.day(request.form.get("on", ""))
    if on is not None:
        service.drop_point(actor, At(public_id, measure_id), on)
    there = url_for("artifacts.points", public_id=found.public_id, measure_id=measure_id, _anchor="there-title")
    return redirect(there, 303)


@bp.route("/<public_id>/measures/<measure_id>/mark", methods=["GET", "POST"])
def mark(public_id: str, measure_id: str) -> Response:
    """Say what happened on a day."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.measure(found, measure_id)
    record = records.record(found)
    form = MarkForm()
    offer(form.cycle, ((one.id, f"{one.number}: {one.title}") for one in record.cycles))

    def save(_since: str | None) -> None:
        at = At(public_id, measure_id)
        on: Any = form.on.data
        service.mark(actor, at, on, form.text.data or "", cycle=form.cycle.data or "")

    there = next((one for one in record.measures if one.id == measure_id), None)
    editing = Editing(
        found, form, _("Mark a change"), save, row.name, anchor=f"measure-{measure_id}", extra={"measure": there},
        template="artifacts/marks.html",
    )  # fmt: skip
    return edited(editing)


@bp.post("/<public_id>/measures/<measure_id>/mark/out")
def unmark(public_id: str, measure_id: str) -> Response:
    """Take such a word out."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    service.unmark(actor, At(public_id, measure_id), request.form.get("mark", ""))
    return back(found, f"measure-{measure_id}")
