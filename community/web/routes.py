"""Pages of the web room itself: the language switch and the preview of what is being written."""

from flask import current_app, make_response, redirect, request
from werkzeug.wrappers import Response

from community.access import Person
from community.config import current
from community.errors import Invalid
from community.web import i18n
from community.web.blueprint import GuardedBlueprint, anyone, public
from community.web.i18n import gettext as _
from community.web.limits import COSTLY, limited
from community.web.markup import LONGEST, render
from community.web.reading import resolved
from community.web.returning import safe_path
from community.web.session import current_actor

bp = GuardedBlueprint("web", __name__, url_prefix="")
_YEAR = 365 * 24 * 3600


@bp.post("/language")
@public
def language() -> Response:
    """Choose a language: kept in this browser, and with the account of who is signed in."""
    answer = redirect(safe_path(request.form.get("next")), 303)
    locale = request.form.get("locale", "")
    if locale not in current().locales:
        return answer
    actor = current_actor()
    if isinstance(actor, Person):
        i18n.remember(current_app, actor, locale)
    secure = current().base_url.startswith("https://")
    answer.set_cookie(i18n.COOKIE, locale, max_age=_YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


@bp.post("/preview")
@anyone
@limited(COSTLY)
def preview() -> Response:
    """What is being written, as its writer would read it. Nothing is kept."""
    body = request.form.get("body", "")
    if len(body) > LONGEST:
        raise Invalid({"body": _("This text is too long. Use at most %(count)s characters.", count=LONGEST)})
    return make_response(resolved([render(body)])[0])
