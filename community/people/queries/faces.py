"""How persons look beside what they wrote: name, district, colour, picture. One query for any number of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from community.data.database import session
from community.people.models import Organization, Person
from community.web.i18n import gettext as _


@dataclass(frozen=True)
class Face:
    """A person as pages show them; `url` is empty for a former member."""

    id: int | None
    name: str
    initials: str
    colour: int
    organization: str = ""
    url: str = ""
    avatar_url: str = ""
    handle: str = ""
    organization_id: int | None = None

    @property
    def districts(self) -> tuple[int, ...]:
        """Where they are from, for the filter of a search."""
        return (self.organization_id,) if self.organization_id else ()


def initials_of(name: str) -> str:
    """Up to two letters: of the first and the last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in chosen).upper() or "?"


def nobody() -> Face:
    """Somebody whose account was erased."""
    return Face(None, _("Former member"), "–", 0)


def faces(ids: Iterable[int | None]) -> Mapping[int | None, Face]:
    """The faces of persons, by id; ids that are gone, and None, get the face of a former member."""
    wanted = {one for one in ids if one is not None}
    found: dict[int | None, Face] = dict.fromkeys([None, *wanted], nobody())
    if wanted:
        query = select(Person, Organization.name, Organization.colour).outerjoin(Organization)
        for person, organization, colour in session().execute(query.where(Person.id.in_(wanted))):
            found[person.id] = face_of(person, organization or "", colour)
    return found


def in_selection(ids: Select[int]) -> list[Face]:
    """The faces of all persons whose ids a Select gives."""
    query = select(Person, Organization.name, Organization.colour).outerjoin(Organization).where(Person.id.in_(ids))
    return [face_of(person, organization or "", colour) for person, organization, colour in session().execute(query)]


def face_of(person: Any, organization: str = "", colour: int | None = None) -> Face:
    """The face of one row."""
    if person.email is None:
        return nobody()
    tone = colour if colour is not None else person.id % 12
    avatar = f"/files/{person.avatar_file}/small" if person.avatar_file else ""
    url = f"/people/{person.public_id}"
    named = (person.id, person.name, initials_of(person.name), tone, organization, url, avatar, person.handle)
    return Face(*named, person.organization_id)


def face_with_home(person: Any) -> Face:
    """The face of one row whose organization is loaded, in its colour."""
    home = person.organization
    return face_of(person, home.name if home else "", home.colour if home else None)


def by_handle(handles: Iterable[str]) -> Mapping[str, Face]:
    """The faces of persons by the handles they are mentioned with; unknown handles are left out."""
    query = select(Person).where(Person.handle.in_(list(handles)), Person.email.is_not(None))
    return {person.handle: face_of(person) for person in session().scalars(query)}
