"""create_app(): the assembly line, top to bottom. No business rules, no database access, no module's name."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask

import community
from community import files, logs
from community.access import Rules
from community.access.rules import build as build_rules
from community.access.rules import install as install_rules
from community.config import Settings
from community.data import database
from community.events import registry as events
from community.files import pictures
from community.host import boundaries, checks, discovery, order, switches
from community.host.checks.files import package_folder
from community.host.contract import Plugin
from community.host.registry import Host
from community.host.registry import install as install_host
from community.host.rooms import ROOMS
from community.live import catch_up, cursors, gateway
from community.mail import service as mail
from community.people import actors
from community.people import slots as people_slots
from community.search.install import SearchParts
from community.search.install import install as install_search
from community.spaces import policy as spaces_policy
from community.spaces import queries as spaces
from community.spaces import slots as spaces_slots
from community.web import proxy
from community.web.frame import FrameParts
from community.web.install import WebParts
from community.web.install import install as install_web
from community.web.slots import Filler, Slots

HERE = Path(community.__file__).parent


class Throughline(Flask):
    """The app's class: the one place to change when another class of app is wanted (docs/decisions.md)."""

    def log_exception(self, *_: object) -> None:
        """Nothing: the map of errors logs each with its reference, and without what must not be in logs."""


def create_app(settings: Settings | None = None, *, extra: tuple[Plugin, ...] = ()) -> Flask:
    """The site, ready to serve; `extra` modules are given by tests. Reads no database.

    Raises RuleBroken when a rule of the house is broken.
    """
    settings = settings or Settings()
    plugins = [*ROOMS, *order.in_order(discovery.find(settings.plugins, extra))]
    checks.check_plugins(plugins)

    app = Throughline("community", root_path=str(HERE), template_folder=str(_outer("templates")))
    app.extensions["community.settings"] = settings
    app.config.update(_flask_settings(settings))
    logs.install(settings)
    database.install(app, settings.database)
    host = install_host(app, plugins)
    app.extensions["community.is_off"] = spaces.is_off
    install_rules(app, _rules(host))
    events.install(app, _events(host))
    install_web(app, settings, _web_parts(host))
    actors.install(app)
    files.install(app, settings)
    mail.install(app, settings)
    install_search(app, settings, _search_parts(host))
    catch_up.install(app, _providers(host))
    gateway.install(app, settings)
    proxy.install(app, settings)  # last, so that pages and sockets see the same address
    for plugin in plugins:
        for blueprint in plugin.blueprints:
            app.register_blueprint(blueprint)
        for command in plugin.commands:
            _add_command(app, command)
    checks.check_app(app, plugins)
    return app


def _outer(name: str) -> Path:
    """A folder that stands beside the package in a checkout and inside it in a wheel."""
    beside = HERE.parent / name
    return beside if beside.is_dir() else HERE / name


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret(),
        "TESTING": settings.testing,
        "DEBUG": settings.debug,
        "MAX_CONTENT_LENGTH": max(settings.upload_max_bytes, settings.document_max_bytes) + 1_000_000,
        "SESSION_COOKIE_NAME": "throughline",
        "TEMPLATES_AUTO_RELOAD": settings.debug,
    }


def _rules(host: Host) -> Rules:
    policies = [plugin.policy for plugin in host.plugins.values() if plugin.policy is not None]
    policies.append(spaces_policy.switches_of_actions(host.plugins.values()))
    return build_rules(
        host.all("kinds"), host.all("scopes"), policies, host.all("screens"),
        shares=spaces.shared_versions, reads_version=spaces_policy.reads_version,
    )  # fmt: skip


def _events(host: Host) -> events.Registry:
    handlers = [replace(handler, owner=plugin.name) for plugin in host.plugins.values() for handler in plugin.handlers]
    policies = [plugin.policy for plugin in host.plugins.values() if plugin.policy is not None]
    narrowing = {name for policy in policies for limit in policy.limits for name in limit.changed_by}
    tasks = {name: call for plugin in host.plugins.values() for name, call in plugin.tasks.items()}
    return events.build(
        events=host.all("events"),
        handlers=handlers,
        tasks=tasks,
        jobs=host.all("schedule"),
        duties=host.all("duties"),
        is_off=switches.is_off,
        narrowing=narrowing,
    )


def _search_parts(host: Host) -> SearchParts:
    return SearchParts(host.all("documents"), boundaries.pending, actors.actor_by_email)


def _web_parts(host: Host) -> WebParts:
    fillers: dict[str, list[tuple[str, Filler]]] = {}
    for plugin in host.plugins.values():
        for place, filler in plugin.slots_filled.items():
            fillers.setdefault(place, []).append((plugin.name, filler))
    links = sorted(host.all("navigation"), key=lambda item: item.order)
    return WebParts(
        catalogues=[
            HERE / "translations",
            *_translations(host.plugins.values()),
        ],
        actor_loader=actors.load,
        frame=FrameParts(
            person=people_slots.person_frame,
            menu=spaces_slots.menu,
            space=spaces_slots.head,
            cursor=lambda actor: cursors.fresh(actor.id),
            links=[(item.title, item.endpoint, item.action) for item in links],
        ),
        slots=Slots(frozenset(host.all("slots_offered")), fillers, switches.is_off),
        answers={"mention": people_slots.mentions, "image": pictures.shown, "file": pictures.shown},
    )


def _providers(host: Host) -> catch_up.Providers:
    known = [(plugin.name, one) for plugin in host.plugins.values() for one in plugin.catch_up]
    return catch_up.Providers(known, switches.is_off)


def _translations(plugins: Iterable[Plugin]) -> list[Path]:
    folders = (package_folder(plugin) for plugin in plugins if not plugin.core)
    return [folder / "translations" for folder in folders if folder is not None]


def _add_command(app: Flask, command: click.Command) -> None:
    """Add a command; groups of one name become one group."""
    present = app.cli.commands.get(command.name or "")
    if isinstance(present, click.Group) and isinstance(command, click.Group):
        for inner in command.commands.values():
            present.add_command(inner)
    else:
        app.cli.add_command(command)
