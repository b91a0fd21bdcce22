"""Images in what people write: shown to those who may read the file, with the writer's words for them."""

from collections.abc import Sequence

from community.access import Actor
from community.files.queries import shown_images
from community.web import fragments
from community.web.i18n import gettext as _
from community.web.markup import Filled, Placeholder


def images(actor: Actor, places: Sequence[Placeholder]) -> Filled:
    """Each image with its size; plain words where this reader may not see it or it is gone."""
    known = shown_images(actor, [place.key for place in places])
    missing = fragments.missing(_("An image that is not available to you, or no longer there."))
    return {
        place: fragments.image(found.url, place.words or found.alt, found.width, found.height) if found else missing
        for place, found in ((one, known.get(one.key)) for one in places)
    }
