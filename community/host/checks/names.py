"""Names: a module's own, what it declares under its prefix, nothing twice, the sdk it was written for."""

import pkgutil
import re
from collections.abc import Iterator, Sequence

from packaging.specifiers import InvalidSpecifier, SpecifierSet

import community
from community.errors import RuleBroken
from community.host.contract import Plugin

SDK_VERSION = "1.0"
FORM = re.compile(r"[a-z][a-z0-9_]{1,29}")
ROOMS = frozenset(room.name for room in pkgutil.iter_modules(community.__path__))
TAKEN = ROOMS | {"community", "plugins", "core", "alembic", "site", "frame", "home", "on", "everybody", "person"}


def sdk(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """It was written for this sdk."""
    try:
        fits = plugin.core or SDK_VERSION in SpecifierSet(plugin.sdk)
    except InvalidSpecifier:
        fix = 'write it like ">=1,<2"'
        raise RuleBroken(f"its sdk range {plugin.sdk!r} cannot be read", plugin.name, fix) from None
    if not fits:
        fix = "install a version of it for this sdk"
        raise RuleBroken(f"it wants sdk {plugin.sdk}, this is {SDK_VERSION}", plugin.name, fix)


def core_blueprints(plugins: Sequence[Plugin]) -> frozenset[str]:
    """The names of the core's blueprints: a module's blueprint is named after the module."""
    return frozenset(blueprint.name for plugin in plugins if plugin.core for blueprint in plugin.blueprints)


def own_name(plugin: Plugin, plugins: Sequence[Plugin]) -> None:
    """Its name is one that prefixes can be made of, and nobody else's."""
    if not FORM.fullmatch(plugin.name):
        fix = "use small letters, digits and _, the first a letter"
        raise RuleBroken(f"the name {plugin.name!r} is no name for a module", plugin.package or plugin.name, fix)
    if plugin.core:
        return
    if plugin.name in TAKEN | core_blueprints(plugins):
        raise RuleBroken(f"the name {plugin.name!r} belongs to the core", plugin.package or plugin.name, "rename it")
    for other in plugins:
        if other is not plugin and other.name == plugin.name:
            where = f"{plugin.package}, {other.package}"
            raise RuleBroken(f"two modules are named {plugin.name!r}", where, "rename one of them or uninstall it")
        if other.name.startswith(f"{plugin.name}_"):
            where = f"{plugin.name}, {other.name}"
            raise RuleBroken(f"tables named {plugin.name}_… could be of both", where, "rename one of them")


def declared(plugin: Plugin) -> Iterator[tuple[str, str]]:
    """Everything with a name that it declares: (what, name)."""
    named = (
        ("kind", plugin.kinds), ("scope", plugin.scopes), ("event", plugin.events), ("notice", plugin.notices),
        ("tab", plugin.tabs), ("mark", plugin.marks), ("job", plugin.schedule), ("boundary", plugin.boundaries),
        ("catch-up", plugin.catch_up), ("screen", plugin.screens), ("point", plugin.points),
        ("limit", plugin.policy.limits if plugin.policy else ()),
    )  # fmt: skip
    for what, values in named:
        yield from ((what, value.name) for value in values)
    yield from (("task", name) for name in plugin.tasks)
    yield from (("slot", name) for name in plugin.slots_offered)


def prefixes(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """What it declares begins with its name."""
    for what, name in () if plugin.core else declared(plugin):
        if not name.startswith(f"{plugin.name}."):
            raise RuleBroken(f"the {what} {name!r} is outside its prefix", plugin.name, f"name it {plugin.name}.…")


def no_name_twice(plugin: Plugin, plugins: Sequence[Plugin]) -> None:
    """Nothing is declared twice: by itself, or by it and another."""
    own = [*declared(plugin), *(("setting", one.name) for one in plugin.settings)]
    own += [("document source", one.kind) for one in plugin.documents]
    own += [("space kind", kind.name) for kind in plugin.space_kinds]
    twice = [f"the {what} {name!r}" for what, name in own if own.count((what, name)) > 1]
    for other in plugins[: list(plugins).index(plugin)]:
        theirs = {*declared(other), *(("space kind", kind.name) for kind in other.space_kinds)}
        twice += [f"the {what} {name!r} of {other.name}" for what, name in own if (what, name) in theirs]
    if twice:
        raise RuleBroken(f"{twice[0]} is declared twice", plugin.name, "rename or drop one of them")


def handlers(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Handlers are kept in rows by the name of their function: each its own, and none without."""
    called = [handler.call.__name__ for handler in plugin.handlers]
    for name in called:
        if name == "<lambda>":
            raise RuleBroken("a handler is a lambda, which has no name to keep", plugin.name, "write a function")
        if called.count(name) > 1:
            raise RuleBroken(f"two handlers are functions named {name}", plugin.name, "rename one of them")


def grants(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """It grants on kinds of its own, or actions named after itself."""
    if plugin.core or plugin.policy is None:
        return
    own = {kind.model for kind in plugin.kinds}
    for grant in plugin.policy.grants:
        if grant.model not in own and not grant.action.startswith(f"{plugin.name}."):
            fix = f"grant on kinds of its own, or an action named {plugin.name}.…"
            raise RuleBroken(f"it grants {grant.action!r} on a foreign kind", plugin.name, fix)
    if plugin.policy.everywhere:
        raise RuleBroken("it grants on every kind", plugin.name, "grant on kinds of its own")


RULES = (sdk, own_name, prefixes, no_name_twice, handlers, grants)
