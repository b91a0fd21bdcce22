"""Pages of a plan: its sections, and who does what by when."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, current_actor
from community.sdk import gettext as _
from plugins.artifacts.forms.parts import CommitmentForm, KeptForm, SectionForm, offer
from plugins.artifacts.queries import artifacts, parts, people, records
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, back, edited
from plugins.artifacts.service import plans as service
from plugins.artifacts.service.plans import Promise
from plugins.artifacts.service.writing import At, written


@bp.route("/<public_id>/sections/new", methods=["GET", "POST"])
def new_section(public_id: str) -> Response:
    """Add a section."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = SectionForm()

    def save(_since: str | None) -> None:
        service.add_section(actor, public_id, form.heading.data or "", written(form.body.data))

    return edited(Editing(found, form, _("Add a section"), save))


@bp.route("/<public_id>/sections/<section_id>", methods=["GET", "POST"])
def section(public_id: str, section_id: str) -> Response:
    """Write a section."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.section(found, section_id)
    stood = {"heading": row.heading, "body": row.body}
    form = SectionForm(data=stood)

    def save(since: str | None) -> None:
        at = At(public_id, section_id)
        service.write_section(actor, at, form.heading.data or "", written(form.body.data), since=since)

    tools = (
        {
            "label": _("Take it out"),
            "question": _("This section goes. Frozen versions keep it."),
            "url": url_for("artifacts.take_out_section", public_id=public_id, section_id=section_id),
        },
        {
            "label": _("Move it up"),
            "question": _("It changes places with the section before it."),
            "url": url_for("artifacts.move_section", public_id=public_id, section_id=section_id),
        },
    )
    anchor = f"section-{section_id}"
    return edited(Editing(found, form, row.heading, save, stood=stood, anchor=anchor, tools=tools))


@bp.post("/<public_id>/sections/<section_id>/out")
def take_out_section(public_id: str, section_id: str) -> Response:
    """Take a section out."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    service.take_out_section(actor, At(public_id, section_id))
    return back(found)


@bp.post("/<public_id>/sections/<section_id>/up")
def move_section(public_id: str, section_id: str) -> Response:
    """Move a section up."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    service.move_section(actor, At(public_id, section_id), -1)
    return back(found, f"section-{section_id}")


def _form(found: Any, values: dict[str, Any]) -> CommitmentForm:
    form = CommitmentForm(data=values)
    offer(form.owner_id, people.team_of(found))
    return form


def _promise(form: CommitmentForm) -> Promise:
    return Promise(form.text.data or "", form.owner_id.data or "", form.due.data)


@bp.route("/<public_id>/commitments/new", methods=["GET", "POST"])
def new_commitment(public_id: str) -> Response:
    """Write down who does what by when."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = _form(found, {})

    def save(_since: str | None) -> None:
        service.promise(actor, public_id, _promise(form))

    return edited(Editing(found, form, _("Add a commitment"), save, anchor="commitments"))


@bp.route("/<public_id>/commitments/<promise_id>", methods=["GET", "POST"])
def commitment(public_id: str, promise_id: str) -> Response:
    """Change a commitment."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.commitment(found, promise_id)
    stood = {name: getattr(row, name) for name in ("text", "owner_id", "due")}
    owner = people.public_ids([row.owner_id])[row.owner_id]
    form = _form(found, stood | {"owner_id": owner})

    def save(since: str | None) -> None:
        service.promise_again(actor, At(public_id, promise_id), _promise(form), since=since)

    return edited(Editing(found, form, _("Change a commitment"), save, stood=stood, anchor="commitments"))


@bp.route("/<public_id>/commitments/<promise_id>/end", methods=["GET", "POST"])
def settle(public_id: str, promise_id: str) -> Response:
    """Say how a commitment ended, and what shows it."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    row = parts.commitment(found, promise_id)
    form = KeptForm()
    offer(form.evidence, ((one.id, one.title) for one in records.record(found).evidence))

    def save(_since: str | None) -> None:
        at = At(public_id, promise_id)
        service.settle(actor, at, form.state.data, form.why.data or "", evidence=form.evidence.data or "")

    return edited(Editing(found, form, _("How it ended"), save, row.text, anchor="commitments"))


@bp.post("/<public_id>/commitments/<promise_id>/reopen")
def reopen(public_id: str, promise_id: str) -> Response:
    """Take a commitment up again."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    try:
        service.settle(actor, At(public_id, promise_id), "open")
    except Conflict as error:
        flash(str(error), "warning")
    return back(found, "commitments")
