"""What modules tell a reader who comes back: counts and moved things, as the rules see them now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask

from community.access import Actor


@dataclass(frozen=True)
class CatchUp:
    """A module's answer to "what moved since": `collect(actor, since)` gives parts of the catch-up, such as
    {"bell": 3}, {"unread": {space public id: n}} or {"items": [{"topic", "what", "count", "url"}]}.
    """

    name: str
    collect: Callable[[Actor, datetime | None], Mapping[str, Any]]


@dataclass(frozen=True)
class Providers:
    """Everything that is asked, with the module it belongs to; `is_off(module)` says which are not."""

    known: Sequence[tuple[str, CatchUp]]
    is_off: Callable[[str], bool]


def install(app: Flask, providers: Providers) -> None:
    """Give the app those whom the catch-up address asks."""
    app.extensions["community.live.providers"] = providers
