"""The driver outline: lines added, reworded, moved and taken out."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from community.sdk import Actor, Conflict, Invalid, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.models import Artifact, Cycle, Node
from plugins.artifacts.queries.parts import part
from plugins.artifacts.service import writing
from plugins.artifacts.service.artifacts import term_id
from plugins.artifacts.service.writing import At, done, opened

KINDS = ("primary", "secondary", "idea")
MOST = 200


@dataclass(frozen=True)
class Line:
    """A line of the outline: words, one of KINDS, the public ids of the line above it and of its term, or ""."""

    text: str
    kind: str = "primary"
    parent: str = ""
    term: str = ""


def draw(actor: Actor, public_id: str, line: Line) -> Node:
    """Add a line, below the others of its parent. Raises NotFound, Forbidden or Invalid."""
    with unit_of_work():
        found = opened(actor, public_id)
        if (session().scalar(select(func.count()).where(Node.artifact_id == found.id)) or 0) >= MOST:
            raise Invalid({"text": _l("An outline has at most 200 lines. Take one out first.")})
        last = session().scalar(select(func.max(Node.position)).where(Node.artifact_id == found.id))
        node = Node(artifact_id=found.id, position=-1 if last is None else last, text="", kind="primary")
        node.position += 1
        _put(found, node, line, None)
        session().add(node)
        done(actor, found, "drivers", [line.text])
    return node


def redraw(actor: Actor, at: At, line: Line, since: str | None = None) -> None:
    """Change a line. Raises NotFound, Forbidden, Invalid or ClashError."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        _put(found, part(Node, found, at.part), line, since)
        done(actor, found, "drivers", [line.text])


def _put(found: Artifact, node: Node, line: Line, since: str | None) -> None:
    if not line.text:
        raise Invalid({"text": _l("Please fill this in.")})
    if line.kind not in KINDS:
        raise Invalid({"kind": _l("Choose one from the list.")})
    parent = part(Node, found, line.parent) if line.parent else None
    if parent is not None and (parent.id == node.id or node.id in _above(parent)):
        raise Invalid({"parent": _l("A line cannot stand below itself.")})
    values = {
        "text": line.text, "kind": line.kind, "parent_id": parent.id if parent else None,
        "term_id": term_id("driver", line.term),
    }  # fmt: skip
    writing.put(node, values, since)


def _above(node: Node) -> set[int]:
    """The ids of the lines above a line, up to the aim."""
    rows = session().execute(select(Node.id, Node.parent_id).where(Node.artifact_id == node.artifact_id))
    parents: dict[int, int | None] = {row[0]: row[1] for row in rows}
    found, at = set[int](), node.parent_id
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found


def move(actor: Actor, at: At, step: int) -> None:
    """Move a line before (-1) or after (1) its neighbour below the same parent. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        node = part(Node, found, at.part)
        siblings = select(Node).where(Node.artifact_id == found.id, Node.parent_id.is_not_distinct_from(node.parent_id))
        rows = list(session().scalars(siblings.order_by(Node.position, Node.id)))
        here = rows.index(node)
        there = min(max(here + (1 if step > 0 else -1), 0), len(rows) - 1)
        rows.insert(there, rows.pop(here))
        places = sorted(one.position for one in rows)
        for place, one in zip(places, rows, strict=True):
            one.position = place
        done(actor, found, "drivers")


def take_out(actor: Actor, at: At) -> None:
    """Take a line out; what stood below it moves up. Raises NotFound, Forbidden, or Conflict while a cycle tests it."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        node = part(Node, found, at.part)
        if session().scalar(select(func.count()).where(Cycle.node_id == node.id)):
            raise Conflict(_l("A cycle tests this idea, so it stays. Change its words, or the cycle first."))
        session().execute(update(Node).where(Node.parent_id == node.id).values(parent_id=node.parent_id))
        session().delete(node)
        done(actor, found, "drivers")
