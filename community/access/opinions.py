"""What a screen is and what it can say about content. Running screens happens in screens.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from community.access.actors import Actor
from community.data.refs import Ref


@dataclass(frozen=True)
class Opinion:
    """What one screen thinks: accept, hold for a moderator, or reject, with words for the author."""

    says: Literal["accept", "hold", "reject"] = "accept"
    reason: Any = ""


@dataclass(frozen=True)
class Screen:
    """Looks at content before it is saved.

    `check(actor, kind, values)` gives an Opinion, inside the transaction. `hold(ref, actor, reason)` writes, in the
    same transaction, whatever keeps the held row from its readers.
    """

    name: str
    check: Callable[[Actor, str, Mapping[str, Any]], Opinion]
    hold: Callable[[Ref, Actor, str], None]
