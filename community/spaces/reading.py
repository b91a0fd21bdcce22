"""Filling the open places of stored texts for one reader: mentions, cards, images. One question a kind, for a page."""

from collections.abc import Iterable, Sequence

from flask import current_app
from markupsafe import Markup

from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from community.access import Actor, Kind, rules, visible
from community.data.database import session
from community.files.queries import shown_images
from community.people.queries.faces import by_handle
from community.web import fragments
from community.web.i18n import gettext as _
from community.web.markup import Filled, Placeholder, resolve_all


def resolved(actor: Actor, texts: Iterable[str]) -> list[Markup]:
    """Stored HTML, ready for this reader: titles and names as they may see them now."""
    return resolve_all(texts, lambda places: _fill(actor, places))


def _fill(actor: Actor, places: Sequence[Placeholder]) -> Filled:
    by_kind = {kind: [one for one in places if one.kind == kind] for kind in ("mention", "card", "image")}
    return _mentions(by_kind["mention"]) | _cards(actor, by_kind["card"]) | _images(actor, by_kind["image"])


def _mentions(places: Sequence[Placeholder]) -> dict[Placeholder, Markup]:
    known = by_handle([place.key for place in places]) if places else {}
    return {
        place: fragments.mention(known[place.key].name, known[place.key].url)
        for place in places
        if place.key in known
    }


def _images(actor: Actor, places: Sequence[Placeholder]) -> dict[Placeholder, Markup]:
    known = shown_images(actor, [place.key for place in places]) if places else {}
    found = {}
    for place in places:
        shown = known.get(place.key)
        if shown is None:
            found[place] = fragments.closed_card(_("This image is not available."))
        else:
            found[place] = fragments.image(shown.url, place.words or shown.alt, shown.width, shown.height)
    return found


def _cards(actor: Actor, places: Sequence[Placeholder]) -> dict[Placeholder, Markup]:
    wanted: dict[str, dict[str, Placeholder]] = {}
    for place in places:
        target = _target(place.key)
        if target is not None:
            wanted.setdefault(target[0].name, {})[target[1]] = place
    found = {}
    for name, by_public_id in wanted.items():
        found.update(_cards_of(actor, rules().kind(name), by_public_id))
    return found


def _cards_of(actor: Actor, kind: Kind, places: dict[str, Placeholder]) -> dict[Placeholder, Markup]:
    query = visible(actor, kind.model).where(kind.model.public_id.in_(list(places)))
    seen = dict(session().execute(query.with_only_columns(kind.model.id, kind.model.public_id)).tuples().all())
    described = kind.describe(actor, list(seen)) if kind.describe and seen else {}
    open_to = {seen[one]: fragments.card(title, url, kind.title) for one, (title, url) in described.items()}
    closed = fragments.closed_card(_("This is not available to you, or no longer there."))
    return {place: open_to.get(public_id, closed) for public_id, place in places.items()}


def _target(address: str) -> tuple[Kind, str] | None:
    """The kind and public id that an address of this site leads to."""
    path = address.partition("#")[0].partition("?")[0]
    try:
        endpoint, arguments = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    kind = next((one for one in rules().kinds.values() if one.page == endpoint), None)
    public_id = arguments.get("public_id")
    return (kind, public_id) if kind and public_id else None


