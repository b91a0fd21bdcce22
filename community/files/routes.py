"""The addresses of files: bring one, get one."""

from typing import Any

from flask import jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from community.access import Actor, Anonymous
from community.data.unit_of_work import end_reads
from community.errors import Conflict, Invalid, NotFound
from community.files import answers, copies, queries, service
from community.files.addresses import address
from community.files.attached import Attached
from community.files.service import Received
from community.files.store import MissingBytes
from community.web.blueprint import GuardedBlueprint, public, to_sign_in
from community.web.i18n import gettext as _
from community.web.limits import COSTLY, limited
from community.web.returning import safe_path
from community.web.session import current_actor

bp = GuardedBlueprint("files", __name__)


@bp.post("/")
@limited(COSTLY)
def receive() -> ResponseReturnValue:
    """Take in the field `file`; `purpose`, `space`, `alt` and `next` may come with it. JSON for scripts, else back."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Invalid({"file": _("Choose a file first.")})
    form = request.form
    taken = service.receive(
        current_actor(),
        upload.stream,
        upload.filename,
        purpose=form.get("purpose", "post_image"),
        space=form.get("space") or None,
        alt=form.get("alt", ""),
    )
    return _taken(taken)


@bp.post("/<public_id>/clean")
@limited(COSTLY)
def clean(public_id: str) -> ResponseReturnValue:
    """A copy of one's own file without what it said without showing it; answers as for a file that was brought."""
    return _taken(copies.clean(current_actor(), public_id))


def _taken(taken: Received) -> ResponseReturnValue:
    accepted = request.accept_mimetypes
    if accepted["text/html"] > accepted["application/json"]:
        return redirect(safe_path(request.form.get("next"), address(taken.public_id)), 303)
    return jsonify(told(taken, moving=taken.moving)), 201


def told(file: Received | Attached, *, moving: bool) -> dict[str, Any]:
    """What a script is told of a file that was taken in."""
    note = _("This picture moves. We kept its first moment as a still picture.") if moving else ""
    same = {name: getattr(file, name) for name in ("alt", "image", "width", "height", "type", "size", "state")}
    return {"id": file.public_id, "url": address(file.public_id), "name": file.alt or file.name, "note": note} | same


@bp.get("/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """A file, whole or in part."""
    return _served(public_id, None)


@bp.get("/<public_id>/<size>")
@public
def sized(public_id: str, size: str) -> ResponseReturnValue:
    """A smaller size of a file."""
    return _served(public_id, size)


def _served(public_id: str, size: str | None) -> ResponseReturnValue:
    """Visitors may see what stands in public places; for all else they get the one way to sign in."""
    actor = current_actor()
    try:
        served = queries.served(actor, public_id, size)
        end_reads()
        return answers.answer(served)
    except (NotFound, Conflict, MissingBytes) as absent:
        if isinstance(actor, Anonymous):
            return to_sign_in()
        if isinstance(absent, Conflict):
            raise
        raise NotFound from None


def hand_out(actor: Actor, public_id: str) -> Response:
    """The same for a view of a module, which let its visitor in by a rule of its own: as `actor` may read the file.

    Raises NotFound, or Conflict while the file is not ready.
    """
    served = queries.served(actor, public_id)
    end_reads()
    return answers.answer(served)
