"""Pages of artifacts: HTTP in, HTTP out. One blueprint; each file adds its views to it."""

from plugins.artifacts.routes import (
    adoptions,
    artifacts,
    cycles,
    drivers,
    evidence,
    exchange,
    ideas,
    measures,
    plans,
    public_pages,
    terms,
    versions,
)
from plugins.artifacts.routes.blueprint import bp

__all__ = [
    "adoptions", "artifacts", "bp", "cycles", "drivers", "evidence", "exchange", "ideas", "measures", "plans",
    "public_pages", "terms", "versions",
]  # fmt: skip
