"""The token that every changing request carries: the one guard against forged requests. No forms."""

from flask import Flask
from flask_wtf import CSRFProtect

csrf = CSRFProtect()


def install(app: Flask) -> None:
    """Ask every POST, PUT, PATCH and DELETE of `app` for the token; templates get `csrf_token()`.

    The token lasts as long as the session, so that an afternoon's writing is not lost. The Referer is not asked for:
    the session's cookie is SameSite, and some districts' proxies strip the header.
    """
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    app.config.setdefault("WTF_CSRF_SSL_STRICT", False)
    csrf.init_app(app)
