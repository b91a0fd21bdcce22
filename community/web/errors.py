"""The one map from what went wrong to what the reader sees: a page in their language, or JSON for programs.

Making the page never fails: where the frame cannot be made, a plain page stands in.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from community.access import Anonymous
from community.config import current
from community.data.database import db
from community.errors import Conflict, Forbidden, Invalid, NotFound, ProductError, TooMany
from community.web.blueprint import access_of, to_sign_in
from community.web.i18n import current_locale
from community.web.i18n import gettext as _
from community.web.i18n import lazy_gettext as _l
from community.web.limits import seconds_left
from community.web.markup import TooLong
from community.web.page import page
from community.web.session import current_actor

log = structlog.get_logger("web")
_HIDES = frozenset({400, 401, 403, 404, 405})  # what a visitor could tell guarded addresses apart by
_PAGES = {400: "400", 403: "403", 404: "404", 405: "404", 409: "409", 410: "404", 413: "413", 422: "422", 429: "429"}
_SECRETS = frozenset({"secret", "token"})  # names of what stands in an address and is not for logs
_WORDS = {
    "400": _l("This page was open for too long"),
    "403": _l("You may not do this here"),
    "404": _l("There is no page here for you"),
    "409": _l("Somebody was faster"),
    "413": _l("This file is too large"),
    "422": _l("Some of this does not fit"),
    "429": _l("That was too often in a short time"),
    "500": _l("Something went wrong on our side"),
}


@dataclass(frozen=True)
class Problem:
    """What went wrong, as answers need it: the status, the page that tells it, and what that page is given."""

    status: int
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def install(app: Flask) -> None:
    """Answer every product error and every HTTP error of `app` through this map."""
    app.register_error_handler(ProductError, _answer)
    app.register_error_handler(TooLong, _answer)
    app.register_error_handler(IntegrityError, _answer)
    app.register_error_handler(HTTPException, _answer)


def problem_of(error: Exception) -> Problem:
    """The map, looked up; anything unknown is our own fault."""
    made = next((make for kind, make in _MAP if isinstance(error, kind)), None)
    return made(error) if made else Problem(500, "500")


def _too_many(seconds: int) -> Problem:
    return Problem(429, "429", {"retry_after": seconds}, {"Retry-After": str(seconds)})


def _of_http(error: HTTPException) -> Problem:
    code = error.code or 500
    if code == 429:
        return _too_many(seconds_left())
    if code == 400:
        return Problem(400, "422")  # a request that cannot be read, and not a page left open for too long
    allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))} if code == 405 else {}  # type: ignore[attr-defined]
    return Problem(code, _PAGES.get(code, "422" if code < 500 else "500"), headers=allow)


def _of_database(error: IntegrityError) -> Problem:
    """The last guard against two at once: what may be there once was written by somebody else meanwhile."""
    told = str(error.orig).lower()
    return Problem(409, "409") if "unique constraint" in told else Problem(500, "500")


_MAP: tuple[tuple[type[Exception], Callable[[Any], Problem]], ...] = (
    (NotFound, lambda _error: Problem(404, "404")),
    (Forbidden, lambda error: Problem(403, "403", {"why": str(error)})),
    (Conflict, lambda error: Problem(409, "409", {"message": str(error)})),
    (Invalid, lambda error: Problem(422, "422", {"errors": {k: str(words) for k, words in error.errors.items()}})),
    (TooMany, lambda error: _too_many(error.retry_after)),
    (TooLong, lambda _error: Problem(422, "422", {"message": _("This text is too long.")})),
    (IntegrityError, _of_database),
    (CSRFError, lambda _error: Problem(400, "400")),
    (HTTPException, _of_http),
)


def _answer(error: Exception) -> ResponseReturnValue:
    if isinstance(error, HTTPException) and (error.response is not None or (error.code or 500) < 400):
        return error  # a redirect, or an answer that somebody has made already
    problem = problem_of(error)
    if problem.status >= 500:
        problem = _recorded(error, problem)
    try:
        if problem.status in _HIDES and _is_guarded() and isinstance(current_actor(), Anonymous):
            return _unauthorized() if _wants_json() else to_sign_in()
        return _with_headers(_json(problem) if _wants_json() else _page(problem), problem)
    except Exception:
        log.exception("the page about an error failed", status=problem.status)
        return _with_headers(_plain(problem), problem)


def _recorded(error: Exception, problem: Problem) -> Problem:
    reference = secrets.token_hex(4)
    cause = error.original_exception if isinstance(error, InternalServerError) else None
    log.error("request failed", reference=reference, path=_without_secrets(), exc_info=cause or error)
    return Problem(problem.status, problem.template, {**problem.values, "reference": reference}, problem.headers)


def _without_secrets() -> str:
    """The path, for the log: a secret of a mailed link opens an account to whoever reads it."""
    path = request.path
    for name in _SECRETS & set(request.view_args or ()):
        path = path.replace(str((request.view_args or {})[name]), "…")
    return path


def _is_guarded() -> bool:
    endpoint = request.endpoint
    return endpoint is not None and access_of(current_app, endpoint) in {"guarded", "anyone"}


def _page(problem: Problem) -> Response:
    db.session.remove()
    if problem.template == "500":
        values = {"locale": current_locale(), "site_name": current().site_name, **problem.values}
        return make_response(render_template("errors/500.html", **values), problem.status)
    return page(f"errors/{problem.template}.html", status=problem.status, **problem.values)


def _plain(problem: Problem) -> Response:
    """Nothing that could fail: words, or at worst English words, without a frame."""
    try:
        words, locale, home = str(_WORDS[problem.template]), current_locale(), _("Go to My work")
    except Exception:
        log.exception("even the words failed")
        words, locale, home = "Something went wrong", "en", "Start"
    reference = problem.values.get("reference", "")
    body = f'<!doctype html><html lang="{escape(locale)}"><meta charset="utf-8"><title>{escape(words)}</title>'
    body += f'<h1>{escape(words)}</h1><p>{problem.status} {escape(reference)}</p><p><a href="/">{escape(home)}</a></p>'
    return Response(body, problem.status, mimetype="text/html")


def _wants_json() -> bool:
    accepted = request.accept_mimetypes
    return request.is_json or accepted["application/json"] > accepted["text/html"]


def _json(problem: Problem) -> Response:
    told: dict[str, Any] = {"status": problem.status, "message": _message(problem)}
    told |= {key: value for key, value in problem.values.items() if key in {"errors", "retry_after", "reference"}}
    return make_response(jsonify(error=told), problem.status)


def _message(problem: Problem) -> str:
    return str(problem.values.get("message") or problem.values.get("why") or _WORDS[problem.template])


def _unauthorized() -> Response:
    return make_response(jsonify(error={"status": 401, "message": _("Please sign in.")}), 401)


def _with_headers(response: Response, problem: Problem) -> Response:
    response.headers.update(problem.headers)
    return response
