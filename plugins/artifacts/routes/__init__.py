"""Pages of artifacts: HTTP in, HTTP out. One blueprint; each file adds its views to it."""

from plugins.artifacts.routes import adoptions, artifacts, cycles, drivers, evidence, measures, plans, versions
from plugins.artifacts.routes.blueprint import bp

__all__ = ["adoptions", "artifacts", "bp", "cycles", "drivers", "evidence", "measures", "plans", "versions"]
