"""Images and files in what people write: shown to those who may read them, with the writer's words for them."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from community.access import Actor
from community.files.attached import Attached, files_of
from community.web import fragments
from community.web.i18n import gettext as _
from community.web.markup import Filled, Placeholder


def shown(actor: Actor, places: Sequence[Placeholder]) -> Filled:
    """Each image in its size, each file with what it is; plain words where this reader may not see it or it is gone."""
    known = files_of(actor, {place.key for place in places})
    return {place: _shown(place, known.get(place.key)) for place in places}


def _shown(place: Placeholder, found: Attached | None) -> Markup:
    if found is None:
        image = place.kind == "image"
        words = _("An image that is not available to you, or no longer there.") if image else _missing(place.words)
        return fragments.missing(words)
    if place.kind == "image" and found.image and found.ready:
        alt = place.words or found.alt or _("A picture that nobody has described yet")
        return fragments.image(found.url, alt, found.width, found.height, in_link=place.in_link)
    if place.in_link:
        return escape(place.words or found.name)
    return fragments.file(found, place.words)


def _missing(words: str) -> str:
    gone = _("a file that is not available to you, or no longer there")
    return f"{words} ({gone})" if words else gone
