"""Who really asks, when proxies stand before the site: only as many of them are believed as the settings say."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from community.config import Settings


def install(app: Flask, settings: Settings) -> None:
    """Read address, scheme and host from the headers of the last `trusted_proxies` proxies; with none, believe none."""
    count = settings.trusted_proxies
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
