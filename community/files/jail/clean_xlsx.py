"""In the child: an Excel workbook without hidden sheets and comments. What was counted from them keeps its value."""

import html
import re

from . import trees
from .ooxml import main_part, relations, targets
from .package import Package, properties, settle
from .trees import Edit, Node
from .xlsx import Sheet, sheets

_OF_SHEETS = {"comments", "threadedComment"}
_RULES = {"dataValidations", "conditionalFormatting", "extLst"}
_FORMULAS = {"f", "formula", "formula1", "formula2"}
_INDEX = re.compile(rb'(\slocalSheetId=["\'])(\d+)')
_OPENED = re.compile(rb'\s(?:activeTab|firstSheet)=(?:"\d*"|\'\d*\')')


def clean(package: Package) -> None:
    """Drop the hidden sheets and every word that only they used."""
    archive = package.archive
    main = main_part(archive)
    properties(package)
    listed = sheets(archive, main)
    for sheet in listed:
        own = relations(archive, sheet.part)
        if any(one.type in _OF_SHEETS for one in own):
            package.dropped |= {one.target for one in own if one.type in _OF_SHEETS | {"vmlDrawing"}}
    package.dropped |= {one.target for one in relations(archive, main) if one.type == "person"}
    if any(sheet.hidden for sheet in listed):
        _without_hidden(package, main, listed)
    settle(package)


def _without_hidden(package: Package, main: str, listed: list[Sheet]) -> None:
    package.dropped |= {sheet.part for sheet in listed if sheet.hidden}
    package.dropped |= set(targets(package.archive, main, "calcChain"))
    names = [sheet.name for sheet in listed if sheet.hidden]
    mentions = _Mentions(names)
    package.edit(main, lambda data, top: _workbook(data, top, listed, mentions))
    used: set[int] = set()
    for sheet in listed:
        if not sheet.hidden:
            package.edit(sheet.part, lambda data, top: _sheet(data, top, mentions, used))
    for part in targets(package.archive, main, "sharedStrings"):
        package.edit(part, lambda _data, top: _strings(top, used))


class _Mentions:
    """Knows a formula that speaks of what goes."""

    def __init__(self, names: list[str]) -> None:
        self.words = {f"{name.lower()}!" for name in names}
        self.words |= {name.lower().replace("'", "''") + "'!" for name in names}  # as Excel quotes them

    def within(self, data: bytes, node: Node) -> bool:
        text = html.unescape(data[node.inner : node.close].decode("utf-8", "replace")).lower()
        return any(word in text for word in self.words)


def _workbook(data: bytes, top: Node, listed: list[Sheet], mentions: _Mentions) -> list[Edit]:
    """Names of ranges count sheets by their place, which changes."""
    places = [at for at, sheet in enumerate(listed) if not sheet.hidden]
    edits: list[Edit] = []
    for node in top.walk():
        if node.name == "workbookView":
            edits.append((node.start, node.inner, _OPENED.sub(b"", data[node.start : node.inner])))
        elif node.name == "definedName":
            own = node.attributes.get("localSheetId", "")
            if mentions.within(data, node):
                mentions.words.add(node.attributes.get("name", "").lower() or "!")
                edits.append(trees.dropped(node))
            elif own.isdecimal() and int(own) not in places:
                edits.append(trees.dropped(node))
            elif own.isdecimal():
                tag = _INDEX.sub(rb"\g<1>%d" % places.index(int(own)), data[node.start : node.inner])
                edits.append((node.start, node.inner, tag))
    return _none_left(top, edits, "definedNames", "definedName")


def _none_left(top: Node, edits: list[Edit], around: str, each: str) -> list[Edit]:
    """An empty list is no valid one: it goes, too."""
    cut = {start for start, end, instead in edits if not instead}
    lists = [node for node in top.walk() if node.name == around]
    empty = [one for one in lists if all(below.start in cut for below in one.children if below.name == each)]
    return edits + [trees.dropped(one) for one in empty]


def _sheet(data: bytes, top: Node, mentions: _Mentions, used: set[int]) -> list[Edit]:
    """Cells that point at what goes keep the value they show; as formulas share words, then all of the sheet do."""
    edits: list[Edit] = []
    formulas: list[Node] = []
    severed = False
    for node in top.walk():
        if node.name == "f" and node.parent is not None and node.parent.name == "c":
            formulas.append(node)
            severed = severed or mentions.within(data, node)
        elif node.name in _FORMULAS and (rules := node.within(*_RULES)) and mentions.within(data, node):
            edits.append(trees.dropped(rules))
        elif node.name == "c" and node.attributes.get("t") == "s" and (value := node.child("v")) is not None:
            number = data[value.inner : value.close].strip()
            used |= {int(number)} if number.isdigit() and len(number) < 9 else set()
    return edits + [trees.dropped(one) for one in formulas if severed]


def _strings(top: Node, used: set[int]) -> list[Edit]:
    listed = [one for one in top.walk() if one.name == "si"]
    return [trees.emptied(one) for at, one in enumerate(listed) if at not in used]
