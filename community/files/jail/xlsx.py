"""In the child: the text that each sheet of an Excel workbook shows, and which sheets, rows and columns it hides."""

from dataclasses import dataclass

from . import xmls
from .archives import Archive, Refused
from .found import MOST_TEXT, Found
from .ooxml import main_part, people, relations, targets

_MOST_STRINGS = 1_000_000
_LAST_COLUMN = 16_384


@dataclass(frozen=True)
class Sheet:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def read(archive: Archive, found: Found) -> None:
    """One passage a sheet that is shown, a line a row; empty cells take no room, however many there are."""
    main = main_part(archive)
    people(archive, found)
    found.unit = "sheet"
    listed = sheets(archive, main)
    found.count = len(listed)
    for sheet in listed:
        if sheet.hidden:
            found.finding("hidden_sheets", 1, sheet.name)
        for part in targets(archive, sheet.part, "comments"):
            found.finding("comments", sum(1 for _one in xmls.attributes(archive.open(part), "comment")))
    kinds = [one.type for one in relations(archive, main)]
    found.finding("external", kinds.count("externalLink") + kinds.count("connections"))
    found.finding("cached", kinds.count("pivotCacheDefinition"))
    strings = [words for part in targets(archive, main, "sharedStrings") for words in _strings(archive, part)]
    for number, sheet in enumerate(listed, 1):
        if not sheet.hidden:
            found.begin(number, sheet.name)
            found.heading(1, sheet.name, number)
            if sheet.part in archive:
                _Cells(found, strings).read(archive, sheet.part)


def sheets(archive: Archive, main: str) -> list[Sheet]:
    """All of them, in their order. Raises Refused when the workbook lists one that is not there."""
    parts = {one.id: one.target for one in relations(archive, main)}
    listed = []
    for one in xmls.attributes(archive.open(main), "sheet"):
        part = parts.get(one.get(":id", ""), "")
        if part not in archive:
            raise Refused("damaged")
        listed.append(Sheet(one.get("name", ""), part, one.get("state", "visible") != "visible"))
    return listed


def _strings(archive: Archive, part: str) -> list[str]:
    """The texts that cells point at by number."""
    found: list[str] = []
    words: list[str] = []
    reads, skipping, size = False, 0, 0
    for event, name, _attributes in xmls.events(archive.open(part)):
        if skipping or (event == "start" and name == "rPh"):
            skipping += {"start": 1, "end": -1}.get(event, 0)
        elif event == "text":
            if reads and size < MOST_TEXT:
                words.append(name)
                size += len(name)
        elif event == "end" and name == "si":
            found.append("".join(words))
            words = []
            if len(found) > _MOST_STRINGS:
                raise Refused("heavy")
        else:
            reads = event == "start" and name == "t"
    return found


class _Cells:
    """One sheet, cell by cell."""

    def __init__(self, found: Found, strings: list[str]) -> None:
        self.found, self.strings = found, strings
        self.row_hidden = self.reads = False
        self.columns: set[int] = set()
        self.type = ""
        self.column = 0
        self.value: list[str] = []
        self.row: list[str] = []

    def read(self, archive: Archive, part: str) -> None:
        for event, name, attributes in xmls.events(archive.open(part)):
            if event == "text":
                self.value += [name] if self.reads else []
            elif event == "start":
                self._start(name, attributes)
            else:
                self._end(name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.reads = name in {"v", "t"}
        if name == "c":
            self.type, self.value = attributes.get("t", "n"), []
            self.column = column(attributes["r"]) if "r" in attributes else self.column + 1
        elif name == "row":
            self.row, self.column = [], 0
            self.row_hidden = attributes.get("hidden") in {"1", "true"}
            self.found.finding("hidden_rows", int(self.row_hidden))
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = (int(attributes.get(key, "0") or 0) for key in ("min", "max"))
            new = set(range(max(1, first), min(last, _LAST_COLUMN) + 1))
            self.columns |= new
            self.found.finding("hidden_columns", len(new))

    def _end(self, name: str) -> None:
        self.reads = False
        if name == "c" and self.value and not self.row_hidden and self.column not in self.columns:
            self.row.append(self._shown("".join(self.value)))
        elif name == "row" and self.row:
            self.found.add("\t".join(self.row) + "\n")
            self.row = []

    def _shown(self, value: str) -> str:
        if self.type == "s":
            number = int(value) if value.strip().isdecimal() and len(value) < 9 else -1
            return self.strings[number] if 0 <= number < len(self.strings) else ""
        if self.type == "n" and "." in value:
            try:
                return f"{float(value):.12g}"
            except ValueError:
                return value
        return value


def column(reference: str) -> int:
    """The number of the column in "AB12"; 0 when it says none."""
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number
