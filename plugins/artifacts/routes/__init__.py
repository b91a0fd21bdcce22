"""Pages of artifacts: HTTP in, HTTP out. One blueprint; each file adds its views to it."""

from plugins.artifacts.routes import artifacts
from plugins.artifacts.routes.blueprint import bp

__all__ = ["artifacts", "bp"]
