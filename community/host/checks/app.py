"""The assembled app: every route is kept, every declared page exists, no address and no command stands twice."""

from collections.abc import Iterator, Sequence

import click
from flask import Flask

from community.errors import RuleBroken
from community.host.contract import Plugin
from community.web.blueprint import ACCESS

OPEN_ENDPOINTS = frozenset({"static"})


def routes(app: Flask, _plugins: Sequence[Plugin]) -> None:
    """Every view says who may open it."""
    for endpoint, view in app.view_functions.items():
        if endpoint.endswith(".static") or endpoint in OPEN_ENDPOINTS:
            continue
        if not getattr(view, ACCESS, ""):
            raise RuleBroken(f"the route {endpoint} is neither guarded nor @public", endpoint, "use a GuardedBlueprint")


def one_view_an_address(app: Flask, _plugins: Sequence[Plugin]) -> None:
    """Two views at one address: the second would never be asked."""
    seen: dict[tuple[str, str], str] = {}
    for rule in app.url_map.iter_rules():
        automatic = getattr(rule, "provide_automatic_options")  # noqa: B009 - Flask sets it, unknown to Werkzeug's types
        answered_by_itself = {"OPTIONS"} if automatic else set()
        for method in (rule.methods or set()) - answered_by_itself:
            first = seen.setdefault((method, rule.rule), rule.endpoint)
            if first != rule.endpoint:
                fix = "give one of them another address"
                raise RuleBroken(f"{method} {rule.rule} is the address of two views", f"{first}, {rule.endpoint}", fix)


def core_addresses(app: Flask, plugins: Sequence[Plugin]) -> frozenset[str]:
    """What the addresses of the core's own pages begin with."""
    outside = {blueprint.name for plugin in plugins if not plugin.core for blueprint in plugin.blueprints}
    own = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.partition(".")[0] not in outside]
    return frozenset(rule.split("/")[1] for rule in own)


def own_addresses(app: Flask, plugins: Sequence[Plugin]) -> None:
    """A module's name is where its pages are, so no page of the core's may be there."""
    core = core_addresses(app, plugins)
    for plugin in plugins:
        if not plugin.core and plugin.name in core:
            rule = f"the name {plugin.name!r} is the address of pages of the core"
            raise RuleBroken(rule, plugin.package or plugin.name, "rename it")


def pages(app: Flask, plugins: Sequence[Plugin]) -> None:
    """Tabs take a space's slug, kinds' own pages a public id, entries of the person's menu nothing."""
    for plugin in plugins:
        for what, endpoint, takes in _declared(plugin):
            rules = list(app.url_map.iter_rules(endpoint)) if endpoint in app.view_functions else []
            if not any(rule.arguments == takes for rule in rules):
                fix = f"write that view, with {', '.join(takes)} in its address" if takes else "write that view"
                raise RuleBroken(f"{what} leads to {endpoint!r}, which is no such page", plugin.name, fix)


def _declared(plugin: Plugin) -> Iterator[tuple[str, str, set[str]]]:
    for tab in plugin.tabs:
        yield f"the tab {tab.name!r}", tab.endpoint, {"slug"}
    for kind in plugin.kinds:
        if kind.page:
            yield f"the kind {kind.name!r}", kind.page, {"public_id"}
    for item in plugin.navigation:
        yield "navigation", item.endpoint, set()


def commands(_app: Flask, plugins: Sequence[Plugin]) -> None:
    """No module replaces another's command."""
    seen: dict[str, str] = {}
    for plugin in plugins:
        for words in (words for command in plugin.commands for words in _leaves(command)):
            first = seen.setdefault(words, plugin.name)
            if first != plugin.name:
                raise RuleBroken(f"the command `{words}` is there twice", f"{first}, {plugin.name}", "rename one")


def _leaves(command: click.Command, before: str = "") -> Iterator[str]:
    words = f"{before} {command.name}".strip()
    if not isinstance(command, click.Group):
        yield words
        return
    for inner in command.commands.values():
        yield from _leaves(inner, words)


RULES = (routes, own_addresses, one_view_an_address, pages, commands)
