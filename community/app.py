"""create_app(): the assembly line, top to bottom. No business rules, no database access, no module's name."""

from pathlib import Path

from flask import Flask

import community
from community import access, events, files, live, logs, mail, search, web
from community.config import Settings
from community.data import database
from community.host import checks, discovery, order, registry, rooms, switches
from community.host.contract import Plugin

HERE = Path(community.__file__).parent


class Throughline(Flask):
    """The app's class: the one place to change when another class of app is wanted (docs/decisions.md)."""


def create_app(settings: Settings | None = None, *, extra: tuple[Plugin, ...] = ()) -> Flask:
    """The site, ready to serve; `extra` modules are given by tests. Raises RuleBroken when a rule of the house is
    broken. Reads no database."""
    settings = settings or Settings()
    plugins = [*rooms.rooms(), *order.in_order(discovery.find(settings.plugins, extra))]
    checks.check_plugins(plugins)

    app = Throughline("community", root_path=str(HERE), template_folder=str(templates()), instance_path=str(settings.instance))
    app.config.update(flask_settings(settings))
    app.extensions["community.settings"] = settings
    logs.install(settings)
    database.install(app, settings)
    host = registry.install(app, plugins)
    app.extensions["community.is_off"] = switches.is_off
    access.install(app, built_rules(host))
    events.install(app, built_events(host))
    files.install(app)
    mail.install(app)
    search.install(app, ...)
    web.install(app, ...)
    live.install(app, ...)
    for plugin in plugins:
        for blueprint in plugin.blueprints:
            app.register_blueprint(blueprint)
    checks.check_app(app, plugins)
    return app
