"""What moderators intend: hide, restore, release. A takedown limits the thing; the thing itself is not touched."""

from typing import Any

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    NotFound,
    Ref,
    Space,
    ledger_scope,
    now,
    publish,
    readable_thing,
    record,
    require,
    rules,
    session,
    take_turn,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.moderation import queries
from plugins.moderation.events import CaseRead, Held, Hidden, Released, Restored
from plugins.moderation.models import Takedown


def thing(actor: Actor, kind_name: str, public_id: str) -> tuple[Ref, Any]:
    """A thing that the actor may moderate. Raises NotFound or Forbidden."""
    kind = rules().kinds.get(kind_name)
    if kind is None or not kind.in_space:
        raise NotFound
    found = readable_thing(actor, kind_name, public_id)
    if found is None:
        raise NotFound
    require(actor, "moderate", found)
    return Ref(kind_name, found.id), found


def hide(actor: Actor, kind_name: str, public_id: str, reason: str) -> Takedown:
    """Keep a thing from its readers; `reason` is told to its author. Raises NotFound, Forbidden, Invalid, Conflict."""
    if not reason.strip():
        raise Invalid({"reason": _l("Say why: the author will read it.")})
    with unit_of_work():
        ref, row = thing(actor, kind_name, public_id)
        take_turn("moderation", ref)
        standing = queries.standing_against([ref]).get(ref)
        if standing is not None and standing.state == "hidden":
            raise Conflict(_l("This is hidden already."))
        if standing is not None:
            standing.state, standing.reason, standing.by_id, standing.at = "hidden", reason.strip(), actor.id, now()
            found = standing
        else:
            found = _new(ref, row, "hidden", reason=reason.strip(), by_id=actor.id)
        session().flush()
        record("moderation.hidden", ref, actor, reason.strip(), scope_id=_scope(row.space_id))
        publish(Hidden(found.id, ref.kind, ref.id), actor.id)
    return found


def hold(ref: Ref, actor: Actor, reason: str) -> None:
    """Keep new content until a moderator has looked; inside the unit of work that saves it."""
    with unit_of_work():
        take_turn("moderation", ref)
        if ref in queries.standing_against([ref]):
            return
        model = rules().kind(ref.kind).model
        row = session().get_one(model, ref.id)
        found = _new(ref, row, "held", reason=reason, by_id=None)
        session().flush()
        record("moderation.held", ref, actor, scope_id=_scope(row.space_id))
        publish(Held(found.id, ref.kind, ref.id), actor.id)


def _new(ref: Ref, row: Any, state: str, *, reason: str, by_id: int | None) -> Takedown:
    found = Takedown(
        kind=ref.kind,
        object_id=ref.id,
        space_id=row.space_id,
        author_id=row.author_id,
        state=state,
        reason=reason,
        by_id=by_id,
    )
    session().add(found)
    return found


def lift(actor: Actor, public_id: str, reason: str = "") -> Takedown:
    """Open a thing to its readers again: restore what was hidden, release what was held.

    Raises NotFound, Forbidden, or Conflict when it was lifted already.
    """
    with unit_of_work():
        found = queries.takedown(actor, public_id)
        require(actor, "decide", found)
        ref = Ref(found.kind, found.object_id)
        take_turn("moderation", ref)
        session().refresh(found)
        if found.lifted_at is not None:
            raise Conflict(_l("Somebody else has decided this already."))
        found.lifted_at, found.lifted_by_id = now(), actor.id
        session().flush()
        if found.state == "held":
            record("moderation.released", ref, actor, reason, scope_id=_scope(found.space_id))
            publish(Released(found.id, ref.kind, ref.id), actor.id)
        else:
            record("moderation.restored", ref, actor, reason, scope_id=_scope(found.space_id))
            publish(Restored(found.id, ref.kind, ref.id), actor.id)
    return found


def read(actor: Actor, public_id: str) -> Takedown:
    """The actor has read a case. Raises NotFound, Forbidden."""
    with unit_of_work():
        found = queries.takedown(actor, public_id)
        require(actor, "read", found)
        publish(CaseRead(found.id, actor.id), actor.id)
    return found


def _scope(space_id: int) -> int | None:
    return ledger_scope(session().get_one(Space, space_id))
