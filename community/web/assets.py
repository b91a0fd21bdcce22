"""Addresses of the site's own scripts and styles: the built file under its hashed name, else the source."""

import json
from functools import lru_cache
from pathlib import Path

from flask import url_for

STATIC = Path(__file__).parent.parent / "static"
SOURCES = {"app.js": "src/plain.js", "app.css": "css/app.css"}


@lru_cache(maxsize=1)
def _manifest() -> dict[str, str]:
    file = STATIC / "dist" / "manifest.json"
    names: dict[str, str] = json.loads(file.read_text()) if file.is_file() else {}
    return names


def is_built() -> bool:
    """Whether the bundle is there; without it pages work, without scripts."""
    return bool(_manifest())


def asset(name: str) -> str:
    """The address of "app.css", "app.js" or another file of community/static."""
    built = _manifest().get(name)
    if built:
        return url_for("static", filename=f"dist/{built}")
    return url_for("static", filename=SOURCES.get(name, name))
