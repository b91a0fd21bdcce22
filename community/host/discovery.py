"""Finding Plugin values: the built-in folder and installed entry points yield the same type. Judges nothing."""

import importlib
import pkgutil
from dataclasses import replace
from importlib.metadata import entry_points

from community.errors import RuleBroken
from community.host.contract import Plugin

GROUP = "community.plugins"
FOLDER = "plugins"
CORE = ("people", "spaces", "console")


def core_plugins() -> list[Plugin]:
    """The core's own modules, which are always on."""
    return [replace(load(f"community.{name}.plugin"), core=True) for name in CORE]


def built_in(names: tuple[str, ...] = ()) -> list[Plugin]:
    """Modules of the built-in folder; only those in `names`, if any are given."""
    package = importlib.import_module(FOLDER)
    found = sorted(one.name for one in pkgutil.iter_modules(package.__path__) if one.ispkg)
    return [load(f"{FOLDER}.{name}.plugin") for name in found if not names or name in names]


def installed() -> list[Plugin]:
    """Modules that other distributions brought, through the entry-point group `community.plugins`."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return [load(point.module, point.attr or "plugin") for point in found]


def load(module: str, attribute: str = "plugin") -> Plugin:
    """The Plugin value of a module. Raises RuleBroken when there is none."""
    value = getattr(importlib.import_module(module), attribute, None)
    if not isinstance(value, Plugin):
        raise RuleBroken("a module is described by one Plugin value", module, f"define `{attribute} = Plugin(...)`")
    return replace(value, package=value.package or module.rpartition(".")[0])


def find(names: tuple[str, ...] = (), extra: tuple[Plugin, ...] = ()) -> list[Plugin]:
    """All modules, or of the optional ones those in `names`; `extra` are given by tests. Raises RuleBroken."""
    optional = [*built_in(names), *installed(), *extra]
    seen: dict[str, Plugin] = {}
    for plugin in [*core_plugins(), *optional]:
        if plugin.name in seen:
            fix = "rename one of them or uninstall it"
            raise RuleBroken(
                f"two modules are named {plugin.name!r}", f"{seen[plugin.name].package}, {plugin.package}", fix
            )
        seen[plugin.name] = plugin
    unknown = [name for name in names if name not in seen]
    if unknown:
        raise RuleBroken(
            f"unknown modules: {', '.join(unknown)}", "setting `plugins`", "install them or correct the list"
        )
    return [plugin for plugin in seen.values() if plugin.core or not names or plugin.name in names]
