"""Pages of versions: one saved, and what changed between two."""

from flask import request
from werkzeug.wrappers import Response

from community.sdk import NotFound, Ref, current_actor, page, space_by_pk
from community.sdk import gettext as _
from plugins.artifacts.forms.parts import VersionForm
from plugins.artifacts.queries import artifacts, causes, pages, records, words
from plugins.artifacts.queries.changes import changes
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, edited
from plugins.artifacts.service import versions as service
from plugins.artifacts.service.versions import Because


@bp.route("/<public_id>/versions/new", methods=["GET", "POST"])
def freeze(public_id: str) -> Response:
    """Save the working record as a version."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = VersionForm()
    if not found.version:
        for name in [one.name for one in form if one.name.endswith(("_1", "_2", "_3"))]:
            del form[name]
    form.offer(causes.offers(actor, Ref("artifacts.artifact", found.id)) if found.version else [])
    if not records.unchecked(records.record(found)):
        del form["looked"]

    def save(_since: str | None) -> None:
        because = [Because(*one) for one in form.causes()] if found.version else []
        looked, cites = "looked" not in form or bool(form.looked.data), form.cites.data if "cites" in form else ()
        service.freeze(actor, public_id, form.reason.data or "", because, cites=cites or (), looked=looked)

    lead = _("A version stays as it is. What you share is a version, never your working record.")
    return edited(Editing(found, form, _("Save a version"), save, lead, anchor="versions"))


@bp.get("/<public_id>/changes")
def difference(public_id: str) -> Response:
    """What changed between two versions, or since the last one."""
    actor = current_actor()
    shown = pages.artifact_page(actor, public_id)
    numbers = [one.version.number for one in shown.editions]
    if not numbers:
        raise NotFound
    after = _number(request.args.get("after", ""), numbers, None if shown.home else numbers[0])
    before = _number(
        request.args.get("before", ""), numbers, next((n for n in numbers if after is None or n < after), None)
    )
    found = changes(actor, shown, before, after)
    return page(
        "artifacts/changes.html", space=space_by_pk(actor, shown.artifact.space_id), shown=shown, before=before,
        after=after, numbers=numbers, changes=found, words=words,
    )  # fmt: skip


def _number(typed: str, numbers: list[int], otherwise: int | None) -> int | None:
    if typed == "now":
        return None
    if typed.isascii() and typed.isdigit() and len(typed) < 7 and int(typed) in numbers:
        return int(typed)
    return otherwise
