"""Things by what others know of them: their titles and addresses by ref, the thing itself by its public id."""

from collections.abc import Iterable
from typing import Any

from community.access.actors import Actor
from community.access.questions import visible
from community.access.rules import rules
from community.data.database import session
from community.data.refs import Ref

Words = tuple[str, str]


def described(actor: Actor, refs: Iterable[Ref]) -> dict[Ref, Words]:
    """(title, address) of each thing that the actor may see; a fixed number of queries for each kind."""
    by_kind: dict[str, set[int]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind, set()).add(ref.id)
    found: dict[Ref, Words] = {}
    for name, ids in by_kind.items():
        kind = rules().kinds.get(name)
        if kind is not None and kind.describe is not None:
            found.update({Ref(name, one): words for one, words in kind.describe(actor, sorted(ids)).items()})
    return found


def readable_thing(actor: Actor, kind_name: str, public_id: str) -> Any | None:
    """The row of that kind and public id; None where there is no such kind or thing, or not for this reader."""
    kind = rules().kinds.get(kind_name)
    if kind is None or not hasattr(kind.model, "public_id"):
        return None
    return session().scalars(visible(actor, kind.model).where(kind.model.public_id == public_id)).one_or_none()
