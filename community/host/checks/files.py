"""Files of a module: addresses below its name; templates, static files and catalogues in their own folders."""

import importlib
from collections.abc import Sequence
from pathlib import Path

from community.errors import RuleBroken
from community.host.contract import Plugin


def addresses(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Its pages lie below its name."""
    for blueprint in () if plugin.core else plugin.blueprints:
        if blueprint.name != plugin.name:
            raise RuleBroken(
                f"the blueprint {blueprint.name!r} is not its own", plugin.name, f"call it {plugin.name!r}"
            )
        prefix = blueprint.url_prefix or ""
        if prefix != f"/{plugin.name}" and not prefix.startswith(f"/{plugin.name}/"):
            raise RuleBroken(f"addresses below {prefix or '/'}", plugin.name, f"use the prefix /{plugin.name}")


def templates(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Its templates lie in templates/<name>/, so that none hides another's."""
    for blueprint in () if plugin.core else plugin.blueprints:
        folder = Path(blueprint.root_path) / str(blueprint.template_folder)
        outside = [one.name for one in folder.iterdir() if one.name != plugin.name] if folder.is_dir() else []
        if outside:
            fix = f"move it into templates/{plugin.name}/"
            raise RuleBroken(f"templates outside its folder: {', '.join(sorted(outside))}", plugin.name, fix)


def inside(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Its folders of templates and static files are inside its package."""
    package = package_folder(plugin)
    if plugin.core or package is None:
        return
    for blueprint in plugin.blueprints:
        for what, name in (("templates", blueprint.template_folder), ("static files", blueprint.static_folder)):
            place = (Path(blueprint.root_path) / str(name or "")).resolve()
            if not place.is_relative_to(package):
                raise RuleBroken(f"its {what} lie in {place}", plugin.name, f"move them into {package}")


def catalogues(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Its words lie where they are looked for."""
    package = package_folder(plugin)
    if plugin.core or package is None:
        return
    for file in sorted((*package.rglob("*.po"), *package.rglob("*.pot"))):
        place = file.relative_to(package).parts
        if len(place) != 4 or (place[0], *place[2:]) != ("translations", "LC_MESSAGES", "messages.po"):
            fix = "move it to translations/<language>/LC_MESSAGES/messages.po"
            raise RuleBroken(f"a catalogue outside its folder: {'/'.join(place)}", plugin.name, fix)


def package_folder(plugin: Plugin) -> Path | None:
    """Where its package lies; None for a value without one."""
    file = importlib.import_module(plugin.package).__file__ if plugin.package else None
    return Path(file).resolve().parent if file else None


RULES = (addresses, templates, inside, catalogues)
