"""Refusals at start: one function a rule of the house, each naming the rule, the place and the fix. Mends nothing."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from packaging.specifiers import SpecifierSet

from community.data.database import Base
from community.errors import RuleBroken
from community.host.contract import Plugin
from community.web.blueprint import ACCESS

SDK_VERSION = "1.0"
OPEN_ENDPOINTS = frozenset({"static"})


def check_plugins(plugins: Sequence[Plugin]) -> None:
    """Hold every module against the rules that its value alone can break. Raises RuleBroken."""
    for plugin in plugins:
        for rule in (_sdk, _names, _addresses, _templates, _grants, _personal, _foreign):
            rule(plugin, plugins)


def check_app(app: Flask, plugins: Sequence[Plugin]) -> None:
    """Hold the assembled app against the rules. Raises RuleBroken."""
    _routes(app)
    _tables(plugins)


def _sdk(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    if not plugin.core and SDK_VERSION not in SpecifierSet(plugin.sdk):
        raise RuleBroken(
            f"it wants sdk {plugin.sdk}, this is {SDK_VERSION}", plugin.name, "install a version of it for this sdk"
        )


def _names(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    named: list[tuple[str, str]] = [("kind", kind.name) for kind in plugin.kinds]
    named += [("event", event.name) for event in plugin.events]
    named += [("notice", notice.name) for notice in plugin.notices]
    named += [("tab", tab.name) for tab in plugin.tabs]
    named += [("mark", mark.name) for mark in plugin.marks]
    named += [("task", name) for name in plugin.tasks]
    named += [("job", job.name) for job in plugin.schedule]
    named += [("point", point.name) for point in plugin.points]
    named += [("slot", slot) for slot in plugin.slots_offered if not plugin.core]
    for what, name in named:
        if not name.startswith(f"{plugin.name}."):
            raise RuleBroken(f"the {what} {name!r} is outside its prefix", plugin.name, f"name it {plugin.name}.…")


def _addresses(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    for blueprint in () if plugin.core else plugin.blueprints:
        if blueprint.name != plugin.name:
            raise RuleBroken(
                f"the blueprint {blueprint.name!r} is not its own", plugin.name, f"call it {plugin.name!r}"
            )
        prefix = blueprint.url_prefix or ""
        if prefix != f"/{plugin.name}" and not prefix.startswith(f"/{plugin.name}/"):
            raise RuleBroken(f"addresses below {prefix or '/'}", plugin.name, f"use the prefix /{plugin.name}")


def _templates(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    for blueprint in () if plugin.core else plugin.blueprints:
        folder = Path(blueprint.root_path) / str(blueprint.template_folder)
        outside = [one.name for one in folder.iterdir() if one.name != plugin.name] if folder.is_dir() else []
        if outside:
            fix = f"move it into templates/{plugin.name}/"
            raise RuleBroken(f"templates outside its folder: {', '.join(sorted(outside))}", plugin.name, fix)


def _grants(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    if plugin.core or plugin.policy is None:
        return
    own = {kind.model for kind in plugin.kinds}
    for grant in plugin.policy.grants:
        if grant.model not in own and not grant.action.startswith(f"{plugin.name}."):
            fix = f"grant on kinds of its own, or an action named {plugin.name}.…"
            raise RuleBroken(f"it grants {grant.action!r} on a foreign kind", plugin.name, fix)
    if plugin.policy.everywhere:
        raise RuleBroken("it grants on every kind", plugin.name, "grant on kinds of its own")


def _personal(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    kept = set(plugin.personal_data.tables) if plugin.personal_data else set()
    for table in _tables_of(plugin):
        points = [one for one in table.foreign_keys if one.target_fullname == "people_person.id"]
        if points and table.name not in kept:
            fix = f"name {table.name} in personal_data, with its export and erasure"
            raise RuleBroken(f"the table {table.name} points at a person", plugin.name, fix)


def _foreign(plugin: Plugin, plugins: Sequence[Plugin]) -> None:
    """What it refers to in other installed modules must exist there; a module that is absent is no error."""
    by_name = {one.name: one for one in plugins}
    _known(plugin, by_name, "event", [name for handler in plugin.handlers for name in handler.events], _events)
    _known(plugin, by_name, "slot", list(plugin.slots_filled), lambda one: one.slots_offered)
    _known(plugin, by_name, "point", [one.point for one in plugin.contributes], _points)
    types = {point.name: point.type for one in plugins for point in one.points}
    for one in plugin.contributes:
        if one.point in types and not isinstance(one.value, types[one.point]):
            fix = f"give it a {types[one.point].__name__}"
            raise RuleBroken(f"its value for {one.point} is a {type(one.value).__name__}", plugin.name, fix)


def _events(plugin: Plugin) -> Iterable[str]:
    return [event.name for event in plugin.events]


def _points(plugin: Plugin) -> Iterable[str]:
    return [point.name for point in plugin.points]


def _known(
    plugin: Plugin, by_name: dict[str, Plugin], what: str, names: list[str], declared: Callable[[Plugin], Iterable[str]]
) -> None:
    core = {name for one in by_name.values() if one.core for name in declared(one)}
    for name in names:
        owner = by_name.get(name.partition(".")[0])
        if name == "*" or name in core or owner is None or name in declared(owner):
            continue
        raise RuleBroken(f"the {what} {name!r} does not exist", plugin.name, f"use one that {owner.name} declares")


def _tables_of(plugin: Plugin) -> list[Any]:
    modules = f"{plugin.package}."
    mapped = [mapper for mapper in Base.registry.mappers if mapper.class_.__module__.startswith(modules)]
    return [mapper.local_table for mapper in mapped]


def _tables(plugins: Sequence[Plugin]) -> None:
    for plugin in plugins:
        for table in _tables_of(plugin):
            if not table.name.startswith(f"{plugin.name}_"):
                fix = f"name it {plugin.name}_…"
                raise RuleBroken(f"the table {table.name} is outside its prefix", plugin.name, fix)


def _routes(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if endpoint.endswith(".static") or endpoint in OPEN_ENDPOINTS:
            continue
        if not getattr(view, ACCESS, ""):
            raise RuleBroken(f"the route {endpoint} is neither guarded nor @public", endpoint, "use a GuardedBlueprint")
