"""In the child: a Word document with its changes accepted, its comments and hidden words gone. Layout stays."""

from . import trees
from .docx import is_on
from .ooxml import main_part, relations
from .package import Package, properties, settle
from .trees import Edit, Node

_PARTS = {"header", "footer", "footnotes", "endnotes"}
_GONE_PARTS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
_ACCEPTED = {"ins", "moveTo"}
_GONE = {"del", "moveFrom", "numberingChange", "cellIns", "cellDel", "cellMerge", "commentReference", "annotationRef"}
_GONE |= {"commentRangeStart", "commentRangeEnd"}
_GONE |= {f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End")}
_GONE |= {f"customXml{what}Range{end}" for what in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")}


def clean(package: Package) -> None:
    """Accept, drop and leave out; the main part, what stands around it and its notes."""
    main = main_part(package.archive)
    around = relations(package.archive, main)
    properties(package)
    package.dropped |= {one.target for one in around if one.type in _GONE_PARTS}
    for part in {main, *(one.target for one in around if one.type in _PARTS and one.target in package.archive)}:
        package.edit(part, lambda _data, top: _accepted(top))
    settle(package)


def _accepted(top: Node) -> list[Edit]:
    edits: list[Edit] = []
    gone: set[int] = set()
    for node in top.walk():
        if node.name in _ACCEPTED:
            edits += trees.unwrapped(node)
        elif node.name in _GONE or (node.name.endswith("PrChange")) or _hidden(node) or _row_gone(node):
            edits.append(trees.dropped(node))
            gone.add(id(node))
    edits += [trees.dropped(one) for one in top.walk() if one.name == "p" and _paragraph_gone(one, gone)]
    edits += [trees.dropped(one) for one in top.walk() if one.name == "tbl" and _table_gone(one)]
    return edits


def _hidden(node: Node) -> bool:
    """A run of hidden words; not one that holds a field together."""
    look = node.child("rPr") if node.name == "r" else None
    vanish = look.child("vanish") if look is not None else None
    return vanish is not None and is_on(vanish.attributes) and node.child("t") is not None and not node.child("fldChar")


def _row_gone(node: Node) -> bool:
    look = node.child("trPr") if node.name == "tr" else None
    return look is not None and look.child("del") is not None


def _table_gone(node: Node) -> bool:
    rows = [one for one in node.children if one.name == "tr"]
    return bool(rows) and all(_row_gone(one) for one in rows)


def _paragraph_gone(node: Node, gone: set[int]) -> bool:
    """One whose end was deleted, and of which nothing stays. A cell keeps its last one: it must have one."""
    look = node.child("pPr")
    mark = look.child("rPr") if look is not None else None
    if mark is None or mark.child("del") is None or (node.parent is not None and node.parent.name == "tc"):
        return False
    waiting = [one for one in node.children if one is not look]
    while waiting:
        one = waiting.pop()
        if one.name == "r" and id(one) not in gone:
            return False
        waiting += one.children if id(one) not in gone else []
    return True
