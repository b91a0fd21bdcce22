"""The addresses of files: bring one, get one. Headers here see to it that a file never acts as a page of the site."""

import unicodedata
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from flask import jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ETags, Range
from werkzeug.http import parse_etags
from werkzeug.wrappers import Response

from community.access import Anonymous
from community.data.unit_of_work import end_reads
from community.errors import Invalid, NotFound
from community.files import queries, service
from community.files.addresses import address
from community.files.attached import Attached
from community.files.queries import Served
from community.files.service import Received
from community.files.store import MissingBytes
from community.files.stores import store
from community.web.blueprint import GuardedBlueprint, public, to_sign_in
from community.web.i18n import gettext as _
from community.web.limits import COSTLY, limited
from community.web.returning import safe_path
from community.web.session import current_actor

bp = GuardedBlueprint("files", __name__)

_SUFFIXES = {"image/jpeg": ".jpg", "image/webp": ".webp"}
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",  # kept, but asked for each time: whoever may no longer see it sees it no more
    "Accept-Ranges": "bytes",
}


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
    accepted = request.accept_mimetypes
    if accepted["text/html"] > accepted["application/json"]:
        return redirect(safe_path(form.get("next"), address(taken.public_id)), 303)
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
        return _answer(served)
    except (NotFound, MissingBytes):
        if isinstance(actor, Anonymous):
            return to_sign_in()
        raise NotFound from None


def _answer(served: Served) -> Response:
    if parse_etags(request.headers.get("If-None-Match")).contains(served.sha256):
        return _with_headers(Response(status=304), served)
    part = _part(served)
    if part is None:
        return _with_headers(_of_bytes(served, 200, 0, served.size), served)
    bounds = part.range_for_length(served.size)
    if bounds is None:
        response = Response(status=416)
        response.headers["Content-Range"] = f"bytes */{served.size}"
        return _with_headers(response, served)
    start, end = bounds
    response = _of_bytes(served, 206, start, end - start)
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{served.size}"
    return _with_headers(response, served)


def _of_bytes(served: Served, status: int, start: int, length: int) -> Response:
    """`length` bytes from `start`. Asked for the headers alone, nobody would read an open file, nor close it."""
    content = store().read(served.sha256, start, length) if request.method != "HEAD" else ()
    response = Response(content, status, mimetype=served.type)
    response.content_length = length
    return response


def _part(served: Served) -> Range | None:
    """The one range asked for, if it is asked of these very bytes; several at once are answered with the whole."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    condition = request.if_range
    if condition.date is not None or (
        condition.etag is not None and not ETags([served.sha256]).contains(condition.etag)
    ):
        return None
    return asked


def _with_headers(response: Response, served: Served) -> Response:
    response.headers.update(_FIXED)
    response.headers["Content-Disposition"] = _disposition(served)
    response.set_etag(served.sha256)
    response.vary.add("Cookie")
    return response


def _disposition(served: Served) -> str:
    """The name to save it under, its ending by what it is now; letters beyond ASCII as RFC 5987 has them."""
    name = f"{PurePath(served.name).stem or 'picture'}{_SUFFIXES.get(served.type, '')}"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(sign if sign.isalnum() or sign in " .-_" else "_" for sign in plain)
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
