"""The sample network while it is made: modules fill it in order and find what others put there. Knows no module."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from community.access import System
from community.clock import frozen, now


@dataclass
class SampleNetwork:
    """What samples share: a seeded `rng`, the moment `now`, the acting `actor`, and rows by key."""

    seed: int = 20261123
    now: datetime = field(default_factory=now)
    actor: System = field(default_factory=lambda: System("sample network"))
    rows: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start the same way every time."""
        self.rng = random.Random(self.seed)  # noqa: S311 - samples are to be the same each time

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Let it be `moment` while something of the past is told: rows, events and the ledger then carry its date."""
        with frozen(moment):
            yield

    def remember(self, key: str, row: Any) -> Any:
        """Keep `row` for other modules under "kind:name", such as "person:ana"."""
        self.rows[key] = row
        return row

    def get(self, key: str) -> Any:
        """What a module before this one remembered. Raises KeyError."""
        return self.rows[key]

    def all(self, prefix: str) -> list[Any]:
        """Everything remembered under "kind:"."""
        return [row for key, row in self.rows.items() if key.startswith(f"{prefix}:")]
