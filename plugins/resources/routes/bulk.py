"""The page on which many files are added at once."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from community.sdk import COSTLY, attached_file, current_actor, current_locale, end_reads, limited, page, require
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.resources.forms.bulk import BulkForm
from plugins.resources.queries import resources
from plugins.resources.routes.blueprint import bp
from plugins.resources.service import bulk as service
from plugins.resources.service import metadata

LARGEST_TABLE = 1_000_000  # bytes


@bp.route("/in/<slug>/bulk", methods=["GET", "POST"])
@limited(COSTLY)
def bulk(slug: str) -> Response:
    """Add many files, with a table of what they are where there is one; then what became of each."""
    actor = current_actor()
    space = space_at(actor, slug)
    require(actor, "resources.add", space)
    form = BulkForm(data={"licence": resources.house_of(space.id).licence, "language": current_locale()})
    outcomes: list[service.Outcome] = []
    problems: list[str] = []
    if form.validate_on_submit():
        files = _brought()
        table = _table()
        problems = table.problems
        if files:
            end_reads()
            given = {"licence": form.licence.data, "language": form.language.data}
            outcomes = list(service.add_all(actor, space.public_id, files, table, **given))
        else:
            form.form_errors.append(_("Choose a file first."))
    status = 422 if form.errors else 200
    return page(
        "resources/bulk.html", status=status, space=space, form=form, outcomes=outcomes, problems=problems,
        most=service.MOST,
    )  # fmt: skip


def _brought() -> list[service.Brought]:
    """Files that script sent ahead, and files that travel with the form."""
    ahead = [attached_file(current_actor(), one) for one in request.form.getlist("files_id")]
    found = [service.Brought(one.name, public_id=one.public_id) for one in ahead]
    with_it = [one for one in request.files.getlist("files") if one.filename]
    return [*found, *(service.Brought(str(one.filename), stream=one.stream) for one in with_it)]


def _table() -> metadata.Table:
    upload: Any = request.files.get("table")
    if upload is None or not upload.filename:
        return metadata.Table()
    content = upload.stream.read(LARGEST_TABLE + 1)
    if len(content) > LARGEST_TABLE:
        return metadata.Table(problems=[_("The table is too large. One megabyte is the most.")])
    return metadata.read(content, service.licences())
