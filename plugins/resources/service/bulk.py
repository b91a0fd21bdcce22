"""Many files at once, with or without a table of what they are: each is added whole, or left with a plain reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import IO

from community.sdk import Actor, Invalid, ProductError, receive_file
from community.sdk import gettext as _
from plugins.resources.queries import tags
from plugins.resources.queries.licences import LICENCES
from plugins.resources.service import resources, versions
from plugins.resources.service.metadata import Line, Table
from plugins.resources.service.resources import About

MOST = 50  # files in one form


@dataclass(frozen=True)
class Brought:
    """A file that comes with the form (`stream`), or came before it (`public_id`)."""

    name: str
    stream: IO[bytes] | None = None
    public_id: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the resource that it is now, or the reason why not.

    `note`: who sees it, what was left out.
    """

    name: str
    public_id: str = ""
    title: str = ""
    reason: str = ""
    note: str = ""


def licences() -> dict[str, str]:
    """Every way to write a licence, in small letters, and its key."""
    return {words.lower(): one.key for one in LICENCES.values() for words in (one.key, str(one.short), str(one.title))}


def add_all(
    actor: Actor, space_public_id: str, files: Iterable[Brought], table: Table, *, licence: str, language: str
) -> Iterator[Outcome]:
    """Add each file as a resource. What the table says of it counts; else its name and these two.

    Slow, so never inside a unit of work. One that cannot be added does not stop the next. At the end come the rows
    that no file belongs to.
    """
    wanting = dict(table.lines)
    known = {name.lower(): one for one, names in tags.names().items() for name in names}
    for n, file in enumerate(files):
        name = file.name
        line = wanting.pop(name.lower(), None) or Line(0, name)
        if n >= MOST:
            yield Outcome(
                name, reason=_("At most %(number)s files at a time. Bring it with the next ones.", number=MOST)
            )
            continue
        given = [known[tag.lower()] for tag in line.tags if tag.lower() in known]
        unknown = [tag for tag in line.tags if tag.lower() not in known]
        title = line.title or versions.title_from(name)
        about = About(title, line.summary, line.licence or licence, line.language or language, given)
        notes = [*line.notes]
        if unknown:
            notes.append(_("No such tag: %(names)s", names=", ".join(unknown)[:200]))
        outcome = _one(actor, space_public_id, file, about)
        yield replace(outcome, note=" ".join([outcome.note, *notes]).strip())
    for line in wanting.values():
        reason = _("Row %(row)s names a file that was not uploaded.", row=line.number)
        yield Outcome(line.filename, reason=reason)


def _one(actor: Actor, space: str, file: Brought, about: About) -> Outcome:
    try:
        public_id = file.public_id
        if file.stream is not None:
            public_id = receive_file(actor, file.stream, file.name, purpose="attachment", space=space).public_id
        found, held = resources.add(actor, space, about, versions.a_file(public_id))
    except Invalid as error:
        return Outcome(file.name, reason=" ".join(str(words) for words in error.errors.values()))
    except ProductError as error:
        return Outcome(file.name, reason=str(error) or _("This could not be added."))
    waits = _("It waits for review.") if found.state == "review" else ""
    if held:
        waits = _("A moderator will look at this first. Until then only you and the moderators see it.")
    return Outcome(file.name, found.public_id, found.title, note=waits)
