"""Public refs, "kind:public id": how browsers name things. From and to rows, as far as the rules let see."""

from collections.abc import Iterable

from sqlalchemy import select

from community.access import Actor, readable_thing, rules
from community.data.database import session
from community.data.refs import Ref


def readable_ref(actor: Actor, public_ref: str) -> Ref | None:
    """The thing that `public_ref` names, if there is one and the actor may read it."""
    name, _, public_id = public_ref.rpartition(":")
    found = readable_thing(actor, name, public_id)
    return Ref(name, found.id) if found is not None else None


def public_refs(refs: Iterable[Ref]) -> dict[Ref, str]:
    """The public names of things; what is gone, or has none, is left out. One statement for each kind."""
    by_kind: dict[str, set[int]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind, set()).add(ref.id)
    found = {}
    for name, ids in by_kind.items():
        kind = rules().kinds.get(name)
        if kind is not None and hasattr(kind.model, "public_id"):
            rows = session().execute(select(kind.model.id, kind.model.public_id).where(kind.model.id.in_(ids)))
            found.update({Ref(name, number): f"{name}:{public_id}" for number, public_id in rows})
    return found
