"""How anything points at anything: Ref(kind, id). No joins into module tables."""

from typing import NamedTuple


class Ref(NamedTuple):
    """One thing: the name of its kind ("discussions.thread") and its id. Never leaves the server."""

    kind: str
    id: int

    @property
    def key(self) -> str:
        """The ref as one string, "kind:id"."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, key: str) -> "Ref":
        """The ref of a `key`. Raises ValueError for anything else."""
        kind, _, number = key.rpartition(":")
        if not kind:
            raise ValueError(key)
        return cls(kind, int(number))
