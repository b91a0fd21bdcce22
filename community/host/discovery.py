"""Finding Plugin values: the built-in folder and installed entry points yield the same type. Judges nothing.

Only modules that are asked for are imported: a broken one that is left out breaks nothing.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.metadata import entry_points

from community.errors import RuleBroken
from community.host.contract import Plugin

GROUP = "community.plugins"
FOLDER = "plugins"
CORE = ("people", "spaces", "console")

Found = list[tuple[str, str, Callable[[], Plugin]]]  # name, where it is, how to load it


def core_plugins() -> list[Plugin]:
    """The core's own modules, which are always on."""
    return [replace(load(f"community.{name}.plugin"), core=True) for name in CORE]


def built_in() -> Found:
    """Modules of the built-in folder."""
    package = importlib.import_module(FOLDER)
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg)
    return [(name, f"{FOLDER}.{name}", _loader(name, f"{FOLDER}.{name}.plugin")) for name in names]


def installed() -> Found:
    """Modules that other distributions brought, through the entry-point group `community.plugins`."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return [(point.name, point.value, _loader(point.name, point.module, point.attr or "plugin")) for point in found]


def _loader(name: str, module: str, attribute: str = "plugin") -> Callable[[], Plugin]:
    def loaded() -> Plugin:
        plugin = load(module, attribute)
        if plugin.name != name:
            fix = f"name both the same: {plugin.name!r}, or {name!r}"
            raise RuleBroken(f"it is found as {name!r} and calls itself {plugin.name!r}", module, fix)
        return plugin

    return loaded


def load(module: str, attribute: str = "plugin") -> Plugin:
    """The Plugin value of a module. Raises RuleBroken when there is none, or when importing it fails."""
    try:
        value = getattr(importlib.import_module(module), attribute, None)
    except Exception as error:
        rule = f"it cannot be imported ({type(error).__name__}: {error})"
        raise RuleBroken(rule, module, "mend or uninstall it, or leave it out of the setting `plugins`") from error
    if not isinstance(value, Plugin):
        raise RuleBroken("a module is described by one Plugin value", module, f"define `{attribute} = Plugin(...)`")
    return replace(value, package=value.package or module.rpartition(".")[0])


def find(names: tuple[str, ...] = (), extra: tuple[Plugin, ...] = ()) -> list[Plugin]:
    """All modules, or of the optional ones those in `names`; `extra` are given by tests. Raises RuleBroken."""
    given: Found = [(plugin.name, plugin.package or "given", partial(replace, plugin)) for plugin in extra]
    optional = [*built_in(), *installed(), *given]
    core = core_plugins()
    where = {plugin.name: plugin.package for plugin in core}
    for name, place, _load in optional:
        if name in where:
            fix = "rename one of them or uninstall it"
            raise RuleBroken(f"two modules are named {name!r}", f"{where[name]}, {place}", fix)
        where[name] = place
    unknown = [name for name in names if name not in where]
    if unknown:
        words = ", ".join(unknown)
        raise RuleBroken(f"unknown modules: {words}", "setting `plugins`", "install them or correct the list")
    return core + [loaded() for name, _place, loaded in optional if not names or name in names]
