"""How bytes are handed out: whole or in part, to be saved or shown, under headers with which nothing in them runs.

Who may have them was asked before.
"""

import unicodedata
from pathlib import PurePath
from urllib.parse import quote

from flask import redirect, request
from werkzeug.datastructures import ETags, Range
from werkzeug.http import parse_etags
from werkzeug.wrappers import Response

from community.files import kinds
from community.files.queries import Served
from community.files.stores import store
from community.web.i18n import gettext as _

SECONDS_SIGNED = 60  # how long the address of a document in the store may be used
_PDF = "application/pdf"
_SHOWN_HERE = {_PDF, "text/plain", "audio/mpeg", "audio/mp4", "video/mp4", "video/webm"}  # where a reader asks for it
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",  # kept, but asked for each time: whoever may no longer see it sees it no more
    "Accept-Ranges": "bytes",
}
_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
_POLICY_OF_PDF = "default-src 'none'; style-src 'unsafe-inline'"  # browsers show no PDF in a sandbox


def answer(served: Served) -> Response:
    """Pictures are shown; all else is saved, save where a reader asks to see it here. Raises MissingBytes."""
    inline = served.image or (request.args.get("inline") == "1" and _is_shown_here(served))
    away = None if inline else _address_in_store(served)
    return away or _with_headers(_bytes(served), served, inline=inline)


def _is_shown_here(served: Served) -> bool:
    """Browsers run what is scripted in a PDF, in a place apart, where it can still open windows: it is saved."""
    return served.type in _SHOWN_HERE and (served.type != _PDF or served.still)


def _address_in_store(served: Served) -> Response | None:
    """Where the store itself hands it out, for a moment; None for a store that does not."""
    address = store().signed(served.sha256, name=_name(served), type=served.type, seconds=SECONDS_SIGNED)
    if address is None:
        return None
    response = redirect(address, 303)
    response.headers["Cache-Control"] = "no-store"
    return response


def _bytes(served: Served) -> Response:
    if parse_etags(request.headers.get("If-None-Match")).contains(served.sha256):
        return Response(status=304)
    part = _part(served)
    if part is None:
        return _of_bytes(served, 200, 0, served.size)
    bounds = part.range_for_length(served.size)
    if bounds is None:
        response = Response(status=416)
        response.headers["Content-Range"] = f"bytes */{served.size}"
        return response
    start, end = bounds
    response = _of_bytes(served, 206, start, end - start)
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{served.size}"
    return response


def _of_bytes(served: Served, status: int, start: int, length: int) -> Response:
    """`length` bytes from `start`. Asked for the headers alone, nobody would read an open file, nor close it."""
    content = store().read(served.sha256, start, length) if request.method != "HEAD" else ()
    response = Response(content, status, content_type=_content_type(served))
    response.content_length = length
    return response


def _content_type(served: Served) -> str:
    return f"{served.type}; charset=utf-8" if served.type.startswith("text/") else served.type


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


def _with_headers(response: Response, served: Served, *, inline: bool) -> Response:
    response.headers.update(_FIXED)
    response.headers["Content-Security-Policy"] = _POLICY_OF_PDF if served.type == _PDF else _POLICY
    response.headers["Content-Disposition"] = _disposition(served, inline=inline)
    response.set_etag(served.sha256)
    response.vary.add("Cookie")
    return response


def _disposition(served: Served, *, inline: bool) -> str:
    """The name to save it under, its ending by what it is; letters beyond ASCII as RFC 5987 has them."""
    name = _name(served)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(sign if sign.isalnum() or sign in " .-_" else "_" for sign in plain)
    shown = "inline" if inline else "attachment"
    return f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _name(served: Served) -> str:
    """A picture was written anew, perhaps as another kind, so its old ending goes."""
    name = served.name or _("file")
    return kinds.named(kinds.kind_named(served.type, name), PurePath(name).stem if served.image else name)
