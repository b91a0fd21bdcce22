"""Whose language and whose clock: the reader's, in pages, mail and jobs. The typed gettext of the whole product.

Catalogue files are catalogues.py's; dates and numbers are filters.py's.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import flask_babel  # type: ignore[import-untyped]
from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel.speaklater import LazyString  # type: ignore[import-untyped]

from community.access import Person
from community.config import Settings, current
from community.web.catalogues import Catalogues
from community.web.session import current_actor

COOKIE = "locale"
Remember = Callable[[Person, str], None]
_REGIONS = {"en": "US", "es": "US"}  # dates and numbers as in the United States, in either language


class _Domain(flask_babel.Domain):  # type: ignore[misc]
    """The messages of all modules, for the language of whoever reads."""

    def __init__(self, catalogues: Catalogues) -> None:
        super().__init__()
        self.catalogues = catalogues

    def get_translations(self) -> NullTranslations:
        return self.catalogues.of(current_locale())


class _Babel(flask_babel.Babel):  # type: ignore[misc]
    domain_instance: Any = None


def install(app: Flask, folders: Sequence[Path], settings: Settings) -> Catalogues:
    """Let `app` speak: `folders` are the `translations` folders of the core and of each module, most binding first."""
    catalogues = Catalogues(folders, watch=settings.debug)
    babel = _Babel()
    babel.init_app(app, default_locale=settings.locales[0], locale_selector=_choose_locale, timezone_selector=_zone)
    babel.domain_instance = _Domain(catalogues)
    app.after_request(_say_language)
    return catalogues


def remember_with(app: Flask, remember: Remember) -> None:
    """`remember(person, locale)` keeps a signed-in person's choice of language with their account."""
    app.extensions["community.remember_locale"] = remember


def remember(app: Flask, person: Person, locale: str) -> None:
    """Keep the person's choice, where somebody has said how."""
    keep: Remember | None = app.extensions.get("community.remember_locale")
    if keep is not None:
        keep(person, locale)


def _say_language(response: Any) -> Any:
    """Pages differ by language: say so to whoever keeps them, and to the reader's programs."""
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", current_locale())
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def _reader() -> Person | None:
    if not has_request_context():
        return None
    try:
        actor = current_actor()
    except Exception:  # noqa: BLE001 - whoever asked for the actor raises it; the page about it needs a language
        return None
    return actor if isinstance(actor, Person) else None


def _choose_locale() -> str:
    """The person's choice, else the cookie's, else what the browser asks for, else the site's first language."""
    offered = current().locales
    person = _reader()
    if person is not None and person.locale in offered:
        return person.locale
    if has_request_context():
        cookie = request.cookies.get(COOKIE, "")
        if cookie in offered:
            return cookie
        return _asked_for(offered)
    return offered[0]


def _asked_for(offered: Sequence[str]) -> str:
    """The browser's best language among ours; "es-MX" asks for Spanish, whatever stands after it."""
    asked = (tag.lower().replace("_", "-").partition("-")[0] for tag in request.accept_languages.values())
    return next((language for language in asked if language in offered), offered[0])


def _zone() -> str:
    person = _reader()
    return (person.zone if person is not None else "") or current().time_zone


def current_locale() -> str:
    """The language of whoever reads: "en" or "es"."""
    found = flask_babel.get_locale()
    return str(found.language) if found else "en"


def regional() -> Locale:
    """The same with its country, for dates and numbers."""
    language = current_locale()
    return Locale(language, _REGIONS.get(language))


def current_zone() -> ZoneInfo:
    """The time zone of whoever reads; the site's when the person's is unknown to this machine."""
    forced = g.get("community_zone") if has_app_context() else None
    try:
        return ZoneInfo(forced or _zone())
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(current().time_zone)


@contextmanager
def speaking(locale: str, zone: str = "") -> Iterator[None]:
    """Within this, words are in `locale` and times in `zone`: for mail, digests and exports. Needs an app context."""
    offered = current().locales
    before = g.get("community_zone")
    g.community_zone = zone or before
    try:
        with flask_babel.force_locale(locale if locale in offered else offered[0]):
            yield
    finally:
        g.community_zone = before


def translations() -> NullTranslations:
    """The messages in the reader's language, unfilled."""
    found: NullTranslations = flask_babel.get_translations()
    return found


def gettext(message: str, **variables: object) -> str:
    """`message` in the reader's language, its %(names)s filled."""
    return str(flask_babel.gettext(message, **variables))


def ngettext(singular: str, plural: str, num: int, **variables: object) -> str:
    """The form of the message that fits `num`, which is also a variable."""
    return str(flask_babel.ngettext(singular, plural, num, **variables))


def lazy_gettext(message: str, **variables: object) -> str:
    """A message put into words when it is shown. It passes for a str on pages; say str(it) for JSON and rows."""
    return cast(str, LazyString(gettext, message, **variables))
