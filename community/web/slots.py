"""Named places in pages that other modules fill. Fillers return a template and its values, never markup."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from flask import current_app, render_template
from markupsafe import Markup

from community.access import Actor
from community.config import current

log = structlog.get_logger("slots")


@dataclass(frozen=True)
class Part:
    """What a filler shows: a template of its own folder, with values. Rendered with escaping on.

    `each`, for a place that stands beside every item of a list: more values by the item's key; an item without stays
    empty. So a filler is asked once for the whole list.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    each: Mapping[str, Mapping[str, Any]] | None = None


Filler = Callable[[Actor, Mapping[str, Any]], Part | None]


@dataclass(frozen=True)
class Slots:
    """Which places exist and who fills them, in order. `is_off(module)` is asked when a page is made."""

    offered: frozenset[str]
    fillers: Mapping[str, Sequence[tuple[str, Filler]]]
    is_off: Callable[[str], bool]


def gather(actor: Actor, places: Mapping[str, Mapping[str, Any]]) -> dict[str, list[Part]]:
    """Ask every filler of `places` ({name: context}) for its part, before the page is rendered.

    A filler that fails is logged and left out, or raised in tests and development. Raises KeyError for a place that
    nobody offers.
    """
    slots: Slots = current_app.extensions["community.slots"]
    found: dict[str, list[Part]] = {}
    for place, context in places.items():
        if place not in slots.offered:
            raise KeyError(f"no module offers the slot {place!r}")
        asked = [(owner, filler) for owner, filler in slots.fillers.get(place, ()) if not slots.is_off(owner)]
        parts = [_ask(filler, owner, actor, context) for owner, filler in asked]
        found[place] = [part for part in parts if part is not None]
    return found


def _ask(filler: Filler, owner: str, actor: Actor, context: Mapping[str, Any]) -> Part | None:
    try:
        return filler(actor, context)
    except Exception:
        if current().testing or current().debug:
            raise
        log.exception("slot failed", owner=owner)
        return None


def show(parts: Sequence[Part], key: str = "") -> Markup:
    """The parts, rendered one after another; beside a list, those for the item with that key."""
    return Markup("").join(Markup(_render(part, key)) for part in parts)


def _render(part: Part, key: str) -> str:
    if part.each is None:
        return render_template(part.template, **part.values)
    return render_template(part.template, **part.values, **part.each[key]) if key in part.each else ""
