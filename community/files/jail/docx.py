"""In the child: the text that a Word document shows, its headings, and what it says without showing it."""

import re
from collections.abc import Iterator

from . import xmls
from .archives import Archive
from .found import Found
from .ooxml import main_part, people, targets

CHANGES = {"ins", "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange"}
CHANGES |= {"tblPrChange", "trPrChange", "tcPrChange", "cellIns", "cellDel"}
_SKIPPED = frozenset({"Fallback", "del", "moveFrom", "instrText", "delText"})
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_OFF = {"0", "false", "off"}


def read(archive: Archive, found: Found) -> None:
    """All text is one passage: a Word file has pages only once it is laid out."""
    main = main_part(archive)
    people(archive, found)
    for part in targets(archive, main, "comments"):
        for one in xmls.attributes(archive.open(part), "comment"):
            found.finding("comments", 1, one.get(":author", ""))
    found.count = 1
    found.begin(1)
    levels = dict(_levels(archive, main))
    _Text(found, levels).read(archive, main)
    for kind in ("footnotes", "endnotes", "header", "footer"):
        for part in targets(archive, main, kind):
            _Text(found, {}).read(archive, part)


def _levels(archive: Archive, main: str) -> Iterator[tuple[str, int]]:
    """The styles that make a paragraph a heading, with their levels."""
    style = ""
    for part in targets(archive, main, "styles"):
        for event, name, attributes in xmls.events(archive.open(part)):
            if event != "start":
                continue
            if name == "style":
                style = attributes.get(":styleId", "")
            elif name == "name" and (match := _HEADING.fullmatch(attributes.get(":val", ""))):
                yield style, int(match[1])
            elif name == "outlineLvl" and attributes.get(":val", "").isdigit() and int(attributes[":val"]) < 9:
                yield style, int(attributes[":val"]) + 1


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch such as <w:vanish/> is on: it is, unless its value says otherwise."""
    return attributes.get(":val", "1") not in _OFF


class _Text:
    """One part, element by element. Deleted and hidden words are counted, never read."""

    def __init__(self, found: Found, levels: dict[str, int]) -> None:
        self.found, self.levels = found, levels
        self.skipping = 0
        self.level = 0
        self.words: list[str] = []
        self.run: list[str] | None = None
        self.hidden = self.reads = False

    def read(self, archive: Archive, part: str) -> None:
        for event, name, attributes in xmls.events(archive.open(part)):
            if event == "text":
                if self.reads and not self.skipping:
                    self._say(name)
            elif event == "start":
                self._start(name, attributes)
            else:
                self._end(name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in CHANGES and ":author" in attributes:
            self.found.finding("changes", 1, attributes[":author"])
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
        elif name == "r":
            self.run, self.hidden = [], False
        elif name == "t":
            self.reads = True
        elif name == "vanish" and self.run is not None and is_on(attributes):
            self.hidden = True
        elif name == "pStyle":
            self.level = self.levels.get(attributes.get(":val", ""), 0)
        elif name in {"tab", "br", "cr", "noBreakHyphen"} and self.run is not None:
            self._say({"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n"))

    def _end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
        elif name == "t":
            self.reads = False
        elif name == "r" and self.run is not None:
            if self.hidden:
                self.found.finding("hidden_text", int(bool("".join(self.run).strip())))
            else:
                self.found.add("".join(self.run))
                self.words += self.run if self.level else []
            self.run = None
        elif name == "p":
            self.found.heading(self.level, "".join(self.words)) if self.level else None
            self.found.add("\n")
            self.level, self.words = 0, []
        elif name == "tc":
            self.found.add("\t")

    def _say(self, words: str) -> None:
        if self.run is None:
            self.found.add(words)
        else:
            self.run.append(words)
