"""The suite that every module passes, ours and outsiders': real parts, both databases, three lines in a test file.

`TestKudos = conformance(plugin, fill=give_one)`, after the two imports that this takes.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from community.host.contract import Plugin
from community.testing.conformance.personal import PersonalRows
from community.testing.conformance.reading import Reading
from community.testing.conformance.routes import Pages
from community.testing.conformance.scene import Scene
from community.testing.conformance.schema import Schema
from community.testing.conformance.shape import Shape
from community.testing.conformance.starting import Starting
from community.testing.conformance.switching import Switching

__all__ = ["Scene", "conformance"]


def conformance(plugin: Plugin, *, fill: Callable[[Scene], Any] | None = None, beside: tuple[str, ...] = ()) -> type:
    """A test class for one module, run on a site with only what it requires.

    `fill(scene)` makes one more of everything that the module keeps: by `scene.ana`, in `scene.space`. Addresses with
    arguments other than a space's `slug` or a `public_id` are said in `scene.values`. `beside` names modules without
    which there is nothing to fill it with. `events.txt`, beside the file that calls this, pins what events carry.
    """
    folder = Path(sys._getframe(1).f_code.co_filename).parent  # noqa: SLF001 - the file of the call
    parts = (Starting, Shape, Schema, Pages, Reading, Switching, PersonalRows)
    plugin = replace(plugin, package=plugin.package or _package(plugin))
    fillings = () if fill is None else (fill,)
    return type("Conformance", parts, {"plugin": plugin, "fillings": fillings, "beside": beside, "folder": folder})


def _package(plugin: Plugin) -> str:
    """Where the value was written."""
    homes = [name for name in sys.modules if name.endswith(".plugin")]
    found = (name for name in homes if getattr(sys.modules[name], "plugin", None) is plugin)
    return next(found, "").rpartition(".")[0]
