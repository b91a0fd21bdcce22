"""The four questions: can, require, visible, why; and the same rules asked about many rows or all persons.

Answer = readable AND any grant for the action AND every limit. No grant is a no; an unknown question raises.
Rules are SQL, so "this one?" and "which ones?" cannot disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    column,
    exists,
    false,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
)

from community.access.actors import Actor, Each, Site, System
from community.access.kinds import Kind
from community.access.rules import rules
from community.access.witness import asked
from community.data.database import session
from community.errors import Forbidden, NotFound, UnknownQuestion

PEOPLE = table("people_person", column("id"), column("closed_at"))


@dataclass(frozen=True)
class Reason:
    """One rule's answer, for "why": its name, its first line, whether it said yes, and whether it is a limit."""

    rule: str
    says: str
    passed: bool
    limit: bool = False


@dataclass(frozen=True)
class Why:
    """An answer with every rule that was asked for it."""

    answer: bool
    reasons: tuple[Reason, ...]


def reads_all(actor: Actor) -> bool:
    """Whether rules do not apply to the actor: only the site itself."""
    return isinstance(actor, System)


def narrowed(actor: Actor, kind: Kind, action: str = "read") -> ColumnElement[bool]:
    """True for rows of `kind` that pass every limit on `action`, their parents' limits included."""
    parts = [limit.sql(actor, kind) for limit in rules().limits if limit.concerns(action)]
    if kind.parent is not None and parts:
        parent = rules().kind(kind.parent.kind).aliased()
        child_column = getattr(kind.model, kind.parent.column.key)
        above = narrowed(actor, parent, action)
        parts.append(exists(select(literal(1)).where(parent.model.id == child_column, above)))
    return and_(true(), *parts)


def readable(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """True for rows of `kind` that the actor may read."""
    if reads_all(actor):
        return true()
    return and_(_granted(actor, kind, "read"), narrowed(actor, kind))


def _granted(actor: Actor, kind: Kind, action: str) -> ColumnElement[bool]:
    return or_(false(), *(rule for _, rule in _grant_rules(actor, kind, action)))


def _grant_rules(actor: Actor, kind: Kind, action: str) -> list[tuple[Any, ColumnElement[bool]]]:
    known = rules()
    own = [((name, rule), rule(actor)) for name, rule in known.grants.get((kind.model, action), ())]
    every = known.everywhere.get(action, ()) if kind.in_space else ()
    found = own + [((name, rule), rule(actor, kind)) for name, rule in every]
    if not found and action != "read" and not _declared(kind, action):
        raise UnknownQuestion(f"nobody declares {action!r} on {kind.name}")
    return found


def _declared(kind: Kind, action: str) -> bool:
    return action in kind.actions or (kind.name == "site")


def _allowed(actor: Actor, kind: Kind, action: str) -> ColumnElement[bool]:
    if reads_all(actor):
        return true()
    if action == "read":
        return readable(actor, kind)
    parts = [_granted(actor, kind, action), narrowed(actor, kind, action)]
    if kind.name != "site":
        parts.append(_granted(actor, kind, "read"))
    return and_(*parts)


def can(actor: Actor, action: str, thing: Any) -> bool:
    """Whether the actor may do `action` to `thing` (a row, or SITE). Raises UnknownQuestion for undeclared ones."""
    asked()
    kind = rules().kind_of(type(thing))
    condition = _allowed(actor, kind, action)
    if isinstance(thing, Site):
        return bool(session().scalar(select(condition)))
    return bool(session().scalar(select(exists().where(kind.model.id == thing.id, condition))))


def require(actor: Actor, action: str, thing: Any) -> None:
    """Go on only if allowed. Raises NotFound where the actor may not even read it, else Forbidden."""
    if can(actor, action, thing):
        return
    if not isinstance(thing, Site) and action != "read" and not can(actor, "read", thing):
        raise NotFound
    if action == "read":
        raise NotFound
    raise Forbidden


def visible(actor: Actor, model: type[Any], action: str = "read") -> Select[Any]:
    """The rows of `model` for which the actor may do `action`: a Select of the entity, to be refined."""
    asked()
    return select(model).where(_allowed(actor, rules().kind_of(model), action))


def visible_ids(actor: Actor, kind: Kind) -> Select[int]:
    """The ids of `kind` that the actor may read, as a Select for an IN."""
    asked()
    return select(kind.model.id).where(readable(actor, kind))


def actions_for(actor: Actor, model: type[Any], ids: Iterable[int], actions: Sequence[str]) -> dict[int, set[str]]:
    """Which of `actions` the actor may do to each of the rows: one statement for a whole page."""
    asked()
    wanted = list(ids)
    if not wanted:
        return {}
    kind = rules().kind_of(model)
    columns = [_allowed(actor, kind, action).label(f"may_{n}") for n, action in enumerate(actions)]
    rows = session().execute(select(model.id, *columns).where(model.id.in_(wanted)))
    return {row[0]: {action for action, yes in zip(actions, row[1:], strict=True) if yes} for row in rows}


def audience(kind: Kind, thing_id: int) -> Select[int]:
    """The ids of all persons who may read one thing: the same rules, asked for everybody in one statement."""
    person = PEOPLE.alias("reader")
    # Text on purpose: a column would bring its table along into every EXISTS more than one level down, where it
    # would mean "there is some person who may" instead of "this person may".
    everybody = Each(literal_column("reader.id", Integer), rules().scopes)
    reads = exists(select(literal(1)).where(kind.model.id == thing_id, readable(everybody, kind)))
    return select(person.c.id).where(person.c.closed_at.is_(None), reads)


def why(actor: Actor, action: str, thing: Any) -> Why:
    """The answer, with what each grant and each limit said."""
    kind = rules().kind_of(type(thing))
    reasons = [
        Reason(name, _first_line(rule), _holds(kind, thing, sql))
        for (name, rule), sql in ([] if reads_all(actor) else _grant_rules(actor, kind, action))
    ]
    if kind.name != "site" and not reads_all(actor):
        reasons += [
            Reason(one.name, _first_line(one.sql), _holds(kind, thing, one.sql(actor, kind)), limit=True)
            for one in rules().limits
            if one.concerns(action)
        ]
    return Why(can(actor, action, thing), tuple(reasons))


def _holds(kind: Kind, thing: Any, condition: ColumnElement[bool]) -> bool:
    if isinstance(thing, Site):
        return bool(session().scalar(select(condition)))
    return bool(session().scalar(select(exists().where(kind.model.id == thing.id, condition))))


def _first_line(rule: Any) -> str:
    return str(rule.__doc__ or rule.__name__).strip().splitlines()[0]
