"""The low rooms of the core, described like modules so that everything enters by one door. No behaviour."""

import importlib

from community.access import Policy, Site
from community.host.contract import Plugin
from community.web.i18n import lazy_gettext as _l


def rooms() -> list[Plugin]:
    """Web, live, files, search and the host itself, as Plugin values that are always on."""
    return [_web(), _files(), _search(), _live(), _host()]


def _web() -> Plugin:
    from community.web import routes

    return Plugin("web", _l("Pages"), "1.0", core=True, package="community.web", blueprints=(routes.bp,),
                  slots_offered=("frame.bell", "frame.banner"))  # fmt: skip
