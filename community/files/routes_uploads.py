"""The addresses of resumable uploads: tus 1.0.0 with creation, expiration and termination, and the state as JSON."""

import binascii
from base64 import b64decode
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import (
    BadRequest,
    LengthRequired,
    PreconditionFailed,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)
from werkzeug.http import http_date

from community.files import attached, service, taking, uploads
from community.files.routes import told
from community.files.store import TooLarge
from community.files.uploads import State
from community.web.blueprint import GuardedBlueprint, anyone
from community.web.limits import limited
from community.web.session import current_actor

bp = GuardedBlueprint("uploads", __name__, url_prefix="/files/uploads")

TUS = "1.0.0"
BEGINNINGS = "100 per minute"  # fifty files dropped at once, twice
_FIXED = {"Tus-Resumable": TUS, "Cache-Control": "no-store"}


def of_tus(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """A view of the protocol: the version is asked for, so that another one is not taken for ours."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if request.headers.get("Tus-Resumable") != TUS:
            raise PreconditionFailed(response=Response(status=412, headers={"Tus-Version": TUS}))
        return view(*args, **kwargs)

    return checked


@bp.route("/", methods=["OPTIONS"], provide_automatic_options=False)
@anyone
def offered() -> ResponseReturnValue:
    """What the protocol can do here."""
    most = taking.largest(taking.ATTACHMENT)
    told_of = {"Tus-Version": TUS, "Tus-Extension": "creation,expiration,termination", "Tus-Max-Size": str(most)}
    return Response(status=204, headers=_FIXED | told_of)


@bp.post("/", provide_automatic_options=False)
@of_tus
@limited(BEGINNINGS)
def begin() -> ResponseReturnValue:
    """Begin an upload of the size in Upload-Length; Upload-Metadata: filename, purpose, space, alt."""
    said, size = _metadata(), _number("Upload-Length")
    purpose = said.get("purpose", taking.ATTACHMENT)
    name, space = said.get("filename", ""), said.get("space") or None
    about = service.asked(current_actor(), name, purpose=purpose, space=space, alt=said.get("alt", ""))
    if size > taking.largest(purpose):
        raise RequestEntityTooLarge
    state = uploads.begin(current_actor(), about, size)
    response = _answer(state, 201)
    response.headers["Location"] = url_for("uploads.state", public_id=state.public_id)
    return response


@bp.get("/<public_id>")
def state(public_id: str) -> ResponseReturnValue:
    """How far it is, as the protocol and as JSON have it: bytes so far, or the file, or why it was refused."""
    return _answer(uploads.state(current_actor(), public_id), 200, in_words=True)


@bp.patch("/<public_id>")
@of_tus
def proceed(public_id: str) -> ResponseReturnValue:
    """Go on at Upload-Offset. What came is kept, also when the connection breaks."""
    if request.mimetype != "application/offset+octet-stream":
        raise UnsupportedMediaType
    length = request.content_length
    if length is None:
        raise LengthRequired
    chunks, offset = taking.chunks_of(request.stream), _number("Upload-Offset")
    try:
        found = uploads.proceed(current_actor(), public_id, chunks, offset=offset, length=length)
    except TooLarge as more:
        raise RequestEntityTooLarge from more
    return _answer(found, 200 if found.ended else 204, in_words=found.ended)


@bp.delete("/<public_id>")
@of_tus
def give_up(public_id: str) -> ResponseReturnValue:
    """Forget it."""
    uploads.give_up(current_actor(), public_id)
    return Response(status=204, headers=_FIXED)


def _answer(found: State, status: int, *, in_words: bool = False) -> Response:
    response = jsonify(_in_words(found)) if in_words else Response()
    response.status_code = status
    response.headers.update(_FIXED)
    response.headers["Upload-Offset"] = str(found.offset)
    response.headers["Upload-Length"] = str(found.size)
    response.headers["Upload-Expires"] = http_date(found.expires_at)
    return response


def _in_words(found: State) -> dict[str, Any]:
    if found.file:
        return {"file": told(attached.file_of(current_actor(), found.file), moving=found.moving)}
    return {"error": found.refusal} if found.refusal else {"offset": found.offset, "length": found.size}


def _number(header: str) -> int:
    value = request.headers.get(header, "")
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        raise BadRequest
    return int(value)


def _metadata() -> dict[str, str]:
    """Pairs of a name and a text in base64, between commas. Raises BadRequest."""
    pairs = [pair.split() for pair in request.headers.get("Upload-Metadata", "").split(",") if pair.strip()]
    try:
        return {name: b64decode(rest[0], validate=True).decode() if rest else "" for name, *rest in pairs}
    except (binascii.Error, UnicodeDecodeError) as error:
        raise BadRequest from error
