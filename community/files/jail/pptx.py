"""In the child: the text that each slide of a PowerPoint file shows, its titles, and what nobody sees in the show."""

from . import xmls
from .archives import Archive, Refused
from .found import Found
from .ooxml import main_part, people, relations, targets

_TITLES = {"title", "ctrTitle"}


def read(archive: Archive, found: Found) -> None:
    """One passage a slide that is shown; slides are numbered as PowerPoint does, with the hidden ones."""
    main = main_part(archive)
    people(archive, found)
    found.unit = "slide"
    slides = order(archive, main)
    found.count = len(slides)
    for number, part in enumerate(slides, 1):
        if is_hidden(archive, part):
            found.finding("hidden_slides", 1, str(number))
        else:
            found.begin(number)
            _slide(archive, part, number, found)
        for notes in targets(archive, part, "notesSlide"):
            found.finding("notes", int(bool(_notes(archive, notes))))
        for comments in targets(archive, part, "comments"):
            found.finding("comments", sum(1 for _one in xmls.attributes(archive.open(comments), "cm")))


def order(archive: Archive, main: str) -> list[str]:
    """The slides' parts as they follow each other. Raises Refused when one is not there."""
    parts = {one.id: one.target for one in relations(archive, main) if one.type == "slide"}
    listed = [parts.get(one.get(":id", ""), "") for one in xmls.attributes(archive.open(main), "sldId") if ":id" in one]
    if any(part not in archive for part in listed):
        raise Refused("damaged")
    return listed


def is_hidden(archive: Archive, part: str) -> bool:
    """Whether the show leaves this slide out."""
    first = next(xmls.attributes(archive.open(part), "sld"), {})
    return first.get("show") in {"0", "false"}


def _slide(archive: Archive, part: str, number: int, found: Found) -> None:
    title: list[str] = []
    in_title = reads = False
    skipping = 0
    for event, name, attributes in xmls.events(archive.open(part)):
        if skipping or (event == "start" and name == "Fallback"):
            skipping += {"start": 1, "end": -1}.get(event, 0)
        elif event == "text":
            if reads:
                found.add(name)
                title += [name] if in_title else []
        elif event == "end":
            found.add("\n" if name == "p" else "\t" if name == "tc" else "")
            title += [" "] if name == "p" and in_title else []
            reads, in_title = False, in_title and name != "sp"
        else:
            reads = name == "t"
            in_title = in_title or (name == "ph" and attributes.get("type") in _TITLES)
            found.add("\n" if name == "br" else "")
    found.label("".join(title))
    found.heading(1, "".join(title), number)


def _notes(archive: Archive, part: str) -> str:
    """What the speaker wrote: not the number and date that every such page has."""
    body = reads = False
    words = []
    for event, name, attributes in xmls.events(archive.open(part)):
        if event == "text":
            words += [name] if reads and body else []
        elif event == "start":
            reads = name == "t"
            body = body or (name == "ph" and attributes.get("type", "body") == "body")
        else:
            reads, body = False, body and name != "sp"
    return "".join(words).strip()
