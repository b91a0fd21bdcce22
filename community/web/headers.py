"""What every answer tells the browser: what may run, frame, connect and be kept. A view's own headers count first."""

import secrets
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, g, request
from werkzeug.wrappers import Response

from community.access import Person
from community.config import Settings

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers and scanners that do not know frame-ancestors
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ONE_YEAR = "max-age=31536000; includeSubDomains"


def install(app: Flask, settings: Settings) -> None:
    """Add the headers to every answer of `app`; templates get `csp_nonce()`."""
    secure = settings.base_url.startswith("https://")

    @app.after_request
    def tell(response: Response) -> Response:
        for name, value in _FIXED.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _policy())
        if secure:
            response.headers.setdefault("Strict-Transport-Security", _ONE_YEAR)
        _keep(response)
        _stay_here(response)
        return response

    app.jinja_env.globals["csp_nonce"] = csp_nonce


def csp_nonce() -> str:
    """A word that lets one inline script or style of this page run. Pages do without where they can."""
    if "community_nonce" not in g:
        g.community_nonce = secrets.token_urlsafe(16)
    nonce: str = g.community_nonce
    return nonce


def _policy() -> str:
    nonce = g.get("community_nonce")
    allowed = f" 'nonce-{nonce}'" if nonce else ""
    parts = (
        f"{name} {value}{allowed if name in {'script-src', 'style-src'} else ''}" for name, value in _POLICY.items()
    )
    return "; ".join(parts)


def _stay_here(response: Response) -> None:
    """A redirect to the same address with a slash names no host: the one that was asked for may be anybody's word."""
    if response.status_code == 308 and response.location:
        to = urlsplit(response.location)
        response.location = urlunsplit(("", "", "/" + to.path.lstrip("/\\"), to.query, ""))


def _keep(response: Response) -> None:
    """Who may keep a copy: nobody of what a signed-in person saw; the browser may ask anew for the rest."""
    if request.endpoint == "static" or response.headers.get("Cache-Control"):
        return
    signed_in = isinstance(g.get("community_actor"), Person)
    response.headers["Cache-Control"] = "private, no-store" if signed_in else "private, no-cache"
