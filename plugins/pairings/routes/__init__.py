"""Pages of rounds and pairings: HTTP in, HTTP out. One blueprint; each file adds its views to it."""

from plugins.pairings.routes import drafts, entries, equity, pairings, responses, rounds, steering, teams, workbench
from plugins.pairings.routes.blueprint import bp

__all__ = [
    "bp", "drafts", "entries", "equity", "pairings", "responses", "rounds", "steering", "teams", "workbench",
]  # fmt: skip
