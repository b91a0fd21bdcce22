"""In the child: the text that an OpenDocument file shows, and what it says without showing it."""

from . import xmls
from .archives import Archive
from .found import Found
from .ooxml import properties

_PEOPLE = {"creator": "editor", "initial-creator": "author", "printed-by": "author", "user-defined": "properties"}
# What a reader of the document does not see, with the finding it is.
UNSEEN = {
    "tracked-changes": "",
    "annotation": "comments",
    "notes": "notes",
    "hidden-text": "hidden_text",
    "hidden-paragraph": "hidden_text",
}
_BREAKS = {"p": "\n", "h": "\n", "table-cell": "\t", "table-row": "\n"}
_GAPS = {"tab": "\t", "line-break": "\n", "s": " "}


def read(archive: Archive, found: Found, unit: str) -> None:
    """One passage a slide or sheet that is shown; of a text, one."""
    if "meta.xml" in archive:
        properties(archive, "meta.xml", _PEOPLE, found)
    found.finding("versions", sum(1 for name in archive.members if name.startswith("Versions/") and name[-1] != "/"))
    found.unit = unit
    if not unit:
        found.count = 1
        found.begin(1)
    reader = _Content(found, unit)
    for event, name, attributes in xmls.events(archive.open("content.xml")):
        reader.take(event, name, attributes)


def hides(name: str, attributes: dict[str, str]) -> bool:
    """Whether these properties of a style hide the slide or sheet that has it."""
    slide = name == "drawing-page-properties" and attributes.get(":visibility") == "hidden"
    return slide or (name == "table-properties" and attributes.get(":display") == "false")


class _Content:
    """The body, element by element; styles come before it and say what is hidden."""

    def __init__(self, found: Found, unit: str) -> None:
        self.found = found
        self.unit_element = {"slide": "page", "sheet": "table"}.get(unit, "")
        self.style = ""
        self.hidden: set[str] = set()
        self.skipping = self.notes = 0
        self.unseen = ""
        self.level = 0
        self.words: list[str] = []
        self.in_body = False
        self.texts = 0
        self.titled = False

    def take(self, event: str, name: str, attributes: dict[str, str]) -> None:
        if event == "text":
            self._text(name)
        elif event == "start":
            self._start(name, attributes)
        else:
            self._end(name)

    def _text(self, words: str) -> None:
        if self.skipping:
            self.notes += len(words.strip()) if self.unseen == "notes" else 0
        elif self.in_body and self.texts and self.found.passages:
            self.found.add(words)
            self.words += [words] if self.level or self.titled else []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.in_body:
            self.style = attributes.get(":name", "") if name == "style" else self.style
            self.hidden |= {self.style} if hides(name, attributes) else set()
            self.in_body = name == "body"
        elif self.skipping:
            self.found.finding("changes", int(self.skipping == 1 and self.unseen == "tracked-changes"))
            self.skipping += 1
        elif name in UNSEEN:
            self.skipping, self.unseen, self.notes = 1, name, 0
        elif name == self.unit_element:
            self._unit(attributes)
        elif self._out_of_sight(name, attributes):
            self.skipping, self.unseen = 1, ""
        elif name == "frame":
            self.titled, self.words = attributes.get(":class") == "title", []
        elif name in {"p", "h"}:
            self.texts += 1
            self.level = _number(attributes.get(":outline-level", "1")) if name == "h" else self.level
        elif name in _GAPS and self.found.passages:
            self.found.add(_GAPS[name])

    def _unit(self, attributes: dict[str, str]) -> None:
        self.found.count += 1
        sheet = self.unit_element == "table"
        label = attributes.get(":name", "") if sheet else ""
        if attributes.get(":style-name") in self.hidden:
            self.skipping, self.unseen = 1, ""
            self.found.finding("hidden_sheets" if sheet else "hidden_slides", 1, label or str(self.found.count))
        else:
            self.found.begin(self.found.count, label)
            self.found.heading(1, label, self.found.count)

    def _out_of_sight(self, name: str, attributes: dict[str, str]) -> bool:
        if name not in {"table-row", "table-column"} or attributes.get(":visibility") not in {"collapse", "filter"}:
            return False
        times = _number(attributes.get(f":number-{name[6:]}s-repeated", "1"))
        self.found.finding(f"hidden_{name[6:]}s", max(1, min(times, 100_000)))
        return True

    def _end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            if not self.skipping and self.unseen:
                what = UNSEEN[self.unseen]
                self.found.finding(what, int(self.unseen != "notes" or self.notes > 0) if what else 0)
                self.unseen = ""
            return
        if name in {"p", "h"}:
            self.texts = max(0, self.texts - 1)
        if name == "frame" and self.titled:
            self.found.label("".join(self.words))
            self.found.heading(1, "".join(self.words), self.found.count)
            self.titled, self.words = False, []
        if name == "h" and self.level:
            self.found.heading(self.level, "".join(self.words), max(1, self.found.count))
            self.level, self.words = 0, []
        if name in _BREAKS and self.found.passages:
            self.found.add(_BREAKS[name])


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 8 else 1
