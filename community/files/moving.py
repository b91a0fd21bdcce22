"""Moving every stored byte to another store while the site runs: copied, never taken away, and safe to repeat.

The site meanwhile writes to the new store and reads from both (stores/moving.py).
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from community.errors import Conflict
from community.files.store import MissingBytes
from community.files.stores import store
from community.files.stores.moving import MovingStore


@dataclass
class Moved:
    """What a move came to. `damaged`: names whose bytes are others than they say; `under_way`: uploads that began in
    the old store, and end there.
    """

    copied: int = 0
    there: int = 0
    damaged: list[str] = field(default_factory=list)
    under_way: int = 0

    @property
    def done(self) -> bool:
        """Whether the old store is needed no more."""
        return not self.damaged and not self.under_way


def move(progress: Callable[[int], None] = lambda count: None) -> Moved:
    """Copy what the old store holds and the new one does not, each checked by its name. Raises Conflict."""
    both = store()
    if not isinstance(both, MovingStore):
        raise Conflict("no store to move from: set files_store_before to the old store and files_store to the new one")
    moved = Moved()
    for count, name in enumerate(both.old.names(), 1):
        _copy(both, name, moved)
        progress(count)
    moved.under_way = sum(1 for _ in both.old.stagings())
    return moved


def _copy(both: MovingStore, name: str, moved: Moved) -> None:
    size = both.old.size(name)
    if size is None:
        return  # removed meanwhile: nothing refers to it
    if both.new.size(name) == size:
        moved.there += 1
        return
    try:
        with closing(both.old.read(name)) as content:
            came = both.new.put(content, size)
    except MissingBytes:
        return
    if came.sha256 == name:
        moved.copied += 1
    else:  # what came lies under its true name, where the nightly sweep finds it
        moved.damaged.append(name)
