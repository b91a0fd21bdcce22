"""What is installed in this app: lookups over its modules. Never changes after the start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from community.errors import UnknownQuestion
from community.host.contract import Notice, Plugin, Seen, SpaceKind


@dataclass(frozen=True)
class Host:
    """The modules of this app in order, by name."""

    plugins: Mapping[str, Plugin]

    def all(self, field: str) -> list[Any]:
        """The values of one tuple field of every module, in order."""
        return [value for plugin in self.plugins.values() for value in getattr(plugin, field)]

    def notices(self) -> list[Notice]:
        """Every declared notice."""
        return self.all("notices")

    def seen(self) -> list[Seen]:
        """Every declared way of having seen things."""
        return self.all("seen")

    def space_kinds(self) -> Mapping[str, SpaceKind]:
        """Every kind of space, by name."""
        return {kind.name: kind for kind in self.all("space_kinds")}

    def contributions(self, point: str) -> list[Any]:
        """The values that modules contribute to a point. Raises UnknownQuestion when nobody declares it."""
        if point not in {one.name for one in self.all("points")}:
            raise UnknownQuestion(f"no point {point!r}")
        return [one.value for one in self.all("contributes") if one.point == point]


def install(app: Flask, plugins: Iterable[Plugin]) -> Host:
    """Give the app its modules."""
    built = Host({plugin.name: plugin for plugin in plugins})
    app.extensions["community.host"] = built
    return built


def host() -> Host:
    """The modules of the running app."""
    found: Host = current_app.extensions["community.host"]
    return found
