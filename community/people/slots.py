"""What people put into pages of other rooms: the reader in the frame, and those whom a text mentions."""

from collections.abc import Sequence

from community.access import Actor
from community.people.actors import reader_face
from community.people.queries import people
from community.people.queries.faces import initials_of
from community.web import fragments
from community.web.frame import PersonFrame
from community.web.markup import Filled, Placeholder


def person_frame(actor: Actor) -> PersonFrame:
    """The reader, at the top of every page."""
    face = reader_face()
    if face is not None and face.id == actor.id:
        return PersonFrame(face.name, face.initials, face.colour, face.url, face.avatar_url or None)
    name = getattr(actor, "name", "")
    return PersonFrame(name, initials_of(name), 0, f"/people/{getattr(actor, 'public_id', '')}")


def mentions(actor: Actor, places: Sequence[Placeholder]) -> Filled:
    """Mentioned people that the reader may read about; the others stay as they were written."""
    known = people.by_handle(actor, [place.key for place in places])
    return {place: fragments.mention(*known[place.key]) for place in places if place.key in known}
