"""Who may do what with bulletins, and the limit that an embargo is. Reading follows from spaces."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, exists, literal, select, true

from community.sdk import Actor, Kind, Limit, Policy, Scope, Space, now, session
from community_bulletins.models import Editor, Embargo

rules = Policy("bulletins")


def editors() -> Select[tuple[int, int]]:
    """(person, space): who edits where."""
    return select(Editor.person_id, Editor.space_id)


EDITOR = Scope("bulletins.editor", editors)


@rules.grant(Space, "bulletins.post")
def editors_of_the_space(actor: Actor) -> ColumnElement[bool]:
    """Whoever edits a space's bulletins posts there."""
    return actor.within("bulletins.editor", Space.id)


def not_embargoed(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    """Its time has come, except for the moderators of its space."""
    if not kind.in_space:
        return true()
    early = actor.within("space.moderator", Embargo.space_id)
    standing = (Embargo.kind == kind.name, Embargo.object_id == kind.model.id, Embargo.until > now())
    return ~exists(select(literal(1)).where(*standing, ~early))


def clauses(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[frozenset[str]]]:
    """The same as labels: a moderator's token while it lasts."""
    query = select(Embargo.object_id, Embargo.space_id)
    rows = session().execute(query.where(Embargo.kind == kind.name, Embargo.object_id.in_(ids), Embargo.until > now()))
    return {thing: [frozenset({f"space.moderator:{space}"})] for thing, space in rows}


rules.limit(
    Limit(
        "bulletins.embargo",
        not_embargoed,
        clauses,
        changed_by=("bulletins.embargoed", "bulletins.embargo_ended"),
    )
)
